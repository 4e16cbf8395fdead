import { Injectable } from '@nestjs/common'
import { AudienceEngine } from '../../platform/audience-engine'
import { AppError } from '../../platform/errors'
import { HISTORY_TABLES, IN, MaterialisedValues, MEMBER_TABLES } from '../rule'
import type { Segment } from './segment.entity'

export interface MembershipChange {
  customerId: number
  entered: boolean
  at: Date
}

const MEMBERS = MEMBER_TABLES.segment
const HISTORY = HISTORY_TABLES.segment
const IDS_PER_PAGE = 50_000
const PATIENCE_MS = 5000
const RETRY_MS = 30

/** Who is in a segment, and who came and went. */
@Injectable()
export class SegmentMembers {
  constructor(
    private readonly engine: AudienceEngine,
    private readonly values: MaterialisedValues,
  ) {}

  /** Above `above`, ascending, read in pages. */
  async *ids(segmentId: number, above = -1): AsyncGenerator<number> {
    let after = above
    for (;;) {
      const rows = await this.engine.query<{ customer_id: number }>(
        `SELECT customer_id FROM ${MEMBERS} WHERE owner_id = {segment:UInt64} AND value = '${IN}' AND toInt64(customer_id) > {after:Int64}
         ORDER BY customer_id LIMIT ${IDS_PER_PAGE}`,
        { segment: segmentId, after },
      )
      for (const { customer_id } of rows) yield customer_id
      if (rows.length < IDS_PER_PAGE) return
      after = rows.at(-1)?.customer_id ?? after
    }
  }

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

  /** Who entered and left, latest first. */
  async changes(
    segmentId: number,
    page: { skip: number; take: number },
  ): Promise<{ items: MembershipChange[]; total: number }> {
    const rows = await this.engine.query<{ customer_id: number; entered: number; at: string }>(
      `SELECT customer_id, notEmpty(vals) AS entered, at FROM ${HISTORY} WHERE owner_id = {segment:UInt64}
       ORDER BY at DESC, delta_id DESC, customer_id LIMIT {take:UInt32} OFFSET {skip:UInt32}`,
      { segment: segmentId, ...page },
    )
    const [counted] = await this.engine.query<{ total: number }>(
      `SELECT count() AS total FROM ${HISTORY} WHERE owner_id = {segment:UInt64}`,
      { segment: segmentId },
    )
    return {
      items: rows.map(({ customer_id, entered, at }) => ({
        customerId: customer_id,
        entered: entered === 1,
        at: new Date(at),
      })),
      total: counted?.total ?? 0,
    }
  }

  /** People at the end of each day of Asia/Shanghai on which that changed, with who came and went that day; oldest first. */
  async sizeByDay(segmentId: number): Promise<{ day: string; people: number; entered: number; left: number }[]> {
    return this.engine.query(
      `SELECT toString(day) AS day, toInt64(sum(entered - left) OVER (ORDER BY day)) AS people, entered, left FROM (
         SELECT toDate(at, 'Asia/Shanghai') AS day, toInt64(countIf(notEmpty(vals))) AS entered, toInt64(countIf(empty(vals))) AS left
         FROM ${HISTORY} WHERE owner_id = {segment:UInt64} GROUP BY day
       ) ORDER BY day`,
      { segment: segmentId },
    )
  }

  /**
   * Returns once the engine holds everything recorded about the segment up to now.
   * @throws SEGMENT_NOT_READY before the first evaluation of everyone has ended, or when the engine does not catch up
   */
  async settled(segment: Segment): Promise<void> {
    const { evaluatedAt, recordedDeltaId } = await this.values.ownerRow('segment', segment.id)
    const deadline = Date.now() + PATIENCE_MS
    while (evaluatedAt !== null) {
      if ((await this.values.ownerRow('segment', segment.id)).appliedDeltaId >= recordedDeltaId) return
      if (Date.now() > deadline) break
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS))
    }
    throw new AppError('SEGMENT_NOT_READY', { params: { name: segment.name } })
  }
}
