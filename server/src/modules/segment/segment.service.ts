import { Injectable } from '@nestjs/common'
import type { RuleNode } from '@guiyi/shared'
import { IsNull } from 'typeorm'
import { AuditTrail } from '../../platform/audit'
import { Clock } from '../../platform/clock'
import { ActorContext } from '../../platform/context'
import { Database } from '../../platform/database'
import { AppError } from '../../platform/errors'
import { Leases } from '../../platform/lock'
import { Evaluations, ReferenceGraph, RuleChecker, RuleSets } from '../rule'
import { SegmentCounter, type SegmentCount } from './segment-counter'
import { SegmentMembers } from './segment-members'
import { SegmentUsage } from './segment-usage'
import { SegmentVersion } from './segment-version.entity'
import { Segment } from './segment.entity'

export interface NewSegment {
  name: string
  description?: string
  /** Untrusted; checked against the catalogue. */
  rule: unknown
}

export interface SavedSegment {
  segment: Segment
  /** The job that evaluates everyone; null when the rule did not change. */
  jobId: number | null
}

/** Held while a name is being given, so that two segments cannot get the same one. */
const NAMES = 'segment-names'

/** Saved sets of people. */
@Injectable()
export class SegmentService {
  constructor(
    private readonly db: Database,
    private readonly checker: RuleChecker,
    private readonly graph: ReferenceGraph,
    private readonly evaluations: Evaluations,
    private readonly members: SegmentMembers,
    private readonly sets: RuleSets,
    private readonly counter: SegmentCounter,
    private readonly usage: SegmentUsage,
    private readonly leases: Leases,
    private readonly actors: ActorContext,
    private readonly clock: Clock,
    private readonly audit: AuditTrail,
  ) {}

