import { describeRule, describeTagRule, type RuleCatalog, type TagRule } from '@guiyi/shared'

type Tiers = Extract<TagRule, { kind: 'tiers' }>

/** Windows are explained under the rule itself; in a list of differences that would only be noise. */
const plain = (sentence: string): string => sentence.replace(/（“过去 N 天”[^）]*）$/, '')

/**
 * What differs between two versions of a tag's rule, as Chinese sentences an operator can read in a list.
 * @returns nothing when the rules say the same
 */
export function changesBetween(before: TagRule | null, after: TagRule | null, names: RuleCatalog): string[] {
  if (!after || JSON.stringify(before) === JSON.stringify(after)) return []
  if (!before) return ['首次发布']
  if (before.kind === 'tiers' && after.kind === 'tiers') return changedTiers(before, after, names)
  const [past, now] = [plain(describeTagRule(before, names)), plain(describeTagRule(after, names))]
  return past === now ? [] : [`规则由「${past}」改为「${now}」`]
}

function changedTiers(before: Tiers, after: Tiers, names: RuleCatalog): string[] {
  const past = new Map(before.tiers.map(({ value, when }) => [value, when]))
  const now = new Map(after.tiers.map(({ value, when }) => [value, when]))
  const said = (when: Tiers['tiers'][number]['when']): string => plain(describeRule(when, names))
  const changes: string[] = []
  for (const [value, when] of now) {
    const earlier = past.get(value)
    if (!earlier) changes.push(`新增值「${value}」：${said(when)}`)
    else if (said(earlier) !== said(when))
      changes.push(`值「${value}」的条件由「${said(earlier)}」改为「${said(when)}」`)
  }
  for (const value of past.keys()) if (!now.has(value)) changes.push(`删除值「${value}」`)
  const order = (from: Map<string, unknown>, within: Map<string, unknown>): string =>
    [...from.keys()].filter((value) => within.has(value)).join('、')
  if (order(past, now) !== order(now, past)) changes.push(`先后顺序改为：${[...now.keys()].join('、')}`)
  if (before.otherwise !== after.otherwise)
    changes.push(
      `其余客户由${before.otherwise === undefined ? '没有值' : `「${before.otherwise}」`}改为${after.otherwise === undefined ? '没有值' : `「${after.otherwise}」`}`,
    )
  return changes
}
