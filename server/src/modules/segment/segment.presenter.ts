import { Injectable } from '@nestjs/common'
import { describeRule } from '@guiyi/shared'
import { AppError } from '../../platform/errors'
import type { PageQuery } from '../../platform/http'
import { CustomerService } from '../identity'
import { Evaluations, MaterialisedValues, RuleCatalogService } from '../rule'
import { StaffService } from '../staff'
import type { Audience } from './audience/audience.entity'
import { AudienceService } from './audience/audience.service'
import { SegmentCounter } from './segment-counter'
import { SegmentHistory, type MembershipChange } from './segment-history'
import { SegmentMembers } from './segment-members'
import { SegmentUsage } from './segment-usage'
import type { AudienceReply } from './audience/audience.dto'
import type {
  SegmentChangesReply,
  SegmentDetailReply,
  SegmentItemReply,
  SegmentPeopleReply,
  SegmentVersionReply,
} from './segment.dto'
import { SegmentService } from './segment.service'
import type { Segment } from './segment.entity'

/** Shows segments to the console: definitions joined with what the engine counts. */
@Injectable()
export class SegmentPresenter {
  constructor(
    private readonly segments: SegmentService,
    private readonly members: SegmentMembers,
    private readonly history: SegmentHistory,
    private readonly usage: SegmentUsage,
    private readonly evaluations: Evaluations,
    private readonly counter: SegmentCounter,
    private readonly audiences: AudienceService,
    private readonly materialised: MaterialisedValues,
    private readonly catalogs: RuleCatalogService,
    private readonly customers: CustomerService,
    private readonly staff: StaffService,
  ) {}

  async items(segments: readonly Segment[]): Promise<SegmentItemReply[]> {
    const ids = segments.map(({ id }) => id)
    const [sizes, owners, computing, staff, names] = await Promise.all([
      this.sizes(),
      this.materialised.ownerRows('segment', ids),
      this.evaluations.running('segment', ids),
      this.staff.byIds(segments.flatMap(({ ownerStaffId }) => ownerStaffId ?? [])),
      this.catalogs.recent(),
    ])
    return segments.map((segment) => ({
      id: segment.id,
      name: segment.name,
      description: segment.description,
      sentence: describeRule(segment.rule, names),
      version: segment.version,
      people: sizes && (sizes.get(segment.id) ?? 0),
      ownerName: (segment.ownerStaffId === null ? undefined : staff.get(segment.ownerStaffId))?.name ?? null,
      createdAt: segment.createdAt.toISOString(),
      evaluatedAt: owners.get(segment.id)?.evaluatedAt?.toISOString() ?? null,
      evaluatedVersion: owners.get(segment.id)?.evaluatedVersion ?? 0,
      computingJobId: computing.get(segment.id) ?? null,
    }))
  }

  /** What is saved in the record must not look lost because nobody can count it now: null while the engine is away. */
  private async sizes(): Promise<Map<number, number> | null> {
    try {
      return await this.members.sizes()
    } catch (error) {
      if (error instanceof AppError && error.code === 'ENGINE_UNAVAILABLE') return null
      throw error
    }
  }

  async item(segment: Segment): Promise<SegmentItemReply> {
    const [item] = await this.items([segment])
    if (!item) throw new Error(`segment ${segment.id} was not presented`)
    return item
  }

  async detail(segment: Segment): Promise<SegmentDetailReply> {
    const [item, count, history, audiences, versions, users] = await Promise.all([
      this.item(segment),
      this.counter.countMembers(segment.id),
      this.history.sizeByDay(segment.id),
      this.audiences.list(segment.id),
      this.versions(segment.id),
      this.usage.of(segment.id),
    ])
    return {
      ...item,
      people: count.people,
      rule: segment.rule,
      everyone: count.everyone,
      reachable: count.reachable,
      history,
      audiences: await this.frozen(audiences),
      versions,
      users,
    }
  }

  private async versions(segmentId: number): Promise<SegmentVersionReply[]> {
    const versions = await this.segments.versions(segmentId)
    const staff = await this.staff.byIds(versions.flatMap(({ changedBy }) => changedBy ?? []))
    const names = await this.catalogs.recent()
    return versions.map(({ version, rule, changedAt, changedBy, restoredFrom }) => ({
      version,
      sentence: describeRule(rule, names),
      rule,
      changedAt: changedAt.toISOString(),
      changedByName: (changedBy === null ? undefined : staff.get(changedBy))?.name ?? null,
      restoredFrom,
    }))
  }

  async frozen(audiences: readonly Audience[]): Promise<AudienceReply[]> {
    const staff = await this.staff.byIds(audiences.flatMap(({ frozenBy }) => frozenBy ?? []))
    return audiences.map(({ id, name, source, segmentId, segmentVersion, sentence, people, frozenAt, frozenBy }) => ({
      id,
      name,
      source,
      segmentId,
      segmentVersion,
      sentence,
      people,
      frozenAt: frozenAt.toISOString(),
      frozenByName: (frozenBy === null ? undefined : staff.get(frozenBy))?.name ?? null,
    }))
  }

  async audience(audience: Audience): Promise<AudienceReply> {
    const [reply] = await this.frozen([audience])
    if (!reply) throw new Error(`audience ${audience.id} was not presented`)
    return reply
  }

  async people(
    items: readonly { customerId: number; since: Date | null }[],
    total: number,
    { page, pageSize }: PageQuery,
  ): Promise<SegmentPeopleReply> {
    const known = await this.customers.summaries(items.map(({ customerId }) => customerId))
    return {
      items: items.flatMap(({ customerId, since }) => {
        const person = known.get(customerId)
        if (!person) return []
        const { publicId, displayName, phoneMasked, channels } = person
        return [
          {
            customerId: publicId,
            displayName,
            phoneMasked,
            channels: [...channels],
            since: since?.toISOString() ?? null,
          },
        ]
      }),
      total,
      page,
      pageSize,
    }
  }

  async changes(
    changes: readonly MembershipChange[],
    total: number,
    { page, pageSize }: PageQuery,
  ): Promise<SegmentChangesReply> {
    const known = await this.customers.summaries(changes.map(({ customerId }) => customerId))
    return {
      items: changes.flatMap(({ customerId, deltaId, at, ...change }) => {
        const person = known.get(customerId)
        if (!person) return []
        const { publicId, displayName } = person
        return [{ ...change, id: `${deltaId}-${publicId}`, customerId: publicId, displayName, at: at.toISOString() }]
      }),
      total,
      page,
      pageSize,
    }
  }
}
