import { Injectable } from '@nestjs/common'
import { In } from 'typeorm'
import { chunks } from '../../../platform/audience-engine'
import { AuditTrail } from '../../../platform/audit'
import { Clock } from '../../../platform/clock'
import { ActorContext } from '../../../platform/context'
import { Database } from '../../../platform/database'
import { AppError } from '../../../platform/errors'
import { CustomerService } from '../../identity'
import { MaterialisedValues, type ValueChange } from '../../rule'
import { HandTagChange, type HandTagAct } from '../hand/hand-tag-change.entity'
import { HandTag } from '../hand/hand-tag.entity'
import { TagEvaluation } from '../tag-evaluation'
import { refuseUnknownValues, STATE_LABELS } from '../tag.policy'
import { TagService } from '../tag.service'
import type { Tag } from '../tag.entity'

/** Why hand-set values change, for their history. */
export interface HandTagCause {
  act: HandTagAct
  reason?: string
  batchId?: number
  /** Default: the actor of the running request. */
  staffId?: number | null
}

export interface HandTagOrder {
  /** None takes the tag away; of an exclusive tag only the last one counts. */
  values: readonly string[]
  expiresAt: Date | null
  reason?: string
}

const ROWS_PER_INSERT = 500

/** Gives customers a hand-set tag, or takes it away. */
@Injectable()
export class SetHandTag {
  constructor(
    private readonly db: Database,
    private readonly tags: TagService,
    private readonly evaluation: TagEvaluation,
    private readonly values: MaterialisedValues,
    private readonly customers: CustomerService,
    private readonly actors: ActorContext,
    private readonly clock: Clock,
    private readonly audit: AuditTrail,
  ) {}

  /**
   * Makes these the person's values of the tag. Saying the same again changes nothing but the expiry.
   * @throws NOT_FOUND, TAG_NOT_HAND_SET, TAG_STATE_FORBIDS, TAG_VALUE_UNKNOWN
   */
  async run(tagId: number, customerId: number, { values, expiresAt, reason = '' }: HandTagOrder): Promise<void> {
    const tag = await this.settable(tagId, values)
    const wanted = await this.db.transaction(async () => {
      // Somebody who is absorbed at this very moment must not be tagged after her tags have gone over.
      if ((await this.customers.lockLiving([customerId])).length === 0)
        throw new AppError('NOT_FOUND', { params: { what: '客户' } })
      let given: readonly string[] = []
      await this.change(tag, [customerId], { act: 'set', reason }, async () => {
        // Asked within the line of changes: it may have become exclusive a moment ago.
        const { multiple } = await this.tags.get(tagId)
        given = multiple ? [...new Set(values)] : values.slice(-1)
        await this.replace(tagId, new Map([[customerId, given]]), expiresAt)
      })
      return given
    })
    this.audit.describe({
      action: 'tag.set',
      target: { kind: 'tag', id: tagId, name: tag.name },
      after: { values: wanted, reason },
    })
  }

  /** The tag, if these values may be given now. @throws NOT_FOUND, TAG_NOT_HAND_SET, TAG_STATE_FORBIDS, TAG_VALUE_UNKNOWN */
  async settable(tagId: number, values: readonly string[]): Promise<Tag> {
    const tag = await this.tags.get(tagId)
    if (tag.method !== 'hand') throw new AppError('TAG_NOT_HAND_SET', { params: { name: tag.name } })
    if (tag.state !== 'published')
      throw new AppError('TAG_STATE_FORBIDS', { params: { state: STATE_LABELS[tag.state], action: '设置' } })
    refuseUnknownValues(tag, values)
    return tag
  }

  /**
   * Runs `work` on the hand-set rows of these people and records how their values changed.
   * @param work changes rows of HandTag of this tag and these customers
   * @returns how many people changed
   */
  async change(
    tag: Tag,
    customerIds: readonly number[],
    cause: HandTagCause,
    work: (before: Map<number, string[]>) => Promise<void>,
  ): Promise<number> {
    return this.db.transaction(async () => {
      // The lock puts changes of one tag in line, so that `before` is what the engine will hold.
      const basis = await this.values.lockDelta({ kind: 'tag', id: tag.id, version: 0 })
      const before = await this.valuesOf(tag.id, customerIds)
      await work(before)
      const after = await this.valuesOf(tag.id, customerIds)
      const changes = customerIds.map((customerId) => ({
        customerId,
        before: before.get(customerId) ?? [],
        after: after.get(customerId) ?? [],
      }))
      const changed = await this.record(tag, changes, basis)
      await this.remember(tag.id, changed, cause)
      return changed.length
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

  /** Makes these the people's rows of the tag; to be run inside `change`. */
  async replace(
    tagId: number,
    wanted: ReadonlyMap<number, readonly string[]>,
    expiresAt: Date | null,
    setBy = this.staffId(),
  ): Promise<void> {
    const rows = this.db.repo(HandTag)
    const existing = await rows.findBy({ tagId, customerId: In([...wanted.keys()]) })
    const stays = ({ customerId, value }: HandTag): boolean => wanted.get(customerId)?.includes(value) === true
    const leaving = existing.filter((row) => !stays(row)).map(({ id }) => id)
    if (leaving.length > 0) await rows.delete({ id: In(leaving) })
    const staying = existing.filter(stays).map(({ id }) => id)
    if (staying.length > 0) await rows.update({ id: In(staying) }, { expiresAt })
    const known = new Set(existing.map(({ customerId, value }) => `${customerId}\n${value}`))
    const setAt = this.clock.now()
    const arriving = [...wanted].flatMap(([customerId, values]) =>
      values
        .filter((value) => !known.has(`${customerId}\n${value}`))
        .map((value) => ({ tagId, customerId, value, setBy, setAt, expiresAt })),
    )
    for (const part of chunks(arriving, ROWS_PER_INSERT)) await rows.insert(part)
  }

  private async record(tag: Tag, given: readonly ValueChange[], basis: number): Promise<ValueChange[]> {
    const changes = given.filter(({ before, after }) => before.join('\n') !== after.join('\n'))
    const at = this.clock.now()
    await this.values.record({ kind: 'tag', id: tag.id, version: 0 }, changes, basis, 'hand', at)
    await this.evaluation.announce(tag.id, changes, at)
    return changes
  }

  private async remember(tagId: number, changes: readonly ValueChange[], cause: HandTagCause): Promise<void> {
    const { act, reason = '', batchId = null, staffId = this.staffId() } = cause
    const at = this.clock.now()
    for (const part of chunks(changes, ROWS_PER_INSERT)) {
      await this.db.repo(HandTagChange).insert(
        part.map(({ customerId, before, after }) => ({
          tagId,
          customerId,
          before,
          after,
          act,
          reason,
          batchId,
          staffId,
          at,
        })),
      )
    }
  }

  private staffId(): number | null {
    const actor = this.actors.current()
    return actor.kind === 'staff' ? actor.staffId : null
  }

  private async valuesOf(tagId: number, customerIds: readonly number[]): Promise<Map<number, string[]>> {
    const rows = await this.db
      .repo(HandTag)
      .find({ where: { tagId, customerId: In([...customerIds]) }, order: { value: 'ASC' } })
    const values = new Map<number, string[]>()
    for (const { customerId, value } of rows) values.set(customerId, [...(values.get(customerId) ?? []), value])
    return values
  }
}
