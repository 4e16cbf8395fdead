import type { RuleCatalog } from '@guiyi/shared'
import type { Moment } from './moment'
import type { Params } from './params'
import type { RuleScope } from './scope'

/**
 * Where «high» begins, or the four bounds between five scores, for models whose cuts depend on everybody. Days since the
 * last, number, and fen.
 */
export interface RfmParameters {
  recency: number[]
  frequency: number[]
  amount: number[]
}

/** What a rule is compiled in: what can be named, for whom, at which instant, and where values go. */
export interface PlanContext {
  catalog: RuleCatalog
  scope: RuleScope
  moment: Moment
  params: Params
  /** The cuts of a model that depends on everybody, computed before. */
  parameters?: RfmParameters
}
