import { Module } from '@nestjs/common'
import { AccountModule } from '../account'
import { EventModule } from '../event'
import { IdentityModule } from '../identity'
import { ProductModule } from '../product'
import { StaffModule } from '../staff'
import { RuleCompiler } from './compiler/rule-compiler'
import { EvaluateAllJob } from './evaluation/evaluate-all.job'
import { Evaluations } from './evaluation/evaluations'
import { Looks } from './evaluation/looks'
import { RealTimeEvaluation } from './evaluation/real-time'
import { SweepJob } from './evaluation/sweep.job'
import { WindowBoundaries } from './evaluation/window-boundaries'
import { ExplanationService } from './explanation.service'
import { MaterialisedValues } from './materialised/materialised-values'
import { PropertyValues } from './property-values'
import { ReferenceGraph } from './reference-graph'
import { RuleCatalogService } from './rule-catalog.service'
import { RuleChecker } from './rule-checker'
import { RuleController } from './rule.controller'
import { RuleParametersService } from './rule-parameters.service'
import { RuleSets } from './sets/rule-sets'

export { reachableSql } from './compiler/predicate'
export { RuleCompiler } from './compiler/rule-compiler'
export type { CompiledRule } from './compiler/rule-compiler'
export { IN } from './compiler/together'
export type { RuleScope } from './compiler/scope'
export { KEPT } from './evaluation/evaluated'
export type { Evaluated, EvaluatedKind } from './evaluation/evaluated'
export { EVALUATE_ALL_JOB, Evaluations } from './evaluation/evaluations'
export { SweepJob } from './evaluation/sweep.job'
export { ExplanationService } from './explanation.service'
export type { ExplainedCondition, Explanation } from './explanation.service'
export type { ValueChange } from './materialised/delta-codec'
export type { DeltaMode } from './materialised/materialised-delta.entity'
export {
  AUDIENCE_FEED,
  AUDIENCE_HOME_FEED,
  AUDIENCE_HOME_TABLE,
  AUDIENCE_MEMBER_TABLE,
  audienceSql,
  HISTORY_TABLES,
  MEMBER_TABLES,
} from './materialised/materialised-tables'
export { MaterialisedValues, ValuesMoved } from './materialised/materialised-values'
export { ReferenceGraph } from './reference-graph'
export { RuleCatalogService } from './rule-catalog.service'
export { RuleChecker } from './rule-checker'
export { IdSet } from './sets/id-set'
export { RuleSets } from './sets/rule-sets'

/** 规则: the rule language compiled to the audience engine, and what is computed by it kept up to date. */
@Module({
  imports: [AccountModule, EventModule, IdentityModule, ProductModule, StaffModule],
  controllers: [RuleController],
  providers: [
    EvaluateAllJob,
    Evaluations,
    ExplanationService,
    Looks,
    MaterialisedValues,
    PropertyValues,
    RealTimeEvaluation,
    ReferenceGraph,
    RuleCatalogService,
    RuleChecker,
    RuleCompiler,
    RuleParametersService,
    RuleSets,
    SweepJob,
    WindowBoundaries,
  ],
  exports: [
    Evaluations,
    ExplanationService,
    MaterialisedValues,
    ReferenceGraph,
    RuleCatalogService,
    RuleChecker,
    RuleCompiler,
    RuleSets,
    SweepJob,
  ],
})
export class RuleModule {}
