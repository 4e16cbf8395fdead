import { Injectable } from '@nestjs/common'
import { declaredValuesOf, describeTagRule, type TagRule, type TagValueType } from '@guiyi/shared'
import { AudienceEngine, type EngineParams } from '../../../platform/audience-engine'
import { MEMBER_TABLES, RuleCatalogService, RuleChecker, RuleCompiler } from '../../rule'
import { isNumeric } from '../tag.policy'
import { spread, SPREAD_BOUNDS, SPREAD_COLUMNS, type NumberSpread, type SpreadRow } from './numbers'
import { TagValuesService } from './tag-values.service'
import { ValueWords } from './value-words'

export interface PreviewValue {
  value: string
  /** The value as people read it. */
  shown: string
  people: number
  /** How many have the value today. */
  today: number
  /** How many have it today and would keep it. */
  kept: number
}

type CountedValue = Omit<PreviewValue, 'shown'>

export interface TagPreview {
  sentence: string
  /** Most frequent first; none of numbers, which `numbers` tells. */
  values: PreviewValue[]
  /** From which value to which, as people read them; null: none. Those who stay where they are included. */
  moves: { from: string | null; to: string | null; people: number }[]
  /** People whose values would be others than today. */
  changing: number
  /** What the values are; see TagValueShape. */
  valueType: TagValueType
  unit: string
  numbers: NumberSpread | null
  /** How many people would have any value. */
  covered: number
  /** How many people have one today. */
  coveredToday: number
  everyone: number
  /** Those who would change come first. */
  sample: { customerId: number; values: string[]; shown: string[]; today: string[] }[]
}

const MOST_VALUES = 60
const MOST_MOVES = 60
const SAMPLE_SIZE = 8
const TIMEOUT_SECONDS = 60

/** The whole answer as one row. Tuples and maps come as arrays. */
interface PreviewRow extends SpreadRow {
  covered: number
  today: number
  changing: number
  moves: [people: number, past: string[], now: string[]][]
  sample: [same: number, hash: number, customerId: number, now: string[], past: string[]][]
  byValue: [value: string, people: number, today: number, kept: number][]
}

/** What a rule would do, before anything is done. */
@Injectable()
export class TagPreviewService {
  constructor(
    private readonly engine: AudienceEngine,
    private readonly compiler: RuleCompiler,
    private readonly checker: RuleChecker,
    private readonly catalogs: RuleCatalogService,
    private readonly values: TagValuesService,
    private readonly words: ValueWords,
  ) {}

  /**
   * Everyone is evaluated once, however much is told of it.
   * @param input an untrusted tag rule
   * @param tagId the tag whose present values it is compared with; 0 for a new one
   * @param signal gives up when whoever asked has gone
   * @throws RULE_INVALID, ENGINE_UNAVAILABLE, CANCELLED
   */
  async preview(input: unknown, tagId: number, signal?: AbortSignal): Promise<TagPreview> {
    const rule = await this.checker.tagRule(input)
    const compiled = await this.compiler.compileTag(rule, { kind: 'all' })
    const shape = await this.words.shapeOf(rule)
    const numeric = isNumeric(shape)
    const params: EngineParams = { ...compiled.params, owner: tagId }
    const options = { timeoutSeconds: TIMEOUT_SECONDS, signal }
    const [rows, everyone, names] = await Promise.all([
      this.engine.query<PreviewRow>(previewSql(compiled.sql, numeric), params, options),
      this.values.everyone(),
      this.catalogs.recent(),
    ])
    const [row] = rows
    const values = row && !numeric ? ordered(rule, row.byValue) : []
    const { moves = [], sample = [] } = row ?? {}
    const say = await this.words.of(rule, [
      ...values.map(({ value }) => value),
      ...moves.flatMap(([, past, now]) => [...past, ...now]),
      ...sample.flatMap(([, , , now, past]) => [...past, ...now]),
    ])
    const said = (list: readonly string[]): string | null => (list.length === 0 ? null : list.map(say).join('、'))
    return {
      sentence: describeTagRule(rule, names),
      values: values.map((entry) => ({ ...entry, shown: say(entry.value) })),
      moves: moves.map(([people, past, now]) => ({ from: said(past), to: said(now), people })),
      changing: row?.changing ?? 0,
      valueType: shape.type,
      unit: shape.unit,
      numbers: row && numeric ? spread(row) : null,
      covered: row?.covered ?? 0,
      coveredToday: row?.today ?? 0,
      everyone,
      sample: sample.map(([, , customerId, now, past]) => ({
        customerId,
        values: now,
        shown: now.map(say),
        today: past.map(say),
      })),
    }
  }
}

