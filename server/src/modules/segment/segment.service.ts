import { Injectable } from '@nestjs/common'
import type { RuleNode } from '@guiyi/shared'
import { IsNull } from 'typeorm'
import { AuditTrail } from '../../platform/audit'
import { Clock } from '../../platform/clock'
import { ActorContext } from '../../platform/context'
import { Database } from '../../platform/database'
import { AppError } from '../../platform/errors'
import { Evaluations, ReferenceGraph, RuleChecker } from '../rule'
import { TagService } from '../tag'
import { SegmentCounter, type SegmentCount } from './segment-counter'
import { SegmentMembers } from './segment-members'
import { Segment } from './segment.entity'

export interface NewSegment {
  name: string
  description?: string
  /** Untrusted; checked against the catalogue. */
  rule: unknown
}

/** Saved sets of people. */
@Injectable()
export class SegmentService {
  constructor(
    private readonly db: Database,
    private readonly checker: RuleChecker,
    private readonly graph: ReferenceGraph,
    private readonly evaluations: Evaluations,
    private readonly members: SegmentMembers,
    private readonly counter: SegmentCounter,
    private readonly tags: TagService,
    private readonly actors: ActorContext,
    private readonly clock: Clock,
    private readonly audit: AuditTrail,
  ) {}

  /** @throws NOT_FOUND */
  async get(id: number): Promise<Segment> {
    const segment = await this.db.repo(Segment).findOneBy({ id, removedAt: IsNull() })
    if (!segment) throw new AppError('NOT_FOUND', { params: { what: '分群' } })
    return segment
  }

  async list(): Promise<Segment[]> {
    return this.db.repo(Segment).find({ where: { removedAt: IsNull() }, order: { id: 'DESC' } })
  }

  /** How many people a rule holds for now, and how many of them each channel reaches. @throws RULE_INVALID */
  async count(rule: unknown): Promise<SegmentCount> {
    return this.counter.count(await this.checker.rule(rule))
  }

  /**
   * Everyone in the segment, ascending by customer id, in pages that the caller never sees. Who enters or leaves
   * meanwhile may or may not be among them.
   * @param options.after begin above this customer id, to go on where an earlier walk ended
   * @throws NOT_FOUND, SEGMENT_NOT_READY before the first evaluation has ended
   */
  async *memberIds(id: number, options: { after?: number } = {}): AsyncGenerator<number> {
    const segment = await this.get(id)
    await this.members.settled(segment)
    yield* this.members.ids(id, options.after)
  }

  /** @throws SEGMENT_NAME_TAKEN, RULE_INVALID */
  async create(input: NewSegment): Promise<{ segment: Segment; jobId: number }> {
    const rule = await this.checker.rule(input.rule)
    return this.db.transaction(async () => {
      await this.refuseTakenName(input.name, 0)
      const actor = this.actors.current()
      const saved = await this.db.repo(Segment).save({
        name: input.name.trim(),
        description: input.description ?? '',
        rule,
        ownerStaffId: actor.kind === 'staff' ? actor.staffId : null,
      })
      this.audit.describe({ action: 'segment.create', target: { kind: 'segment', id: saved.id, name: saved.name } })
      const jobId = await this.evaluations.requestAll('segment', saved.id)
      return { segment: await this.get(saved.id), jobId }
    })
  }

  /** A changed rule is evaluated for everyone at once. @throws NOT_FOUND, SEGMENT_NAME_TAKEN, RULE_INVALID, SEGMENT_REFERS_TO_ITSELF */
  async update(id: number, change: Partial<NewSegment>): Promise<{ segment: Segment; jobId: number | null }> {
    const before = await this.get(id)
    const rule = change.rule === undefined ? before.rule : await this.checker.rule(change.rule)
    const changed = JSON.stringify(rule) !== JSON.stringify(before.rule)
    if (changed) await this.refuseCircle(rule, id)
    return this.db.transaction(async () => {
      if (change.name !== undefined) await this.refuseTakenName(change.name, id)
      await this.db.repo(Segment).update(
        { id },
        {
          name: change.name?.trim() ?? before.name,
          description: change.description ?? before.description,
          rule,
          version: before.version + (changed ? 1 : 0),
        },
      )
      const segment = await this.get(id)
      this.audit.describe({
        action: 'segment.update',
        target: { kind: 'segment', id, name: segment.name },
        before,
        after: segment,
      })
      return { segment, jobId: changed ? await this.evaluations.requestAll('segment', id) : null }
    })
  }

  /** @throws NOT_FOUND, SEGMENT_IN_USE while another rule names it */
  async remove(id: number): Promise<void> {
    const segment = await this.get(id)
    const [user] = await this.graph.usersOf({ kind: 'segment', id })
    if (user) {
      const { name } = user.kind === 'tag' ? await this.tags.get(user.id) : await this.get(user.id)
      throw new AppError('SEGMENT_IN_USE', { params: { user: name } })
    }
    await this.db.transaction(async () => {
      await this.db.repo(Segment).update({ id }, { removedAt: this.clock.now() })
      await this.evaluations.requestAll('segment', id)
      this.audit.describe({
        action: 'segment.remove',
        target: { kind: 'segment', id, name: segment.name },
        before: segment,
      })
    })
  }

  private async refuseCircle(rule: RuleNode, id: number): Promise<void> {
    const path = await this.graph.circle(rule, { kind: 'segment', id })
    if (path !== null) throw new AppError('SEGMENT_REFERS_TO_ITSELF', { field: path === '' ? 'rule' : `rule.${path}` })
  }

  private async refuseTakenName(name: string, exceptId: number): Promise<void> {
    const taken = await this.db.repo(Segment).findOneBy({ name: name.trim(), removedAt: IsNull() })
    if (taken && taken.id !== exceptId)
      throw new AppError('SEGMENT_NAME_TAKEN', { field: 'name', params: { name: taken.name } })
  }
}
