import type { AllOf, AnyOf, Condition, EventCondition, RuleNode } from '@guiyi/shared'

export type Group = AllOf | AnyOf

export const emptyGroup = (): Group => ({ kind: 'all', of: [] })

/** The rule as a group, the way the editor draws it; the meaning is unchanged. */
export function asGroup(node: RuleNode): Group {
  return node.kind === 'all' || node.kind === 'any' ? node : { kind: 'all', of: [node] }
}

/** A condition or group without the 「排除」 around it. */
export function unwrap(node: RuleNode): { excluded: boolean; inner: Exclude<RuleNode, { kind: 'not' }> } {
  let excluded = false
  let inner = node
  while (inner.kind === 'not') {
    excluded = !excluded
    inner = inner.of
  }
  return { excluded, inner }
}

export const wrap = (inner: RuleNode, excluded: boolean): RuleNode => (excluded ? { kind: 'not', of: inner } : inner)

/** An unfinished condition of a kind, with the defaults that most people want. */
export function newCondition(kind: Condition['kind']): Condition {
  switch (kind) {
    case 'event':
      return {
        kind,
        event: '',
        window: { kind: 'past', days: 30, unit: 'day' },
        measure: { of: 'count' },
        test: { op: '>=', value: 1 },
      }
    case 'sequence':
      return { kind, steps: [{ event: '' }, { event: '' }], window: { kind: 'past', days: 30, unit: 'day' }, days: 7 }
    case 'attribute':
      return { kind, attribute: '', test: { op: 'exists' } }
    case 'tag':
      return { kind, tagId: 0, values: [] }
    case 'segment':
      return { kind, segmentId: 0 }
    case 'audience':
      return { kind, audienceId: 0 }
    case 'identity':
      return { kind, identity: 'phone' }
    case 'consent':
      return { kind, purpose: 'marketing' }
    case 'reachable':
      return { kind, channel: 'official_account' }
    default:
      return { kind }
  }
}

export type EventMode = 'did' | 'did-not' | 'measured'

/** Which of the three ways of asking an event condition is. */
export function eventMode({ measure, test }: EventCondition): EventMode {
  if (measure.of !== 'count') return 'measured'
  if (test.op === '>=' && test.value === 1) return 'did'
  if (test.op === '=' && test.value === 0) return 'did-not'
  return 'measured'
}

export function withMode(condition: EventCondition, mode: EventMode): EventCondition {
  if (mode === 'did') return { ...condition, measure: { of: 'count' }, test: { op: '>=', value: 1 } }
  if (mode === 'did-not') return { ...condition, measure: { of: 'count' }, test: { op: '=', value: 0 } }
  return { ...condition, measure: { of: 'count' }, test: { op: '>=', value: 2 } }
}

/** Replaces, or with undefined removes, one member of a list. */
export function replaceAt<T>(list: readonly T[], index: number, item: T | undefined): T[] {
  return item === undefined ? list.filter((_, at) => at !== index) : list.map((old, at) => (at === index ? item : old))
}
