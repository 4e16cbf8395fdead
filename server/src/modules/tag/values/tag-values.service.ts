import { Injectable } from '@nestjs/common'
import { In } from 'typeorm'
import { AudienceEngine } from '../../../platform/audience-engine'
import { Database } from '../../../platform/database'
import { HISTORY_TABLES, MEMBER_TABLES } from '../../rule'
import { Tag } from '../tag.entity'
import { spreadOf, type NumberSpread } from './numbers'
import { trendOf, type ValueTrend } from './trend'

export interface TagValue {
  tagId: number
  name: string
  groupId: number | null
  method: Tag['method']
  values: string[]
  /** When the person got these values. */
  since: Date
  version: number
}

export interface ValueSpan {
  values: string[]
  from: Date
  /** Null: until now. */
  until: Date | null
  version: number
}

const MEMBERS = MEMBER_TABLES.tag
const HISTORY = HISTORY_TABLES.tag
/** Reads computed and hand-set values from the engine. */
@Injectable()
export class TagValuesService {
  constructor(
    private readonly engine: AudienceEngine,
    private readonly db: Database,
  ) {}

  /** What one person is tagged with now, in the order of the tag tree. Retired tags are left out. */
  async valuesOf(customerId: number): Promise<TagValue[]> {
    const tags = await this.db
      .repo(Tag)
      .find({ where: { state: In(['published', 'paused']) }, order: { groupId: 'ASC', id: 'ASC' } })
    if (tags.length === 0) return []
    // The history is ordered by (tag, customer), so one person is found without reading the others.
    const rows = await this.engine.query<{ owner_id: number; vals: string[]; since: string; version: number }>(
      `SELECT owner_id, latest.1 AS vals, latest.2 AS since, latest.3 AS version FROM (
         SELECT owner_id, argMax((vals, at, version), (at, delta_id)) AS latest
         FROM ${HISTORY} WHERE owner_id IN {tags:Array(UInt64)} AND customer_id = {customer:UInt64} GROUP BY owner_id
       )`,
      { tags: tags.map(({ id }) => id), customer: customerId },
    )
    const byTag = new Map(rows.map((row) => [row.owner_id, row]))
    return tags.flatMap(({ id, name, groupId, method }) => {
      const row = byTag.get(id)
      if (!row || row.vals.length === 0) return []
      return [{ tagId: id, name, groupId, method, values: row.vals, since: new Date(row.since), version: row.version }]
    })
  }

  /** Every list of values a person has had, latest first. */
  async historyOf(tagId: number, customerId: number): Promise<ValueSpan[]> {
    const rows = await this.engine.query<{ vals: string[]; at: string; version: number }>(
      `SELECT vals, at, version FROM ${HISTORY} WHERE owner_id = {tag:UInt64} AND customer_id = {customer:UInt64} ORDER BY at DESC, delta_id DESC LIMIT 100`,
      { tag: tagId, customer: customerId },
    )
    return rows.map(({ vals, at, version }, index) => {
      const next = rows[index - 1]
      return { values: vals, from: new Date(at), until: next ? new Date(next.at) : null, version }
    })
  }

  /** How many people have each of these tags, and how many customers there are. */
  async coverage(tagIds: readonly number[]): Promise<{ everyone: number; byTag: Map<number, number> }> {
    const rows = await this.engine.query<{ owner_id: number; people: number }>(
      `SELECT owner_id, countIf(rank = 0) AS people FROM ${MEMBERS} WHERE owner_id IN {tags:Array(UInt64)} GROUP BY owner_id`,
      { tags: tagIds },
    )
    return { everyone: await this.everyone(), byTag: new Map(rows.map((row) => [row.owner_id, row.people])) }
  }

  async everyone(): Promise<number> {
    const [row] = await this.engine.query<{ people: number }>('SELECT count() AS people FROM customer')
    return row?.people ?? 0
  }

  /** People per value, most frequent first. */
  async distribution(tagId: number, most: number): Promise<{ value: string; people: number }[]> {
    return this.engine.query(
      `SELECT value, count() AS people FROM ${MEMBERS} WHERE owner_id = {tag:UInt64} GROUP BY value ORDER BY people DESC, value LIMIT {most:UInt32}`,
      { tag: tagId, most },
    )
  }

  /** For numeric tags: the spread of the numbers; null when nobody has one. */
  async numbers(tagId: number): Promise<NumberSpread | null> {
    return spreadOf(this.engine, `SELECT number FROM ${MEMBERS} WHERE owner_id = {tag:UInt64}`, { tag: tagId })
  }

  /** How many people had the tag at the end of each day of Asia/Shanghai on which that changed, oldest first. */
  async coverageByDay(tagId: number): Promise<{ day: string; people: number }[]> {
    return this.engine.query(
      `SELECT toString(day) AS day, toInt64(sum(gain) OVER (ORDER BY day)) AS people FROM (
         SELECT toDate(at, 'Asia/Shanghai') AS day, sum(toInt64(notEmpty(vals)) - toInt64(notEmpty(previous))) AS gain FROM (
           SELECT at, vals, lagInFrame(vals) OVER (PARTITION BY customer_id ORDER BY at, delta_id ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS previous
           FROM ${HISTORY} WHERE owner_id = {tag:UInt64}
         ) GROUP BY day
       ) ORDER BY day`,
      { tag: tagId },
    )
  }

  /** People per value at the end of each day of Asia/Shanghai: the values with most people now, over at most `days` days up to today. */
  async trend(tagId: number, today: string, days: number, most: number): Promise<ValueTrend> {
    const top = (await this.distribution(tagId, most)).map(({ value }) => value)
    const steps = await this.engine.query<{ value: string; day: string; gain: number }>(
      `SELECT value, toString(day) AS day, sum(step) AS gain FROM (
         SELECT toDate(at, 'Asia/Shanghai') AS day, change.1 AS value, change.2 AS step FROM (
           SELECT at, vals, lagInFrame(vals) OVER (PARTITION BY customer_id ORDER BY at, delta_id ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS previous
           FROM ${HISTORY} WHERE owner_id = {tag:UInt64}
         ) ARRAY JOIN arrayConcat(arrayMap(v -> (v, toInt64(1)), vals), arrayMap(v -> (v, toInt64(-1)), previous)) AS change
         WHERE change.1 IN {top:Array(String)}
       ) GROUP BY value, day HAVING gain != 0 ORDER BY day`,
      { tag: tagId, top },
    )
    return trendOf(top, steps, today, days)
  }
}
