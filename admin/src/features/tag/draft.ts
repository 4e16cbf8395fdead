import { declaredValuesOf, type TagRule } from '@guiyi/shared'
import type { TagDetail } from './api/get-tag'
import { newTagRule } from './components/rule/tag-rules'

/** What the editor holds beside the name and the folder. */
export interface TagDraft {
  method: 'rule' | 'hand'
  rule: TagRule
  handValues: string[]
  multiple: boolean
  strategies: Record<string, string>
}

export function draftOf(tag: TagDetail | undefined): TagDraft {
  return {
    method: tag?.method ?? 'rule',
    rule: tag?.draftRule ?? tag?.rule ?? newTagRule('tiers'),
    handValues: tag?.handValues ?? [],
    multiple: tag?.multiple ?? false,
    strategies: tag?.strategies ?? {},
  }
}

/** The values that can be told before anything is computed. */
export const declaredValues = ({
  method,
  rule,
  handValues,
}: Pick<TagDraft, 'method' | 'rule' | 'handValues'>): string[] =>
  method === 'hand' ? handValues : declaredValuesOf(rule)
