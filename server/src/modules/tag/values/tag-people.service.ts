import { Injectable } from '@nestjs/common'
import { AudienceEngine, chunks } from '../../../platform/audience-engine'
import { HISTORY_TABLES, MEMBER_TABLES } from '../../rule'

export interface PersonWithValue {
  customerId: number
  values: string[]
  since: Date
}

export interface PeopleFilter {
  value?: string
  /** A day of Asia/Shanghai: at its end. */
  on?: string
}

export interface ValueOfPerson {
  tagId: number
  customerId: number
  values: string[]
  since: Date
  version: number
}

interface PersonRow {
  customer_id: number
  vals: string[]
  since: string
}

const MEMBERS = MEMBER_TABLES.tag
const HISTORY = HISTORY_TABLES.tag
const PEOPLE_AT_ONCE = 20_000
/** The end of a day of Asia/Shanghai. */
const END_OF_DAY = "addDays(toDateTime64({day:String}, 3, 'Asia/Shanghai'), 1)"

/** Who has a tag, now or on a day of the past; and the other way round, what many people have. */
@Injectable()
export class TagPeopleService {
  constructor(private readonly engine: AudienceEngine) {}

  /** People with the tag (with one value of it), by customer id. On a past day as they were then: somebody absorbed since is herself. */
  async people(
    tagId: number,
    filter: PeopleFilter,
    page: { skip: number; take: number },
  ): Promise<{ items: PersonWithValue[]; total: number }> {
    const rows = await this.engine.query<PersonRow>(
      `SELECT customer_id, vals, since FROM (${sourceOf(filter)}) ORDER BY customer_id LIMIT {take:UInt32} OFFSET {skip:UInt32}`,
      { ...paramsOf(tagId, filter), ...page },
    )
    return { items: rows.map(presentRow), total: await this.count(tagId, filter) }
  }

  async count(tagId: number, filter: PeopleFilter): Promise<number> {
    const [counted] = await this.engine.query<{ total: number }>(
      `SELECT count() AS total FROM (${sourceOf(filter)})`,
      paramsOf(tagId, filter),
    )
    return counted?.total ?? 0
  }

  /** All of them, ascending, in groups that fit into one look-up of their names. */
  async *everyone(tagId: number, filter: PeopleFilter): AsyncGenerator<PersonWithValue[]> {
    let after = 0
    for (;;) {
      const rows = await this.engine.query<PersonRow>(
        `SELECT customer_id, vals, since FROM (${sourceOf(filter, true)}) ORDER BY customer_id LIMIT ${PEOPLE_AT_ONCE}`,
        { ...paramsOf(tagId, filter), after },
      )
      if (rows.length === 0) return
      yield rows.map(presentRow)
      after = rows.at(-1)?.customer_id ?? after
    }
  }

  /** What these people are tagged with now. Read from the history, whose order finds people without reading the others. */
  async valuesOfMany(customerIds: readonly number[], tagIds: readonly number[]): Promise<ValueOfPerson[]> {
    const values: ValueOfPerson[] = []
    for (const part of chunks([...customerIds], PEOPLE_AT_ONCE)) {
      const rows = await this.engine.query<PersonRow & { owner_id: number; version: number }>(
        `SELECT owner_id, customer_id, latest.1 AS vals, latest.2 AS since, latest.3 AS version FROM (
           SELECT owner_id, customer_id, argMax((vals, at, version), (at, delta_id)) AS latest FROM ${HISTORY}
           WHERE owner_id IN {tags:Array(UInt64)} AND customer_id IN {people:Array(UInt64)} GROUP BY owner_id, customer_id
         ) WHERE notEmpty(latest.1)`,
        { tags: tagIds, people: part },
      )
      values.push(
        ...rows.map(({ owner_id, customer_id, vals, since, version }) => ({
          tagId: owner_id,
          customerId: customer_id,
          values: vals,
          since: new Date(since),
          version,
        })),
      )
    }
    return values
  }
}

const presentRow = ({ customer_id, vals, since }: PersonRow): PersonWithValue => ({
  customerId: customer_id,
  values: vals,
  since: new Date(since),
})

const paramsOf = (tagId: number, { value = '', on = '' }: PeopleFilter): Record<string, unknown> => ({
  tag: tagId,
  value,
  day: on,
})

/** (customer_id, vals, since); the bound goes inside, where the tables' order makes it cheap. */
function sourceOf({ value, on }: PeopleFilter, above = false): string {
  const bound = above ? ' AND customer_id > {after:UInt64}' : ''
  const source =
    on === undefined
      ? `SELECT customer_id, arrayMap(item -> item.2, arraySort(groupArray((rank, value)))) AS vals, max(${MEMBERS}.since) AS since
         FROM ${MEMBERS} WHERE owner_id = {tag:UInt64}${bound} GROUP BY customer_id`
      : `SELECT customer_id, latest.1 AS vals, latest.2 AS since FROM (
           SELECT customer_id, argMax((vals, at), (at, delta_id)) AS latest FROM ${HISTORY}
           WHERE owner_id = {tag:UInt64} AND at < ${END_OF_DAY}${bound} GROUP BY customer_id
         ) WHERE notEmpty(latest.1)`
  return value === undefined ? source : `SELECT * FROM (${source}) WHERE has(vals, {value:String})`
}
