import { Injectable } from '@nestjs/common'
import { describeRule } from '@guiyi/shared'
import { Clock } from '../../platform/clock'
import { ExplanationService, MaterialisedValues, RuleCatalogService, type Explanation } from '../rule'
import { SegmentHistory, type MembershipChange } from './segment-history'
import { SegmentService } from './segment.service'

export interface CustomerSegment {
  segmentId: number
  name: string
  since: Date
  version: number
}

export interface SegmentWhy extends Explanation {
  segmentId: number
  name: string
  version: number
  sentence: string
  inside: boolean
  /** Everyone is still to be evaluated by this version: `inside` may be the answer of the rule before. */
  stale: boolean
  changes: MembershipChange[]
}

/** One person's segments and the reasons for them. */
@Injectable()
export class CustomerSegmentService {
  constructor(
    private readonly segments: SegmentService,
    private readonly history: SegmentHistory,
    private readonly values: MaterialisedValues,
    private readonly explanations: ExplanationService,
    private readonly catalogs: RuleCatalogService,
    private readonly clock: Clock,
  ) {}

  /** The segments that a person is in now, newest first. */
  async of(customerId: number): Promise<CustomerSegment[]> {
    const segments = await this.segments.list()
    const inside = await this.history.segmentsOf(
      customerId,
      segments.map(({ id }) => id),
    )
    return segments.flatMap(({ id, name }) => {
      const found = inside.get(id)
      return found ? [{ segmentId: id, name, ...found }] : []
    })
  }

  /** Why a person is in a segment or is not: each condition with its number, the events behind them, and what was before. @throws NOT_FOUND */
  async why(customerId: number, segmentId: number): Promise<SegmentWhy> {
    const { id, name, version, rule } = await this.segments.get(segmentId)
    const changes = await this.history.ofPerson(id, customerId)
    return {
      segmentId: id,
      name,
      version,
      sentence: describeRule(rule, await this.catalogs.recent()),
      inside: changes[0]?.entered ?? false,
      stale: (await this.values.ownerRow('segment', id)).evaluatedVersion < version,
      changes,
      ...(await this.explanations.explain(rule, customerId, { kind: 'segment', id, version }, this.clock.now())),
    }
  }
}
