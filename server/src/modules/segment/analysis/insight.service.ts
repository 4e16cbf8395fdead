import { Injectable } from '@nestjs/common'
import { AudienceEngine, chunks } from '../../../platform/audience-engine'
import { Clock, shanghaiDay } from '../../../platform/clock'
import { AppError } from '../../../platform/errors'
import { AttributeService, CUSTOMER_ENGINE_TABLE, type AttributeDefinition } from '../../identity'
import { TagService } from '../../tag'
import { bandsOf, roundedCuts, toValue, type InsightValue, type ValueCount, type ValueRef } from './insight.policy'
import { PeopleLists, type PeopleList } from './people-lists'
import {
  AGE_BANDS,
  agesSql,
  attributeStore,
  CHANNELS,
  channelsSql,
  holdersSql,
  MOST_VALUES,
  sizesSql,
  spreadSql,
  tagStore,
  valuesSql,
  type Sql,
  type Trait,
  type TraitShape,
  type TraitStore,
} from './trait-store'

export type TraitKind = 'tag' | 'attribute' | 'channel' | 'age'

export interface InsightTrait {
  kind: TraitKind
  /** Tag id or attribute key. */
  key: string
  name: string
  values: InsightValue[]
  /** About how many further values there are that are not shown. */
  moreValues: number
}

export interface InsightPart {
  people: number
  everyone: number
  /** Which part this is, from 0, and how many there are. */
  part: number
  parts: number
  traits: InsightTrait[]
}

interface CountRow {
  trait: string
  label: string
  inside: number
  everyone: number
}

/** So many tags are counted by one statement: each ends soon, and whoever waits sees how far it is. */
const TAGS_PER_PART = 20
const TIMEOUT_SECONDS = 60
/** Ages say it better. */
const BIRTHDAY = 'birthday'

