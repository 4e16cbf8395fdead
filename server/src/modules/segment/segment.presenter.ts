import { Injectable } from '@nestjs/common'
import { describeRule } from '@guiyi/shared'
import type { PageQuery } from '../../platform/http'
import { CustomerService } from '../identity'
import { MaterialisedValues, RuleCatalogService } from '../rule'
import { StaffService } from '../staff'
import type { Audience } from './audience/audience.entity'
import { AudienceService } from './audience/audience.service'
import { SegmentCounter } from './segment-counter'
import { SegmentMembers, type MembershipChange } from './segment-members'
import type { AudienceReply } from './audience/audience.dto'
import type { SegmentChangesReply, SegmentDetailReply, SegmentItemReply, SegmentPeopleReply } from './segment.dto'
import type { Segment } from './segment.entity'

/** Shows segments to the console: definitions joined with what the engine counts. */
@Injectable()
export class SegmentPresenter {
  constructor(
    private readonly members: SegmentMembers,
    private readonly counter: SegmentCounter,
    private readonly audiences: AudienceService,
    private readonly materialised: MaterialisedValues,
    private readonly catalogs: RuleCatalogService,
    private readonly customers: CustomerService,
    private readonly staff: StaffService,
  ) {}

  async items(segments: readonly Segment[]): Promise<SegmentItemReply[]> {
    const [sizes, owners, staff, names] = await Promise.all([
      this.members.sizes(),
      this.materialised.ownerRows(
        'segment',
        segments.map(({ id }) => id),
      ),
      this.staff.byIds(segments.flatMap(({ ownerStaffId }) => ownerStaffId ?? [])),
      this.catalogs.recent(),
    ])
    return segments.map((segment) => ({
      id: segment.id,
      name: segment.name,
      description: segment.description,
      sentence: describeRule(segment.rule, names),
      version: segment.version,
      people: sizes.get(segment.id) ?? 0,
      ownerName: (segment.ownerStaffId === null ? undefined : staff.get(segment.ownerStaffId))?.name ?? null,
      createdAt: segment.createdAt.toISOString(),
      evaluatedAt: owners.get(segment.id)?.evaluatedAt?.toISOString() ?? null,
    }))
  }

  async item(segment: Segment): Promise<SegmentItemReply> {
    const [item] = await this.items([segment])
    if (!item) throw new Error(`segment ${segment.id} was not presented`)
    return item
  }

  async detail(segment: Segment): Promise<SegmentDetailReply> {
    const [item, count, history, audiences] = await Promise.all([
      this.item(segment),
      this.counter.countMembers(segment.id),
      this.members.sizeByDay(segment.id),
      this.audiences.list(segment.id),
    ])
    return {
      ...item,
      rule: segment.rule,
      everyone: count.everyone,
      reachable: count.reachable,
      history,
      audiences: await this.frozen(audiences),
    }
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
      items: changes.flatMap(({ customerId, entered, at }) => {
        const person = known.get(customerId)
        return person
          ? [{ customerId: person.publicId, displayName: person.displayName, entered, at: at.toISOString() }]
          : []
      }),
      total,
      page,
      pageSize,
    }
  }
}
