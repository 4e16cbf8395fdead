import { Injectable } from '@nestjs/common'
import { describeTagRule, type TagRule } from '@guiyi/shared'
import { AudienceEngine } from '../../../platform/audience-engine'
import { MEMBER_TABLES, RuleCatalogService, RuleChecker, RuleCompiler } from '../../rule'
import { TagValuesService } from './tag-values.service'

export interface TagPreview {
  sentence: string
  /** People per value, most frequent first, with how many have the value today. */
  values: { value: string; people: number; today: number }[]
  /** How many people would have any value. */
  covered: number
  /** How many people have one today. */
  coveredToday: number
  everyone: number
  sample: { customerId: number; values: string[] }[]
}

const MOST_VALUES = 60
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
  ) {}

  /**
   * @param input an untrusted tag rule
   * @param tagId the tag whose present values it is compared with; 0 for a new one
   * @throws RULE_INVALID, ENGINE_UNAVAILABLE
   */
  async preview(input: unknown, tagId: number): Promise<TagPreview> {
    const rule = await this.checker.tagRule(input)
    const { sql, params } = await this.compiler.compileTag(rule, { kind: 'all' })
    const options = { timeoutSeconds: TIMEOUT_SECONDS }
    const [values, [totals], sample, everyone, names] = await Promise.all([
      this.engine.query<TagPreview['values'][number]>(
        `SELECT value, countIf(side = 1) AS people, countIf(side = 0) AS today FROM (
           SELECT arrayJoin(vals) AS value, 1 AS side FROM (${sql})
           UNION ALL SELECT value, 0 AS side FROM ${MEMBER_TABLES.tag} WHERE owner_id = {owner:UInt64}
         ) GROUP BY value ORDER BY people DESC, value LIMIT ${MOST_VALUES}`,
        { ...params, owner: tagId },
        options,
      ),
      this.engine.query<{ covered: number; today: number }>(
        `SELECT (SELECT count() FROM (${sql})) AS covered, (SELECT countIf(rank = 0) FROM ${MEMBER_TABLES.tag} WHERE owner_id = {owner:UInt64}) AS today`,
        { ...params, owner: tagId },
        options,
      ),
      this.engine.query<{ customer_id: number; vals: string[] }>(
        `SELECT customer_id, vals FROM (${sql}) ORDER BY sipHash64(customer_id) LIMIT ${SAMPLE_SIZE}`,
        params,
        options,
      ),
      this.values.everyone(),
      this.catalogs.recent(),
    ])
    return {
      sentence: describeTagRule(rule, names),
      values: ordered(rule, values),
      covered: totals?.covered ?? 0,
      coveredToday: totals?.today ?? 0,
      everyone,
      sample: sample.map(({ customer_id, vals }) => ({ customerId: customer_id, values: vals })),
    }
  }
}

/** Tiers stand in their own order, also those that nobody reaches. */
function ordered(rule: TagRule, values: TagPreview['values']): TagPreview['values'] {
  if (rule.kind !== 'tiers') return values
  const names = [...rule.tiers.map(({ value }) => value), ...(rule.otherwise === undefined ? [] : [rule.otherwise])]
  const known = new Map(values.map((entry) => [entry.value, entry]))
  const gone = values.filter(({ value }) => !names.includes(value))
  return [...names.map((value) => known.get(value) ?? { value, people: 0, today: 0 }), ...gone]
}