  /** @throws NOT_FOUND */
  async get(id: number): Promise<Segment> {
    const segment = await this.db.repo(Segment).findOneBy({ id, removedAt: IsNull() })
    if (!segment) throw missing()
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
   * The segment, once its people are those of its present rule.
   * @throws NOT_FOUND, SEGMENT_NOT_READY before everyone has been evaluated by that rule
   */
  async ready(id: number): Promise<Segment> {
    const segment = await this.get(id)
    await this.members.settled(segment)
    return segment
  }

  /**
   * Everyone living in the segment, ascending by customer id; all by one version of the rule. Who enters or leaves meanwhile may or may not be among them.
   * @param options.after begin above this customer id, to go on where an earlier walk ended
   * @param options.version of the rule by which the caller goes; the one of this moment when absent
   * @throws NOT_FOUND; SEGMENT_NOT_READY before everyone has been evaluated by the present rule;
   * SEGMENT_RULE_CHANGED, at the latest in place of the end, when the rule is not of that version or does not stay so
   */
  async *memberIds(id: number, options: { after?: number; version?: number } = {}): AsyncGenerator<number> {
    const { name, version } = await this.ready(id)
    const changed = new AppError('SEGMENT_RULE_CHANGED', { params: { name } })
    if (version !== (options.version ?? version)) throw changed
    const [members] = await this.sets.of([{ kind: 'segment', segmentId: id }])
    if (members) yield* members.ids(options.after)
    if ((await this.get(id)).version !== version) throw changed
  }

  /** Every rule the segment has had, the newest first. */
  async versions(segmentId: number): Promise<SegmentVersion[]> {
    return this.db.repo(SegmentVersion).find({ where: { segmentId }, order: { version: 'DESC' } })
  }

  /** @throws SEGMENT_NAME_TAKEN, RULE_INVALID */
  async create(input: NewSegment): Promise<SavedSegment> {
    const rule = await this.checker.rule(input.rule)
    return this.db.transaction(async () => {
      await this.refuseTakenName(input.name, 0)
      const saved = await this.db.repo(Segment).save({
        name: input.name.trim(),
        description: input.description ?? '',
        rule,
        ownerStaffId: this.staffId(),
      })
      this.audit.describe({ action: 'segment.create', target: { kind: 'segment', id: saved.id, name: saved.name } })
      const jobId = await this.putInForce({ segmentId: saved.id, version: 1, rule, restoredFrom: null })
      return { segment: await this.get(saved.id), jobId }
    })
  }

  /** A changed rule is evaluated for everyone at once. @throws NOT_FOUND, SEGMENT_NAME_TAKEN, RULE_INVALID, SEGMENT_REFERS_TO_ITSELF */
  async update(id: number, change: Partial<NewSegment>): Promise<SavedSegment> {
    const rule = change.rule === undefined ? undefined : await this.checker.rule(change.rule)
    return this.db.transaction(async () => {
      const before = await this.lock(id)
      if (change.name !== undefined) await this.refuseTakenName(change.name, id)
      await this.db
        .repo(Segment)
        .update(
          { id },
          { name: change.name?.trim() ?? before.name, description: change.description ?? before.description },
        )
      const jobId = rule && !sameRule(rule, before.rule) ? await this.changeRule(before, rule, null) : null
      return this.saved('segment.update', before, jobId)
    })
  }

  /**
   * Puts the rule of an older version in force again, as a new version.
   * @throws NOT_FOUND, SEGMENT_VERSION_UNKNOWN, SEGMENT_VERSION_IN_FORCE, RULE_INVALID, SEGMENT_REFERS_TO_ITSELF
   */
  async restore(id: number, version: number): Promise<SavedSegment> {
    return this.db.transaction(async () => {
      const before = await this.lock(id)
      const old = await this.db.repo(SegmentVersion).findOneBy({ segmentId: id, version })
      if (!old) throw new AppError('SEGMENT_VERSION_UNKNOWN', { params: { version } })
      if (version === before.version) throw new AppError('SEGMENT_VERSION_IN_FORCE', { params: { version } })
      const jobId = await this.changeRule(before, await this.checker.rule(old.rule), version)
      return this.saved('segment.restore', before, jobId)
    })
  }

  /** Looks at everyone again, after an evaluation was cancelled or failed. @throws NOT_FOUND */
  async evaluate(id: number): Promise<SavedSegment> {
    const segment = await this.get(id)
    this.audit.describe({ action: 'segment.evaluate', target: { kind: 'segment', id, name: segment.name } })
    return { segment, jobId: await this.db.transaction(() => this.evaluations.requestAll('segment', id)) }
  }

  /** @throws NOT_FOUND, SEGMENT_IN_USE while a rule or a campaign names it */
  async remove(id: number): Promise<void> {
    await this.db.transaction(async () => {
      const segment = await this.lock(id)
      await this.usage.refuseUsed(segment)
      await this.db.repo(Segment).update({ id }, { removedAt: this.clock.now() })
      await this.evaluations.requestAll('segment', id)
      this.audit.describe({
        action: 'segment.remove',
        target: { kind: 'segment', id, name: segment.name },
        before: segment,
      })
    })
  }

  /** The segment, until the running transaction ends nobody else's to change. @throws NOT_FOUND */
  private async lock(id: number): Promise<Segment> {
    const segment = await this.db
      .repo(Segment)
      .findOne({ where: { id, removedAt: IsNull() }, lock: { mode: 'pessimistic_write' } })
    if (!segment) throw missing()
    return segment
  }

  /** @returns the job that evaluates everyone by the new rule */
  private async changeRule(before: Segment, rule: RuleNode, restoredFrom: number | null): Promise<number> {
    await this.refuseCircle(rule, before.id)
    const version = before.version + 1
    await this.db.repo(Segment).update({ id: before.id }, { rule, version })
    return this.putInForce({ segmentId: before.id, version, rule, restoredFrom })
  }

  private async putInForce(
    version: Pick<SegmentVersion, 'segmentId' | 'version' | 'rule' | 'restoredFrom'>,
  ): Promise<number> {
    await this.db.repo(SegmentVersion).insert({ ...version, changedAt: this.clock.now(), changedBy: this.staffId() })
    return this.evaluations.requestAll('segment', version.segmentId)
  }

  private async saved(action: string, before: Segment, jobId: number | null): Promise<SavedSegment> {
    const segment = await this.get(before.id)
    this.audit.describe({
      action,
      target: { kind: 'segment', id: segment.id, name: segment.name },
      before,
      after: segment,
    })
    return { segment, jobId }
  }

  private staffId(): number | null {
    const actor = this.actors.current()
    return actor.kind === 'staff' ? actor.staffId : null
  }

  private async refuseCircle(rule: RuleNode, id: number): Promise<void> {
    const path = await this.graph.circle(rule, { kind: 'segment', id })
    if (path !== null) throw new AppError('SEGMENT_REFERS_TO_ITSELF', { field: path === '' ? 'rule' : `rule.${path}` })
  }

  private async refuseTakenName(name: string, exceptId: number): Promise<void> {
    await this.leases.hold(NAMES)
    const taken = await this.db.repo(Segment).findOneBy({ name: name.trim(), removedAt: IsNull() })
    if (taken && taken.id !== exceptId)
      throw new AppError('SEGMENT_NAME_TAKEN', { field: 'name', params: { name: taken.name } })
  }
}

const sameRule = (a: RuleNode, b: RuleNode): boolean => JSON.stringify(a) === JSON.stringify(b)
const missing = (): AppError => new AppError('NOT_FOUND', { params: { what: '分群' } })
