import { PRODUCT_PARAMETER } from './catalog'
import { pathTo } from './problem'
import type { TagRule } from './tag-types'
import {
  isAnchored,
  type EventSelection,
  type EventStep,
  type PropertyFilter,
  type RuleNode,
  type TimeWindow,
  type ValueTest,
} from './types'

/** What a rule reads; a change of any of it may change the answer. */
export interface RuleDependencies {
  events: Set<string>
  /** Reads the customer itself: attributes, identities, channels, consent. */
  customer: boolean
  content: boolean
  product: boolean
  tags: Set<number>
  segments: Set<number>
  audiences: Set<number>
  /**
   * Rolling windows: when an event grows older than `days` (times 24 hours, or calendar days of Asia/Shanghai), or a future
   * one begins to count, its owner may change. No days: it never grows too old.
   */
  windows: { event: string; days: number; unit?: 'day' }[]
  /** The answer moves with the calendar for people in general, so everyone has to be looked at daily. */
  daily: boolean
}

const RELATIVE = new Set(['within-past-days', 'within-next-days', 'anniversary-within-days'])

/** Collects what a rule reads. */
export function dependenciesOfRule(rule: RuleNode): RuleDependencies {
  const found = nothing()
  visitNode(rule, found)
  return found
}

/** Collects what a tag's rule reads. */
export function dependenciesOfTagRule(rule: TagRule): RuleDependencies {
  const found = nothing()
  switch (rule.kind) {
    case 'tiers':
      for (const tier of rule.tiers) visitNode(tier.when, found)
      // «Everybody else» includes people who have just appeared.
      if (rule.otherwise !== undefined) found.customer = true
      return found
    case 'activity':
      for (const step of rule.events) visitStep(step, { kind: 'past', days: rule.days, unit: 'day' }, found)
      // People who have never done anything are 沉默.
      found.customer = true
      found.daily = true
      return found
    case 'lifecycle':
      visitStep(rule, { kind: 'ever' }, found)
      found.daily = true
      return found
    case 'interest':
      for (const source of rule.sources) {
        visitStep(source, rule.window, found)
        visitProperty(source.by, found)
      }
      found.daily = true
      return found
    case 'preference':
      for (const source of rule.also ?? []) {
        visitStep(source, rule.window, found)
        visitProperty(source.by, found)
      }
      visitProperty(rule.by, found)
      if (rule.halfLifeDays !== undefined) found.daily = true
      break
    case 'feature':
      if (rule.take.of === 'days-since') found.daily = true
      break
    case 'rfm':
      found.daily = true
      break
    case 'metric':
      if (rule.measure.of.startsWith('days-since')) found.daily = true
      if ('property' in rule.measure) visitProperty(rule.measure.property, found)
      break
    default:
  }
  visitSelection(rule, found)
  return found
}

/** A node that names a tag or a segment. */
export interface RuleReference {
  kind: 'tag' | 'segment'
  id: number
  /** The address of the node, as validation names it. */
  path: string
}

/** Every node of a rule that names a tag or a segment, in order. */
export function referencesOf(rule: RuleNode | TagRule, path = ''): RuleReference[] {
  switch (rule.kind) {
    case 'tiers':
      return rule.tiers.flatMap(({ when }, index) => referencesOf(when, pathTo(path, `tiers[${index}].when`)))
    case 'all':
    case 'any':
      return rule.of.flatMap((child, index) => referencesOf(child, pathTo(path, `of[${index}]`)))
    case 'not':
      return referencesOf(rule.of, pathTo(path, 'of'))
    case 'tag':
      return [{ kind: 'tag', id: rule.tagId, path }]
    case 'segment':
      return [{ kind: 'segment', id: rule.segmentId, path }]
    default:
      return []
  }
}

function nothing(): RuleDependencies {
  return {
    events: new Set(),
    customer: false,
    content: false,
    product: false,
    tags: new Set(),
    segments: new Set(),
    audiences: new Set(),
    windows: [],
    daily: false,
  }
}

function visitNode(node: RuleNode, found: RuleDependencies): void {
  switch (node.kind) {
    case 'all':
    case 'any':
      for (const child of node.of) visitNode(child, found)
      return
    case 'not':
      found.customer = true
      visitNode(node.of, found)
      return
    case 'event':
      visitSelection(node, found)
      if ('property' in node.measure) visitProperty(node.measure.property, found)
      if (node.measure.of.startsWith('days-since')) found.daily = true
      // «Did not» is true of people who have done nothing at all, so a new customer matters too.
      found.customer = true
      return
    case 'sequence':
      for (const step of node.steps) visitStep(step, node.window, found)
      return
    case 'tag':
      found.tags.add(node.tagId)
      if (node.test && isRelative(node.test)) found.daily = true
      return
    case 'segment':
      found.segments.add(node.segmentId)
      return
    case 'audience':
      found.audiences.add(node.audienceId)
      // The list stays; whom its numbers stand for changes with merges.
      found.customer = true
      return
    default:
      found.customer = true
      if (node.kind === 'attribute' && isRelative(node.test)) found.daily = true
  }
}

function visitSelection(selection: EventSelection, found: RuleDependencies): void {
  const { window, relation } = selection
  visitStep(selection, window, found)
  if (!relation) return
  visitStep(relation, { kind: 'ever' }, found)
  // «Not followed by» becomes true when the days have gone by.
  if (relation.kind === 'not-followed-by') found.windows.push({ event: selection.event, days: relation.days })
}

function visitStep({ event, where = [] }: EventStep, window: TimeWindow, found: RuleDependencies): void {
  found.events.add(event)
  const { days, unit } = window.kind === 'past' ? window : { days: 0, unit: undefined }
  found.windows.push({ event, days, ...(unit ? { unit } : {}) })
  if (isAnchored(window)) visitStep(window.anchor, window.anchor.window, found)
  for (const filter of where) visitFilter(filter, found)
}

function visitFilter(filter: PropertyFilter, found: RuleDependencies): void {
  visitProperty(filter.property, found)
  if (isRelative(filter.test)) found.daily = true
}

function visitProperty(property: string, found: RuleDependencies): void {
  if (property === 'content.tag') found.content = true
  if (property === 'product.category' || property.startsWith(PRODUCT_PARAMETER)) found.product = true
}

function isRelative(test: ValueTest): boolean {
  return RELATIVE.has(test.op)
}
