import { Injectable } from '@nestjs/common'
import type { RuleNode, TagRule } from '@guiyi/shared'
import type { EngineParams } from '../../../platform/audience-engine'
import { Clock } from '../../../platform/clock'
import { RuleCatalogService } from '../rule-catalog.service'
import { conditionsBehind } from './conditions-behind'
import { FactPlan, type PlanContext } from './fact-plan'
import { Moment } from './moment'
import { Params } from './params'
import { PredicateBuilder, type NotedCondition } from './predicate'
import { scoresSql } from './ranking'
import type { RuleScope } from './scope'
import { compileTagRule } from './tag-rules'

export interface CompileOptions {
  /** The instant at which the rule is asked; default the present. */
  now?: Date
  /** Begins the names of the parameters, for statements that are to be joined. Default `p`. */
  prefix?: string
}

export interface CompiledRule {
  sql: string
  params: EngineParams
}

/** The facts of a rule, one column each, with the conditions over them. */
export interface CompiledFacts extends CompiledRule {
  conditions: NotedCondition[]
}

/**
 * Compiles rules to ClickHouse SQL with parameters only. «Everyone» and «these people» are the same statement; only the
 * rows read differ, so batch and real time cannot disagree.
 *
 * Windows: «past N days» is [now − N×24 h, now] by exact time; fixed windows are whole days of Asia/Shanghai.
 */
@Injectable()
export class RuleCompiler {
  constructor(
    private readonly catalogs: RuleCatalogService,
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
    const context = await this.context(scope, options)
    return { sql: compileTagRule(rule, context), params: context.params.values }
  }

  /** @returns the numbers behind the conditions of a rule or a tag; null for tags that have none to show */
  async compileFacts(
    rule: RuleNode | TagRule,
    scope: RuleScope,
    options: CompileOptions = {},
  ): Promise<CompiledFacts | null> {
    return compileFacts(rule, await this.context(scope, options))
  }

  /** @returns a SELECT of (`customer_id`, `label`, `score`) behind a tag that ranks; null for other tags */
  async compileScores(
    rule: RuleNode | TagRule,
    scope: RuleScope,
    options: CompileOptions = {},
  ): Promise<CompiledRule | null> {
    if (rule.kind !== 'preference' && (rule.kind !== 'distribution' || rule.of === 'days')) return null
    const context = await this.context(scope, options)
    return { sql: scoresSql(rule, context), params: context.params.values }
  }

  private async context(scope: RuleScope, { now = this.clock.now(), prefix }: CompileOptions): Promise<PlanContext> {
    return { catalog: await this.catalogs.recent(), scope, moment: new Moment(now), params: new Params(prefix) }
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
  const conditions = conditionsBehind(rule)
  if (conditions.length === 0) return null
  const plan = new FactPlan(context)
  const builder = new PredicateBuilder(plan, context)
  for (const node of conditions) builder.node(node)
  const columns = builder.noted.flatMap(({ predicate }, index) => [
    `(${predicate.sql}) AS holds_${index}`,
    `${predicate.fact === undefined ? 'NULL' : `toString(${predicate.fact})`} AS number_${index}`,
  ])
  plan.customerFact('1')
  return {
    sql: `SELECT customer_id, ${columns.join(', ')} FROM (${plan.sql()})`,
    params: context.params.values,
    conditions: builder.noted,
  }
}
