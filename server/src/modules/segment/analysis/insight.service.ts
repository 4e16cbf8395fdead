import { Injectable } from '@nestjs/common'
import { AudienceEngine } from '../../../platform/audience-engine'
import { Clock, shanghaiDay } from '../../../platform/clock'
import { AttributeService, CUSTOMER_ATTRIBUTE_ENGINE_TABLE, CUSTOMER_ENGINE_TABLE } from '../../identity'
import { MEMBER_TABLES } from '../../rule'
import { TagService } from '../../tag'
import { PeopleLists, type PeopleList } from './people-lists'

export interface InsightValue {
  label: string
  people: number
  /** Part of the list, 0 to 1. */
  share: number
  /** Part of all customers, 0 to 1. */
  everyoneShare: number
  /** Target group index: share / everyoneShare × 100; 100 is as usual. Null where nobody has it. */
  tgi: number | null
}

export interface InsightTrait {
  kind: 'tag' | 'attribute' | 'channel' | 'age'
  name: string
  values: InsightValue[]
}

export interface Insight {
  people: number
  everyone: number
  traits: InsightTrait[]
}

interface CountRow {
  trait: string
  label: string
  inside: number
  everyone: number
}

/** Tags with more values than this are numbers or free lists; they have no make-up to show. */
const MOST_VALUES = 30
const CHANNELS: Record<string, string> = {
  follows: '关注公众号',
  work: '企微好友',
  phone: '留有手机号',
  consent: '同意营销',
}
const AGE_BANDS = ['18 岁以下', '18–24 岁', '25–29 岁', '30–34 岁', '35–39 岁', '40–49 岁', '50 岁及以上']

/**
 * What a list of people is made of, against all customers: tags, attributes, ages and channels, each value with its
 * target group index (share within the list ÷ share among everyone × 100).
 */
@Injectable()
export class InsightService {
  constructor(
    private readonly engine: AudienceEngine,
    private readonly lists: PeopleLists,
    private readonly tags: TagService,
    private readonly attributes: AttributeService,
    private readonly clock: Clock,
  ) {}

  /** @throws NOT_FOUND, ENGINE_UNAVAILABLE */
  async of(list: PeopleList): Promise<Insight> {
    await this.lists.nameOf(list)
    const [totals] = await this.count(
      list,
      `SELECT '' AS trait, '' AS label, id AS customer_id FROM ${CUSTOMER_ENGINE_TABLE.name}`,
    )
    const people = totals?.inside ?? 0
    const everyone = totals?.everyone ?? 0
    const valued = (rows: readonly CountRow[]): InsightValue[] =>
      rows.map((row) => toValue(row, people, everyone)).sort((a, b) => b.people - a.people)
    const traits = [
      ...(await this.channels(list)).map((rows) => ({
        kind: 'channel' as const,
        name: '触点与许可',
        values: valued(rows),
      })),
      ...(await this.ages(list)).map((rows) => ({
        kind: 'age' as const,
        name: '年龄',
        values: rows.map((row) => toValue(row, people, everyone)),
      })),
      ...(await this.ofAttributes(list)).map(([name, rows]) => ({
        kind: 'attribute' as const,
        name,
        values: valued(rows),
      })),
      ...(await this.ofTags(list)).map(([name, rows]) => ({ kind: 'tag' as const, name, values: valued(rows) })),
    ]
    return { people, everyone, traits }
  }

  private async ofTags(list: PeopleList): Promise<[string, CountRow[]][]> {
    const names = new Map(
      (await this.tags.list()).filter(({ state }) => state === 'published').map(({ id, name }) => [String(id), name]),
    )
    const rows = await this.count(
      list,
      `SELECT toString(owner_id) AS trait, value AS label, customer_id FROM ${MEMBER_TABLES.tag}`,
    )
    return [...grouped(rows)].flatMap(([id, values]): [string, CountRow[]][] => {
      const name = names.get(id)
      return name === undefined || values.length > MOST_VALUES ? [] : [[name, values]]
    })
  }

