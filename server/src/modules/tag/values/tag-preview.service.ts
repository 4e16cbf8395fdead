import { Injectable } from '@nestjs/common'
import { declaredValuesOf, describeTagRule, type TagRule, type TagValueType } from '@guiyi/shared'
import { AudienceEngine } from '../../../platform/audience-engine'
import { MEMBER_TABLES, RuleCatalogService, RuleChecker, RuleCompiler } from '../../rule'
import { isNumeric } from '../tag.policy'
import { spreadOf, type NumberSpread } from './numbers'
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
  /** Most frequent first. */
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
const TIMEOUT_SECONDS = 20

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
   * @param input an untrusted tag rule
   * @param tagId the tag whose present values it is compared with; 0 for a new one
   * @throws RULE_INVALID, ENGINE_UNAVAILABLE
   */
  async preview(input: unknown, tagId: number): Promise<TagPreview> {
    const rule = await this.checker.tagRule(input)
    const compiled = await this.compiler.compileTag(rule, { kind: 'all' })
    const params = { ...compiled.params, owner: tagId }
    const options = { timeoutSeconds: TIMEOUT_SECONDS }
    const people = peopleSql(compiled.sql)
    const shape = await this.words.shapeOf(rule)
    const [values, moves, sample, everyone, names, numbers] = await Promise.all([
      this.engine.query<CountedValue>(
        `SELECT value, countIf(has(now, value)) AS people, countIf(has(past, value)) AS today, countIf(has(now, value) AND has(past, value)) AS kept
         FROM (${people}) ARRAY JOIN arrayDistinct(arrayConcat(now, past)) AS value
         GROUP BY value ORDER BY people DESC, value LIMIT ${MOST_VALUES}`,
        params,
        options,
      ),
      this.engine.query<{
        past: string[]
        now: string[]
        people: number
        covered: number
        today: number
        changing: number
      }>(
        `SELECT past, now, people, toUInt64(sumIf(people, notEmpty(now)) OVER ()) AS covered,
           toUInt64(sumIf(people, notEmpty(past)) OVER ()) AS today, toUInt64(sumIf(people, now != past) OVER ()) AS changing
         FROM (SELECT past, now, count() AS people FROM (${people}) GROUP BY past, now) ORDER BY people DESC, past, now LIMIT ${MOST_MOVES}`,
        params,
        options,
      ),
      this.engine.query<{ customer_id: number; now: string[]; past: string[] }>(
        `SELECT customer_id, now, past FROM (${people}) ORDER BY now = past, sipHash64(customer_id) LIMIT ${SAMPLE_SIZE}`,
        params,
        options,
      ),
      this.values.everyone(),
      this.catalogs.recent(),
      isNumeric(shape)
        ? spreadOf(
            this.engine,
            `SELECT toFloat64OrNull(vals[1]) AS number FROM (${compiled.sql})`,
            compiled.params,
            options,
          )
        : null,
    ])
    const [total] = moves
    const say = await this.words.of(rule, [
      ...values.map(({ value }) => value),
      ...[...moves, ...sample].flatMap(({ past, now }) => [...past, ...now]),
    ])
    const said = (list: readonly string[]): string | null => (list.length === 0 ? null : list.map(say).join('、'))
    return {
      sentence: describeTagRule(rule, names),
      values: ordered(rule, values).map((entry) => ({ ...entry, shown: say(entry.value) })),
      moves: moves.map(({ past, now, people: count }) => ({ from: said(past), to: said(now), people: count })),
      changing: total?.changing ?? 0,
      valueType: shape.type,
      unit: shape.unit,
      numbers,
      covered: total?.covered ?? 0,
      coveredToday: total?.today ?? 0,
      everyone,
      sample: sample.map(({ customer_id, now, past }) => ({
        customerId: customer_id,
        values: now,
        shown: now.map(say),
        today: past.map(say),
      })),
    }
  }
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
function ordered(rule: TagRule, values: CountedValue[]): CountedValue[] {
  const names = declaredValuesOf(rule)
  if (names.length === 0) return values
  const known = new Map(values.map((entry) => [entry.value, entry]))
  const gone = values.filter(({ value }) => !names.includes(value))
  return [...names.map((value) => known.get(value) ?? { value, people: 0, today: 0, kept: 0 }), ...gone]
}
