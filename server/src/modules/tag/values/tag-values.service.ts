import { Injectable } from '@nestjs/common'
import { In } from 'typeorm'
import { AudienceEngine } from '../../../platform/audience-engine'
import { Database } from '../../../platform/database'
import { HISTORY_TABLES, MEMBER_TABLES } from '../../rule'
import { Tag } from '../tag.entity'

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
  version: number
}

export interface PersonWithValue {
  customerId: number
  value: string
  since: Date
}

const MEMBERS = MEMBER_TABLES.tag
const HISTORY = HISTORY_TABLES.tag
/** The end of a day of Asia/Shanghai. */
const END_OF_DAY = "addDays(toDateTime64({day:String}, 3, 'Asia/Shanghai'), 1)"

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
    return rows.map(({ vals, at, version }) => ({ values: vals, from: new Date(at), version }))
  }

  /** How many people have each tag, and how many customers there are. */
  async coverage(): Promise<{ everyone: number; byTag: Map<number, number> }> {
    const rows = await this.engine.query<{ owner_id: number; people: number }>(
      `SELECT owner_id, countIf(rank = 0) AS people FROM ${MEMBERS} GROUP BY owner_id`,
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
  async numbers(
    tagId: number,
  ): Promise<{ min: number; p25: number; median: number; p75: number; max: number; average: number } | null> {
    const [row] = await this.engine.query<{ n: number; min: number; max: number; average: number; spread: number[] }>(
      `SELECT count(number) AS n, min(number) AS min, max(number) AS max, avg(number) AS average, quantilesExact(0.25, 0.5, 0.75)(number) AS spread
       FROM ${MEMBERS} WHERE owner_id = {tag:UInt64} AND isNotNull(number)`,
      { tag: tagId },
    )
    if (!row || row.n === 0) return null
    const [p25 = 0, median = 0, p75 = 0] = row.spread
    return { min: row.min, p25, median, p75, max: row.max, average: row.average }
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

  /** People with the tag (with one value of it), now or at the end of a day of Asia/Shanghai, by customer id. */
  async people(
    tagId: number,
    filter: { value?: string; on?: string },
    page: { skip: number; take: number },
  ): Promise<{ items: PersonWithValue[]; total: number }> {
    const source = filter.on === undefined ? MEMBERS_NOW : MEMBERS_THEN
    const wanted = filter.value === undefined ? '' : ' WHERE has(vals, {value:String})'
    const params = { tag: tagId, value: filter.value ?? '', day: filter.on ?? '', take: page.take, skip: page.skip }
    const rows = await this.engine.query<{ customer_id: number; vals: string[]; since: string }>(
      `SELECT customer_id, vals, since FROM (${source})${wanted} ORDER BY customer_id LIMIT {take:UInt32} OFFSET {skip:UInt32}`,
      params,
    )
    const [counted] = await this.engine.query<{ total: number }>(
      `SELECT count() AS total FROM (${source})${wanted}`,
      params,
    )
    return {
      items: rows.map(({ customer_id, vals, since }) => ({
        customerId: customer_id,
        value: vals.join('、'),
        since: new Date(since),
      })),
      total: counted?.total ?? 0,
    }
  }
}

const MEMBERS_NOW = `SELECT customer_id, arrayMap(item -> item.2, arraySort(groupArray((rank, value)))) AS vals, max(tag_value.since) AS since
  FROM ${MEMBERS} WHERE owner_id = {tag:UInt64} GROUP BY customer_id`

const MEMBERS_THEN = `SELECT customer_id, latest.1 AS vals, latest.2 AS since FROM (
    SELECT customer_id, argMax((vals, at), (at, delta_id)) AS latest
    FROM ${HISTORY} WHERE owner_id = {tag:UInt64} AND at < ${END_OF_DAY} GROUP BY customer_id
  ) WHERE notEmpty(latest.1)`