  private async ofAttributes(list: PeopleList): Promise<[string, CountRow[]][]> {
    const known = new Map((await this.attributes.definitions()).map((definition) => [definition.key, definition]))
    const rows = await this.count(
      list,
      `SELECT attribute AS trait, value AS label, customer_id FROM ${CUSTOMER_ATTRIBUTE_ENGINE_TABLE.name}`,
    )
    return [...grouped(rows)].flatMap(([key, values]): [string, CountRow[]][] => {
      const definition = known.get(key)
      if (!definition || definition.type === 'date' || values.length > MOST_VALUES) return []
      const labels = new Map(definition.options?.map(({ value, label }) => [value, label]))
      const spoken = values.map((row) => ({ ...row, label: labels.get(row.label) ?? row.label }))
      return [[definition.label, spoken]]
    })
  }

  private async ages(list: PeopleList): Promise<CountRow[][]> {
    const today = shanghaiDay(this.clock.now())
    const rows = await this.count(
      list,
      `SELECT 'age' AS trait, multiIf(age < 18, 0, age < 25, 1, age < 30, 2, age < 35, 3, age < 40, 4, age < 50, 5, 6) AS band,
         toString(band) AS label, customer_id FROM (
         SELECT age('year', assumeNotNull(toDate32OrNull(value)), toDate32({today:String})) AS age, customer_id
         FROM ${CUSTOMER_ATTRIBUTE_ENGINE_TABLE.name} WHERE attribute = 'birthday' AND isNotNull(toDate32OrNull(value)))`,
      { today },
    )
    if (rows.length === 0) return []
    const byBand = new Map(rows.map((row) => [Number(row.label), row]))
    return [AGE_BANDS.map((label, band) => ({ trait: 'age', inside: 0, everyone: 0, ...byBand.get(band), label }))]
  }

  private async channels(list: PeopleList): Promise<CountRow[][]> {
    const has = {
      follows: 'notEmpty(follows)',
      work: 'notEmpty(work_contacts)',
      phone: "has(identities, 'phone')",
      consent: "has(consents, 'marketing')",
    }
    const lists = Object.entries(has).map(([key, condition]) => `if(${condition}, ['${key}'], [])`)
    const rows = await this.count(
      list,
      `SELECT 'channel' AS trait, arrayJoin(arrayConcat(${lists.join(', ')})) AS label, id AS customer_id FROM ${CUSTOMER_ENGINE_TABLE.name}`,
    )
    return [rows.map((row) => ({ ...row, label: CHANNELS[row.label] ?? row.label }))]
  }

  /** @param traits a SELECT of (trait, label, customer_id), each person at most once per label */
  private async count(list: PeopleList, traits: string, params: Record<string, string> = {}): Promise<CountRow[]> {
    const members = this.lists.membersSql(list)
    return this.engine.query<CountRow>(
      `SELECT trait, label, countIf(customer_id IN (${members.sql})) AS inside, count() AS everyone
       FROM (${traits}) WHERE customer_id IN (SELECT id FROM ${CUSTOMER_ENGINE_TABLE.name}) GROUP BY trait, label ORDER BY trait, label`,
      { ...members.params, ...params },
    )
  }
}

function grouped(rows: readonly CountRow[]): Map<string, CountRow[]> {
  const groups = new Map<string, CountRow[]>()
  for (const row of rows) groups.set(row.trait, [...(groups.get(row.trait) ?? []), row])
  return groups
}

function toValue({ label, inside, everyone: all }: CountRow, people: number, everyone: number): InsightValue {
  const share = people === 0 ? 0 : inside / people
  const everyoneShare = everyone === 0 ? 0 : all / everyone
  return {
    label,
    people: inside,
    share,
    everyoneShare,
    tgi: everyoneShare === 0 ? null : (share / everyoneShare) * 100,
  }
}