/**
 * What a list of people is made of, against all customers: channels, ages, attributes and tags, each value with its
 * target group index (share within the list ÷ share among everyone × 100). Counted in parts, so that it can be left off
 * at any of them. However many values a trait has, the engine and the reply hold a bounded number: numbers are put into
 * bands with about as many people in each, of words the most frequent stand for all.
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

  /**
   * One part: the first has channels, ages and attributes, the others have the tags.
   * @throws NOT_FOUND also for a part that there is not, ENGINE_UNAVAILABLE
   */
  async part(list: PeopleList, part: number): Promise<InsightPart> {
    await this.lists.nameOf(list)
    const published = (await this.tags.list()).filter(({ state }) => state === 'published')
    const groups = chunks(published, TAGS_PER_PART)
    const parts = 1 + groups.length
    if (part >= parts) throw new AppError('NOT_FOUND', { params: { what: '洞察的这一部分' } })
    const tags = groups[part - 1]
    const found = tags ? await this.ofTags(list, tags) : await this.basics(list)
    return { ...found, part, parts }
  }

  /** The people of a list with one value of a trait, by customer id. @throws NOT_FOUND, ENGINE_UNAVAILABLE */
  async people(
    list: PeopleList,
    { kind, key, ...value }: ValueRef & { kind: TraitKind; key: string },
    page: { skip: number; take: number },
  ): Promise<{ ids: number[]; total: number }> {
    await this.lists.nameOf(list)
    const holders = await this.holders(kind, key, value)
    const members = this.lists.membersSql(list)
    const from = `FROM (${holders.sql}) WHERE customer_id IN (SELECT id FROM ${CUSTOMER_ENGINE_TABLE.name}) AND customer_id IN (${members.sql})`
    const params = { ...holders.params, ...members.params }
    const rows = await this.engine.query<{ customer_id: number }>(
      `SELECT DISTINCT customer_id ${from} ORDER BY customer_id LIMIT {take:UInt32} OFFSET {skip:UInt32}`,
      { ...params, ...page },
    )
    const [counted] = await this.engine.query<{ total: number }>(
      `SELECT uniqExact(customer_id) AS total ${from}`,
      params,
    )
    return { ids: rows.map(({ customer_id }) => customer_id), total: counted?.total ?? 0 }
  }

  private async holders(kind: TraitKind, key: string, value: ValueRef): Promise<Sql> {
    if (kind === 'tag') return holdersSql(tagStore, Number(key), value)
    if (kind === 'attribute') return holdersSql(storeOf(await this.attributes.definitions()), key, value)
    const all = kind === 'channel' ? channelsSql() : agesSql(shanghaiDay(this.clock.now()))
    return {
      sql: `SELECT customer_id FROM (${all.sql}) WHERE label = {value:String}`,
      params: { ...all.params, value: value.value ?? '' },
    }
  }

  private async basics(list: PeopleList): Promise<Pick<InsightPart, 'people' | 'everyone' | 'traits'>> {
    const definitions = (await this.attributes.definitions()).filter(
      ({ personal, key }) => !personal && key !== BIRTHDAY,
    )
    const store = storeOf(definitions)
    const shapes = await this.shapes(
      store,
      definitions.map(({ key }) => key),
    )
    const sources = [channelsSql(), agesSql(shanghaiDay(this.clock.now())), valuesSql(store, shapes, 'attribute')]
    const { people, everyone, byTrait } = await this.count(list, sources)
    const valued = (row: ValueCount): InsightValue => toValue(row, people, everyone)
    const channels = (byTrait.get('channel') ?? []).map((row) =>
      valued({ ...row, value: row.label, label: CHANNELS[row.label]?.label ?? row.label }),
    )
    const ages = new Map((byTrait.get('age') ?? []).map((row) => [row.label, row]))
    const ageValues = AGE_BANDS.map((label, band) =>
      valued({ inside: 0, everyone: 0, ...ages.get(String(band)), value: String(band), label }),
    )
    return {
      people,
      everyone,
      traits: [
        { kind: 'channel' as const, key: 'channel', name: '触点与许可', values: mostFirst(channels), moreValues: 0 },
        { kind: 'age' as const, key: 'age', name: '年龄', values: ages.size === 0 ? [] : ageValues, moreValues: 0 },
        ...definitions.flatMap(({ key, label, options }) => {
          const shape = shapes.find(({ trait }) => trait === key)
          if (!shape) return []
          const labels = new Map(options?.map((option) => [option.value, option.label]))
          const rows = byTrait.get(`attribute:${key}`) ?? []
          return [traitOf('attribute', key, label, shape, rows, valued, (value) => labels.get(value) ?? value)]
        }),
      ].filter(({ values }) => values.length > 0),
    }
  }

  private async ofTags(
    list: PeopleList,
    tags: readonly { id: number; name: string }[],
  ): Promise<Pick<InsightPart, 'people' | 'everyone' | 'traits'>> {
    const shapes = await this.shapes(
      tagStore,
      tags.map(({ id }) => id),
    )
    const { people, everyone, byTrait } = await this.count(list, [valuesSql(tagStore, shapes, 'tag')])
    const traits = tags.flatMap(({ id, name }) => {
      const shape = shapes.find(({ trait }) => trait === String(id))
      if (!shape) return []
      const rows = byTrait.get(`tag:${id}`) ?? []
      return [traitOf('tag', String(id), name, shape, rows, (row) => toValue(row, people, everyone))]
    })
    return { people, everyone, traits: traits.filter(({ values }) => values.length > 0) }
  }

  /** How the values of each trait are shown; traits that nobody has are absent. */
  private async shapes(store: TraitStore, traits: readonly Trait[]): Promise<TraitShape[]> {
    if (traits.length === 0) return []
    const sizes = await this.rows<{ trait: string; labels: number; numeric: number }>(sizesSql(store, traits))
    const large = new Map(sizes.filter(({ labels }) => labels > MOST_VALUES).map((row) => [row.trait, row]))
    const spreads =
      large.size === 0
        ? []
        : await this.rows<{ trait: string; about: number; top: string[]; cuts: number[] }>(
            spreadSql(
              store,
              traits.filter((trait) => large.has(String(trait))),
            ),
          )
    const spreadOf = new Map(spreads.map((row) => [row.trait, row]))
    return sizes.map(({ trait, numeric }) => {
      const spread = spreadOf.get(trait)
      if (!spread) return { trait, whole: true, cuts: null, top: [], values: 0 }
      const cuts = numeric === 1 ? roundedCuts(spread.cuts) : null
      return { trait, whole: false, cuts, top: spread.top, values: spread.about }
    })
  }

  /** @param sources SELECTs of (trait, label, customer_id), each person at most once per trait and label */
  private async count(
    list: PeopleList,
    sources: readonly Sql[],
  ): Promise<{ people: number; everyone: number; byTrait: Map<string, CountRow[]> }> {
    const members = this.lists.membersSql(list)
    const total = `SELECT '' AS trait, '' AS label, id AS customer_id FROM ${CUSTOMER_ENGINE_TABLE.name}`
    const rows = await this.rows<CountRow>({
      sql: `SELECT trait, label, countIf(customer_id IN (${members.sql})) AS inside, count() AS everyone
        FROM (${[total, ...sources.map(({ sql }) => sql)].join(' UNION ALL ')})
        WHERE customer_id IN (SELECT id FROM ${CUSTOMER_ENGINE_TABLE.name}) GROUP BY trait, label ORDER BY trait, label`,
      params: Object.assign({}, members.params, ...sources.map(({ params }) => params)) as Sql['params'],
    })
    const byTrait = new Map<string, CountRow[]>()
    for (const row of rows) {
      const known = byTrait.get(row.trait)
      if (known) known.push(row)
      else byTrait.set(row.trait, [row])
    }
    const [all] = byTrait.get('') ?? []
    return { people: all?.inside ?? 0, everyone: all?.everyone ?? 0, byTrait }
  }

  private async rows<T>({ sql, params }: Sql): Promise<T[]> {
    return this.engine.query<T>(sql, params, { timeoutSeconds: TIMEOUT_SECONDS })
  }
}

function storeOf(definitions: readonly AttributeDefinition[]): TraitStore {
  const ofType = (type: AttributeDefinition['type']): string[] =>
    definitions.filter((definition) => definition.type === type).map(({ key }) => key)
  return attributeStore(ofType('number'), ofType('date'))
}

function traitOf(
  kind: TraitKind,
  key: string,
  name: string,
  shape: TraitShape,
  rows: readonly CountRow[],
  valued: (row: ValueCount) => InsightValue,
  spoken: (value: string) => string = (value) => value,
): InsightTrait {
  if (shape.cuts) return { kind, key, name, values: bandsOf(shape.cuts, rows).map(valued), moreValues: 0 }
  const shown = shape.whole ? rows : rows.filter(({ label }) => shape.top.includes(label))
  const values = shown.map((row) => valued({ ...row, value: row.label, label: spoken(row.label) }))
  return {
    kind,
    key,
    name,
    values: mostFirst(values),
    moreValues: shape.whole ? 0 : Math.max(0, shape.values - shown.length),
  }
}

const mostFirst = (values: readonly InsightValue[]): InsightValue[] => [...values].sort((a, b) => b.people - a.people)