/**
 * First people with equal values before and after are counted together, of whom a few are remembered; then these few
 * rows give everything at once. Numbers are nearly as many as people, so of each only one person is remembered.
 */
function previewSql(sql: string, numeric: boolean): string {
  const person = '(sipHash64(customer_id), customer_id)'
  const some = numeric ? `[min(${person})]` : `groupArraySorted(${SAMPLE_SIZE})(${person})`
  const all = 'arrayDistinct(arrayConcat(now, past))'
  const counted = (condition: string): string => `arrayMap(value -> if(${condition}, people, 0), ${all})`
  const byValue = ['has(now, value)', 'has(past, value)', 'has(now, value) AND has(past, value)'].map(counted)
  const frequent = `arraySlice(arraySort(one -> (-toInt64(one.2), one.1), arrayZip(sums.1, sums.2, sums.3, sums.4)), 1, ${MOST_VALUES})`
  const sums = numeric ? '' : `WITH sumMap(${[all, ...byValue].join(', ')}) AS sums `
  return `${sums}SELECT toUInt64(sumIf(people, notEmpty(now))) AS covered, toUInt64(sumIf(people, notEmpty(past))) AS today,
      toUInt64(sumIf(people, now != past)) AS changing,
      arrayMap(move -> (toUInt64(-move.1), move.2, move.3), groupArraySorted(${MOST_MOVES})((-toInt64(people), past, now))) AS moves,
      groupArraySortedArray(${SAMPLE_SIZE})(arrayMap(one -> (now = past, one.1, one.2, now, past), some)) AS sample,
      ${numeric ? SPREAD_COLUMNS : `${frequent} AS byValue`}
    FROM (
      SELECT *, ${SPREAD_BOUNDS} FROM (
        SELECT now, past, count() AS people, ${some} AS some, ${numeric ? 'toFloat64OrNull(now[1])' : 'NULL::Nullable(Float64)'} AS number
        FROM (${peopleSql(sql)}) GROUP BY now, past
      )
    )`
}

/** (customer_id, now, past): the values that the rule would give, beside today's. */
const peopleSql = (
  sql: string,
): string => `SELECT customer_id, anyIf(vals, side = 1) AS now, anyIf(vals, side = 0) AS past FROM (
    SELECT customer_id, vals, 1 AS side FROM (${sql})
    UNION ALL SELECT customer_id, arrayMap(item -> item.2, arraySort(groupArray((rank, value)))) AS vals, 0 AS side
      FROM ${MEMBER_TABLES.tag} WHERE owner_id = {owner:UInt64} GROUP BY customer_id
  ) GROUP BY customer_id`

/** Declared values stand in their own order, also those that nobody reaches. */
function ordered(rule: TagRule, rows: PreviewRow['byValue']): CountedValue[] {
  const values = rows.map(([value, people, today, kept]) => ({ value, people, today, kept }))
  const names = declaredValuesOf(rule)
  if (names.length === 0) return values
  const known = new Map(values.map((entry) => [entry.value, entry]))
  const gone = values.filter(({ value }) => !names.includes(value))
  return [...names.map((value) => known.get(value) ?? { value, people: 0, today: 0, kept: 0 }), ...gone]
}
