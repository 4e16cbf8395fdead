import { Injectable } from '@nestjs/common'
import { In } from 'typeorm'
import { AuditTrail } from '../../../platform/audit'
import { Clock } from '../../../platform/clock'
import { ActorContext } from '../../../platform/context'
import { Database } from '../../../platform/database'
import { AppError } from '../../../platform/errors'
import { MaterialisedValues, type ValueChange } from '../../rule'
import { HandTag } from '../hand-tag.entity'
import { TagEvaluation } from '../tag-evaluation'
import { refuseUnknownValues, STATE_LABELS } from '../tag.policy'
import { TagService } from '../tag.service'
import type { Tag } from '../tag.entity'

/** Gives customers a hand-set tag, or takes it away. */
@Injectable()
export class SetHandTag {
  constructor(
    private readonly db: Database,
    private readonly tags: TagService,
    private readonly evaluation: TagEvaluation,
    private readonly values: MaterialisedValues,
    private readonly actors: ActorContext,
    private readonly clock: Clock,
    private readonly audit: AuditTrail,
  ) {}

  /**
   * Makes these the person's values of the tag; none takes the tag away. Saying the same again changes nothing but the expiry.
   * @param values of an exclusive tag only the last one counts
   * @throws NOT_FOUND, TAG_NOT_HAND_SET, TAG_STATE_FORBIDS, TAG_VALUE_UNKNOWN
   */
  async run(tagId: number, customerId: number, values: readonly string[], expiresAt: Date | null): Promise<void> {
    const tag = await this.tags.get(tagId)
    if (tag.method !== 'hand') throw new AppError('TAG_NOT_HAND_SET', { params: { name: tag.name } })
    if (tag.state !== 'published')
      throw new AppError('TAG_STATE_FORBIDS', { params: { state: STATE_LABELS[tag.state], action: '设置' } })
    refuseUnknownValues(tag, values)
    const wanted = tag.multiple ? [...new Set(values)] : values.slice(-1)
    await this.change(tag, [customerId], async () => {
      await this.replace(tagId, customerId, wanted, expiresAt)
    })
    this.audit.describe({
      action: 'tag.set',
      target: { kind: 'tag', id: tagId, name: tag.name },
      after: { values: wanted },
    })
  }

  /**
   * Runs `work` on the hand-set rows of these people and records how their values changed.
   * @param work changes rows of HandTag of this tag and these customers
   */
  async change(tag: Tag, customerIds: readonly number[], work: () => Promise<void>): Promise<void> {
    await this.db.transaction(async () => {
      // The lock puts changes of one tag in line, so that `before` is what the engine will hold.
      const basis = await this.values.lockDelta({ kind: 'tag', id: tag.id, version: 0 })
      const before = await this.valuesOf(tag.id, customerIds)
      await work()
      const after = await this.valuesOf(tag.id, customerIds)
      const changes = customerIds.map((customerId) => ({
        customerId,
        before: before.get(customerId) ?? [],
        after: after.get(customerId) ?? [],
      }))
      await this.record(tag, changes, basis)
    })
  }

  /**
   * Shows or hides a person's rows in the engine without touching them: an absorbed customer keeps what the survivor
   * did not take over, but has no tags while she is absorbed.
   */
  async show(tag: Tag, customerId: number, visible: boolean): Promise<void> {
    await this.db.transaction(async () => {
      const basis = await this.values.lockDelta({ kind: 'tag', id: tag.id, version: 0 })
      const values = (await this.valuesOf(tag.id, [customerId])).get(customerId) ?? []
      await this.record(tag, [{ customerId, before: visible ? [] : values, after: visible ? values : [] }], basis)
    })
  }

  private async record(tag: Tag, given: readonly ValueChange[], basis: number): Promise<void> {
    const changes = given.filter(({ before, after }) => before.join('\n') !== after.join('\n'))
    const at = this.clock.now()
    await this.values.record({ kind: 'tag', id: tag.id, version: 0 }, changes, basis, 'hand', at)
    await this.evaluation.announce(tag.id, changes, at)
  }

  private async valuesOf(tagId: number, customerIds: readonly number[]): Promise<Map<number, string[]>> {
    const rows = await this.db
      .repo(HandTag)
      .find({ where: { tagId, customerId: In([...customerIds]) }, order: { value: 'ASC' } })
    const values = new Map<number, string[]>()
    for (const { customerId, value } of rows) values.set(customerId, [...(values.get(customerId) ?? []), value])
    return values
  }

  private async replace(
    tagId: number,
    customerId: number,
    values: readonly string[],
    expiresAt: Date | null,
  ): Promise<void> {
    const rows = this.db.repo(HandTag)
    const existing = await rows.findBy({ tagId, customerId })
    const leaving = existing.filter(({ value }) => !values.includes(value)).map(({ id }) => id)
    if (leaving.length > 0) await rows.delete({ id: In(leaving) })
    const staying = existing.filter(({ value }) => values.includes(value)).map(({ id }) => id)
    if (staying.length > 0) await rows.update({ id: In(staying) }, { expiresAt })
    const known = new Set(existing.map(({ value }) => value))
    const actor = this.actors.current()
    const setBy = actor.kind === 'staff' ? actor.staffId : null
    const arriving = values.filter((value) => !known.has(value))
    if (arriving.length > 0) {
      await rows.insert(
        arriving.map((value) => ({ tagId, customerId, value, setBy, setAt: this.clock.now(), expiresAt })),
      )
    }
  }
}
