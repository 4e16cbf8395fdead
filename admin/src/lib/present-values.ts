import type { Schema } from './api'

type Why = Pick<Schema<'TagWhyReply'>, 'state' | 'version' | 'present'>

/** What becomes of a value whose rule would give another one by now. */
const OUTLOOK: Record<string, string> = {
  published: '很快会更新',
  paused: '标签已暂停，值保持不变',
  retired: '标签已下线',
}

/** Whether the rule in force still gives a person's value, as a sentence; null for a tag set by hand. */
export function presentValuesText({ state, version, present }: Why): string | null {
  if (!present) return null
  const rule = present.version === version ? '现在的数据' : `现在的数据和现行规则（版本 ${present.version}）`
  if (present.agrees) return `按${rule}再算一遍，结果不变。`
  const values = present.shown.length > 0 ? `应为「${present.shown.join('、')}」` : '不再有值'
  return `${[`按${rule}，${values}`, OUTLOOK[state] ?? []].flat().join('；')}。`
}
