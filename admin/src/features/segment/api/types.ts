import type { RuleNode } from '@guiyi/shared'

export interface Reachability {
  official_account: number
  work: number
  sms: number
}

export interface SegmentSummary {
  id: number
  name: string
  description: string
  sentence: string
  size: number | null
  computedAt: string | null
  createdBy: string | null
  createdAt: string
}

export interface SegmentDetail extends SegmentSummary {
  rule: RuleNode
  reachable: Reachability | null
}
