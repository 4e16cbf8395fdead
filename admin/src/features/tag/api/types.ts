import type { TagRule } from '@guiyi/shared'

export type TagState = 'draft' | 'published' | 'paused' | 'retired'

export interface ValueCount {
  value: string
  count: number
}

export interface TagSummary {
  id: number
  name: string
  group: string
  description: string
  /** How values come about; null for tags that people set by hand. */
  ruleKind: TagRule['kind'] | null
  state: TagState
  /** The published version; null before the first. */
  version: number | null
  sentence: string
  /** People with a value. */
  coverage: number | null
  computedAt: string | null
}

export interface TagDetail extends TagSummary {
  /** The rule being edited, or the published one when nothing differs. */
  rule: TagRule | null
  hasDraft: boolean
  values: ValueCount[]
  /** Everybody, for the share. */
  totalPeople: number
  /** Values that people may set by hand. */
  manualValues: string[]
}
