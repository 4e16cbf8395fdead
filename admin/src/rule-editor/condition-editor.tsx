import type { RuleNode } from '@guiyi/shared'
import { asGroup } from './drafts'
import { GroupEditor } from './group-editor'

interface Props {
  value: RuleNode
  onChange: (value: RuleNode) => void
  /** Where this rule stands inside a larger one, e.g. `tiers[0].when`; empty for a rule of its own. */
  path?: string
}

/** Edits a rule about one person. Needs a RuleEditorProvider above it. */
export function ConditionEditor({ value, onChange, path = '' }: Props) {
  return <GroupEditor group={asGroup(value)} onChange={onChange} path={path} />
}
