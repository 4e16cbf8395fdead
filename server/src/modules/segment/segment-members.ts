import { Injectable } from '@nestjs/common'
import { AudienceEngine } from '../../platform/audience-engine'
import { AppError } from '../../platform/errors'
import { IN, MaterialisedValues, MEMBER_TABLES } from '../rule'
import type { Segment } from './segment.entity'

const MEMBERS = MEMBER_TABLES.segment
const PATIENCE_MS = 5000
const RETRY_MS = 30

/** Who is in a segment. */
@Injectable()
export class SegmentMembers {
  constructor(
    private readonly engine: AudienceEngine,
    private readonly values: MaterialisedValues,
  ) {}

  /** Which of these people are in. */
  async among(segmentId: number, customerIds: readonly number[]): Promise<Set<number>> {
    if (customerIds.length === 0) return new Set()
    const rows = await this.engine.query<{ customer_id: number }>(
      `SELECT customer_id FROM ${MEMBERS} WHERE owner_id = {segment:UInt64} AND value = '${IN}' AND customer_id IN {ids:Array(UInt64)}`,
      { segment: segmentId, ids: customerIds },
    )
    return new Set(rows.map(({ customer_id }) => customer_id))
  }

  /** People per segment. */
  async sizes(): Promise<Map<number, number>> {
    const rows = await this.engine.query<{ owner_id: number; people: number }>(
      `SELECT owner_id, count() AS people FROM ${MEMBERS} GROUP BY owner_id`,
    )
    return new Map(rows.map(({ owner_id, people }) => [owner_id, people]))
  }

  async page(
    segmentId: number,
    page: { skip: number; take: number },
  ): Promise<{ items: { customerId: number; since: Date }[]; total: number }> {
    const rows = await this.engine.query<{ customer_id: number; since: string }>(
      `SELECT customer_id, since FROM ${MEMBERS} WHERE owner_id = {segment:UInt64} AND value = '${IN}'
       ORDER BY customer_id LIMIT {take:UInt32} OFFSET {skip:UInt32}`,
      { segment: segmentId, ...page },
    )
    const [counted] = await this.engine.query<{ total: number }>(
      `SELECT count() AS total FROM ${MEMBERS} WHERE owner_id = {segment:UInt64}`,
      { segment: segmentId },
    )
    return {
      items: rows.map(({ customer_id, since }) => ({ customerId: customer_id, since: new Date(since) })),
      total: counted?.total ?? 0,
    }
  }

  /**
   * Returns once the engine holds everything recorded about the segment up to now.
   * @throws SEGMENT_NOT_READY before everyone has been evaluated by the rule of this version, or when the engine does
   * not catch up
   */
  async settled(segment: Pick<Segment, 'id' | 'name' | 'version'>): Promise<void> {
    const { evaluatedAt, evaluatedVersion, recordedDeltaId } = await this.values.ownerRow('segment', segment.id)
    const evaluated = evaluatedAt !== null && evaluatedVersion >= segment.version
    const deadline = Date.now() + PATIENCE_MS
    while (evaluated) {
      if ((await this.values.ownerRow('segment', segment.id)).appliedDeltaId >= recordedDeltaId) return
      if (Date.now() > deadline) break
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS))
    }
    throw new AppError('SEGMENT_NOT_READY', { params: { name: segment.name } })
  }
}
