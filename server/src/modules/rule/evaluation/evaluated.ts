import type { RuleDependencies, RuleNode, TagRule } from '@guiyi/shared'
import type { ValueChange } from '../materialised/delta-codec'
import type { DeltaMode } from '../materialised/materialised-delta.entity'
import type { OwnerKind } from '../materialised/materialised-tables'

/** Nothing is computed any more or yet (a paused tag): the living keep what they have. */
export const KEPT = 'kept'

/** A tag or segment whose values are computed and kept. */
export interface Evaluated {
  kind: OwnerKind
  id: number
  version: number
  /** Changes whenever the statement may: an evaluation that was begun under another revision is not recorded. */
  revision: string
  dependencies: RuleDependencies
  /** What gives the values; null when nobody shall have one any more. */
  rule: RuleNode | TagRule | typeof KEPT | null
}

/** What a module gives for its kind of evaluated things. */
export interface EvaluatedKind {
  kind: OwnerKind
  /** Those that shall be kept up to date now. */
  active(): Promise<Evaluated[]>
  /** Those whose values stand still; absent where nothing ever does. */
  kept?(): Promise<Evaluated[]>
  /** Some of them, also those whose values stand still or are only to be taken away (retired, deleted): then without a rule. */
  find(ids: readonly number[]): Promise<Evaluated[]>
  /** Called in the transaction that records the changes. */
  changed(owner: Evaluated, changes: readonly ValueChange[], mode: DeltaMode, at: Date): Promise<void>
}
