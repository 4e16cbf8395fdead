import type { Schema } from './api'

type Explained = Pick<Schema<'ExplainedConditionReply'>, 'role' | 'holds'>

/** What is said beside one thing that a rule looked at; a mere number is neither right nor wrong. */
export function verdictOf({ role, holds }: Explained): { tone: 'good' | 'quiet'; text: string } | null {
  const tone = holds ? 'good' : 'quiet'
  if (role === 'condition') return { tone, text: holds ? '符合' : '不符合' }
  return role === 'rank' ? { tone, text: holds ? '入选' : '未入选' } : null
}
