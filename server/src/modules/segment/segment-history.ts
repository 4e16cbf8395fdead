import { Injectable } from '@nestjs/common'
import { AudienceEngine } from '../../platform/audience-engine'
import { HISTORY_TABLES, MaterialisedValues, type DeltaMode } from '../rule'

/** Why somebody entered or left: what made the rule be looked at. */
export type ChangeCause = Exclude<DeltaMode, 'hand'>

export interface MembershipChange {
  /** The recorded change in which this one lies; with the customer it names one line. */
  deltaId: number
  customerId: number
  entered: boolean
  at: Date
  /** The version of the rule that decided. */
  version: number
  cause: ChangeCause
}

interface ChangeRow {
  customer_id: number
  entered: number
  at: string
  version: number
  delta_id: number
}

const HISTORY = HISTORY_TABLES.segment
const MOST_OF_PERSON = 50

/** Who entered and left segments, when and why. */
@Injectable()
export class SegmentHistory {
  constructor(
    private readonly engine: AudienceEngine,
    private readonly values: MaterialisedValues,
  ) {}

  /** Latest first. @param move only those who entered, or only those who left */
  async changes(
    segmentId: number,
    page: { skip: number; take: number },
    move?: 'entered' | 'left',
  ): Promise<{ items: MembershipChange[]; total: number }> {
    const where = `owner_id = {segment:UInt64}${move ? ` AND ${move === 'entered' ? 'notEmpty' : 'empty'}(vals)` : ''}`
    const rows = await this.engine.query<ChangeRow>(
      `SELECT customer_id, notEmpty(vals) AS entered, at, version, delta_id FROM ${HISTORY} WHERE ${where}
       ORDER BY at DESC, delta_id DESC, customer_id LIMIT {take:UInt32} OFFSET {skip:UInt32}`,
      { segment: segmentId, ...page },
    )
    const [counted] = await this.engine.query<{ total: number }>(
      `SELECT count() AS total FROM ${HISTORY} WHERE ${where}`,
      { segment: segmentId },
    )
    return { items: await this.explained(rows), total: counted?.total ?? 0 }
  }

  /** One person's comings and goings, latest first, at most 50. */
  async ofPerson(segmentId: number, customerId: number): Promise<MembershipChange[]> {
    const rows = await this.engine.query<ChangeRow>(
      `SELECT customer_id, notEmpty(vals) AS entered, at, version, delta_id FROM ${HISTORY}
       WHERE owner_id = {segment:UInt64} AND customer_id = {customer:UInt64} ORDER BY at DESC, delta_id DESC LIMIT ${MOST_OF_PERSON}`,
      { segment: segmentId, customer: customerId },
    )
    return this.explained(rows)
  }

  /** In which of these segments a person is now, and since when. */
  async segmentsOf(
    customerId: number,
    segmentIds: readonly number[],
  ): Promise<Map<number, { since: Date; version: number }>> {
    if (segmentIds.length === 0) return new Map()
    // The history is ordered by (segment, customer), so one person is found without reading the others.
    const rows = await this.engine.query<{ owner_id: number; since: string; version: number }>(
      `SELECT owner_id, latest.2 AS since, latest.3 AS version FROM (
         SELECT owner_id, argMax((vals, at, version), (at, delta_id)) AS latest
         FROM ${HISTORY} WHERE owner_id IN {segments:Array(UInt64)} AND customer_id = {customer:UInt64} GROUP BY owner_id
       ) WHERE notEmpty(latest.1)`,
      { segments: segmentIds, customer: customerId },
    )
    return new Map(rows.map(({ owner_id, since, version }) => [owner_id, { since: new Date(since), version }]))
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

  private async explained(rows: readonly ChangeRow[]): Promise<MembershipChange[]> {
    const modes = await this.values.modesOf(rows.map(({ delta_id }) => delta_id))
    return rows.map(({ customer_id, entered, at, version, delta_id }) => {
      const mode = modes.get(delta_id)
      return {
        deltaId: delta_id,
        customerId: customer_id,
        entered: entered === 1,
        at: new Date(at),
        version,
        cause: mode === undefined || mode === 'hand' ? 'batch' : mode,
      }
    })
  }
}
