import { Injectable } from '@nestjs/common'
import type { RuleNode, TagCondition, TagRule } from '@guiyi/shared'
import type { EngineParams } from '../../../platform/audience-engine'
import { Clock } from '../../../platform/clock'
import { RuleCatalogService } from '../rule-catalog.service'
import { RuleParametersService, type RuleOwner } from '../rule-parameters.service'
import { FactPlan } from './fact-plan'
import type { PlanContext } from './plan-context'
import { Moment } from './moment'
import { numbersBehind, type NotedNumber } from './numbers'
import { Params } from './params'
import { PredicateBuilder } from './predicate'
import { isRanking, scoresSql } from './ranking'
import type { RfmParameters } from './plan-context'
import { needsParameters } from './rfm'
import type { RuleScope } from './scope'
import { tagValueSql } from './tag-condition'
import { compileTagRule } from './tag-rules'
import { compileTogether } from './together'

export interface CompileOptions {
  /** The instant at which the rule is asked; default the present. */
  now?: Date
  /** Whose rule it is, for models whose cuts are kept; without one they are computed on the spot. */
  owner?: RuleOwner
}

export interface CompiledRule {
  sql: string
  params: EngineParams
}

/** What a rule looks at: `holds_0`, `number_0` (text), `score_0` (text) and so on, in the order of `noted`. */
export interface CompiledFacts extends CompiledRule {
  noted: NotedNumber[]
}

/**
 * Compiles rules to ClickHouse SQL with parameters only. «Everyone» and «these people» are the same statement; only the
 * rows read differ, so batch and real time cannot disagree.
 *
 * Windows: «past N days» is whole days of Asia/Shanghai with today, or [now − N×24 h, now] by exact time; fixed windows are
 * whole days of Asia/Shanghai.
 */
@Injectable()
export class RuleCompiler {
  constructor(
    private readonly catalogs: RuleCatalogService,
    private readonly parameters: RuleParametersService,
    private readonly clock: Clock,
  ) {}

  /**
   * @param rule a validated rule
   * @returns a SELECT of `customer_id`, each person once
   * @throws RULE_INVALID when the rule names something that has gone since it was saved
   */
  async compile(rule: RuleNode, scope: RuleScope, options: CompileOptions = {}): Promise<CompiledRule> {
    return compileRule(rule, await this.context(scope, options))
  }

  /** @returns a SELECT of (`customer_id`, `vals` Array(String)); people without a value have no row */
  async compileTag(rule: TagRule, scope: RuleScope, options: CompileOptions = {}): Promise<CompiledRule> {
    const context = await this.context(scope, options, await this.parametersOf(rule, options))
    return { sql: compileTagRule(rule, context), params: context.params.values }
  }

  /**
   * The rules of several tags or segments as one statement, sharing their scans.
   * @returns a SELECT of (`customer_id`, `items` Array(Tuple(owner, place, value))), see `compileTogether`
   */
  async compileTogether(
    owned: readonly (RuleOwner & { rule: RuleNode | TagRule })[],
    scope: RuleScope,
    now: Date,
  ): Promise<CompiledRule> {
    const context = await this.context(scope, { now })
    const rules = await Promise.all(
      owned.map(async ({ rule, ...owner }) => ({
        id: owner.id,
        rule,
        parameters: await this.parametersOf(rule, { owner, now }),
      })),
    )
    return { sql: compileTogether(rules, context), params: context.params.values }
  }

  /** Before everyone is evaluated: computes anew what the rule compares people with, when it depends on everybody. */
  async prepare(rule: RuleNode | TagRule, owner: RuleOwner, now: Date): Promise<void> {
    if (rule.kind === 'rfm' && needsParameters(rule)) await this.parameters.renew(rule, owner, now)
  }

  /** @returns the numbers behind a rule or a tag, one column each; null for tags that have none to show */
  async compileFacts(
    rule: RuleNode | TagRule,
    scope: RuleScope,
    options: CompileOptions = {},
  ): Promise<CompiledFacts | null> {
    return compileFacts(rule, await this.context(scope, options, await this.parametersOf(rule, options)))
  }

  /** @returns a SELECT of (`customer_id`, `label`, `score`) behind a tag that ranks; null for other tags */
  async compileScores(
    rule: RuleNode | TagRule,
    scope: RuleScope,
    options: CompileOptions = {},
  ): Promise<CompiledRule | null> {
    if (!isRanking(rule)) return null
    const context = await this.context(scope, options)
    return { sql: scoresSql(rule, context), params: context.params.values }
  }

  /** @returns which of a tag's values a condition asks for, as a condition on the columns `value` and `number` */
  async compileTagValues(condition: TagCondition): Promise<CompiledRule> {
    const context = await this.context({ kind: 'all' }, {})
    return { sql: tagValueSql(condition, context), params: context.params.values }
  }

  private async parametersOf(
    rule: RuleNode | TagRule,
    { owner, now = this.clock.now() }: CompileOptions,
  ): Promise<RfmParameters | undefined> {
    return rule.kind === 'rfm' && needsParameters(rule) ? this.parameters.of(rule, owner, now) : undefined
  }

  private async context(
    scope: RuleScope,
    { now = this.clock.now() }: CompileOptions,
    parameters?: RfmParameters,
  ): Promise<PlanContext> {
    const catalog = await this.catalogs.recent()
    return { catalog, scope, moment: new Moment(now), params: new Params(), parameters }
  }
}

/** RuleCompiler.compileTag without its surroundings. */
export { compileTagRule } from './tag-rules'

/** RuleCompiler.compile without its surroundings. */
export function compileRule(rule: RuleNode, context: PlanContext): CompiledRule {
  const plan = new FactPlan(context)
  const predicate = new PredicateBuilder(plan, context).node(rule)
  // A rule that holds for somebody who has done nothing must be asked of every customer, not only of those with rows.
  const living = predicate.ofNobody ? ` AND ifNull(${plan.customerFact('1')}, 0) = 1` : ''
  return {
    sql: `SELECT customer_id FROM (${plan.sql()}) WHERE (${predicate.sql})${living}`,
    params: context.params.values,
  }
}

/** RuleCompiler.compileFacts without its surroundings. */
export function compileFacts(rule: RuleNode | TagRule, context: PlanContext): CompiledFacts | null {
  const plan = new FactPlan(context)
  const noted = numbersBehind(rule, plan, context)
  if (noted.length === 0) return null
  const text = (sql: string | undefined): string => (sql === undefined ? 'NULL' : `toString(${sql})`)
  const columns = noted.flatMap(({ holds, measured, score }, index) => [
    `(${holds}) AS holds_${index}`,
    `${text(measured?.sql)} AS number_${index}`,
    `${text(score ?? undefined)} AS score_${index}`,
  ])
  plan.customerFact('1')
  return { sql: `SELECT customer_id, ${columns.join(', ')} FROM (${plan.sql()})`, params: context.params.values, noted }
}
