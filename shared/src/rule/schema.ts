import { anyOf, day, defined, integer, list, number, object, optional, positive, text, words } from './schema-words'
import type { JsonSchema, Schema } from './schema-words'
import type {
  ActivityRule,
  DistributionRule,
  FeatureRule,
  InterestRule,
  InterestSource,
  LifecycleRule,
  MetricRule,
  PreferenceRule,
  PreferenceSource,
  RfmCuts,
  RfmRule,
  Score,
  TagRule,
  TierRule,
} from './tag-types'
import {
  RULE_LIMITS,
  type AllOf,
  type AnchoredWindow,
  type AnyOf,
  type NotOf,
  type AttributeCondition,
  type AudienceCondition,
  type Condition,
  type ConsentCondition,
  type EventAnchor,
  type EventCondition,
  type EventRelation,
  type EventStep,
  type FollowsCondition,
  type IdentityCondition,
  type Measure,
  type PlainWindow,
  type PropertyFilter,
  type ReachableCondition,
  type RuleNode,
  type SegmentCondition,
  type SequenceCondition,
  type TagCondition,
  type TimeWindow,
  type ValueTest,
  type WorkContactCondition,
} from './types'

const LARGEST = Number.MAX_SAFE_INTEGER
const { pastDays, textLength, conditions, filters, steps, sources, tiers, top, values, weight } = RULE_LIMITS

const key = text(64)
const free = text(textLength)
const days = integer(1, pastDays)
const someDays = integer(0, pastDays)
const id = integer(-LARGEST, LARGEST)

const test: Schema<ValueTest> = anyOf(
  object<Extract<ValueTest, { op: 'is' | 'is-not' }>>({ op: words('is', 'is-not'), values: list(free, 1, values) }),
  object<Extract<ValueTest, { op: 'all-of' }>>({ op: words('all-of'), values: list(free, 1, values) }),
  object<Extract<ValueTest, { op: 'contains' }>>({ op: words('contains'), text: free }),
  object<Extract<ValueTest, { op: 'exists' | 'missing' }>>({ op: words('exists', 'missing') }),
  object<Extract<ValueTest, { value: number }>>({ op: words('=', '!=', '>', '>=', '<', '<='), value: number }),
  object<Extract<ValueTest, { op: 'between' }>>({ op: words('between'), from: number, to: number }),
  object<Extract<ValueTest, { date: string }>>({ op: words('on-or-after', 'on-or-before'), date: day }),
  object<Extract<ValueTest, { days: number }>>({
    op: words('within-past-days', 'within-next-days', 'anniversary-within-days'),
    days: someDays,
  }),
)

const where = optional(list(object<PropertyFilter>({ property: free, test: defined<ValueTest>('test') }), 0, filters))
const step = { event: key, where }
const plainWindow: Schema<PlainWindow> = anyOf(
  object<Extract<PlainWindow, { kind: 'past' }>>({ kind: words('past'), days, unit: optional(words('day')) }),
  object<Extract<PlainWindow, { kind: 'fixed' }>>({ kind: words('fixed'), from: day, to: day }),
  object<Extract<PlainWindow, { kind: 'ever' }>>({ kind: words('ever') }),
)
const anchor = object<EventAnchor>({
  ...step,
  which: words('first', 'last'),
  window: defined<PlainWindow>('plainWindow'),
})
const window: Schema<TimeWindow> = anyOf(
  defined<PlainWindow>('plainWindow'),
  object<AnchoredWindow>({ kind: words('since-event', 'before-event'), anchor, days: optional(days) }),
)
const relation = object<EventRelation>({
  ...step,
  kind: words('preceded-by', 'not-preceded-by', 'followed-by', 'not-followed-by'),
  days,
})
const selection = { ...step, window: defined<TimeWindow>('window'), relation: optional(relation) }

const measure: Schema<Measure> = anyOf(
  object<Exclude<Measure, { property: string }>>({ of: words('count', 'days', 'days-since-first', 'days-since-last') }),
  object<Extract<Measure, { property: string }>>({
    of: words('sum', 'avg', 'max', 'min', 'values', 'first', 'last'),
    property: free,
  }),
)

/** One schema for each kind of condition; the compiler refuses a missing one. */
const CONDITIONS: { [K in Condition['kind']]: Schema<Extract<Condition, { kind: K }>> } = {
  event: object<EventCondition>({ ...selection, kind: words('event'), measure, test: defined<ValueTest>('test') }),
  sequence: object<SequenceCondition>({
    kind: words('sequence'),
    steps: list(object<EventStep>(step), 2, steps),
    window: defined<PlainWindow>('plainWindow'),
    days,
  }),
  attribute: object<AttributeCondition>({ kind: words('attribute'), attribute: key, test: defined<ValueTest>('test') }),
  identity: object<IdentityCondition>({ kind: words('identity'), identity: key, scope: optional(text(128)) }),
  follows: object<FollowsCondition>({ kind: words('follows'), account: optional(text(128)) }),
  'work-contact': object<WorkContactCondition>({ kind: words('work-contact'), member: optional(text(128)) }),
  consent: object<ConsentCondition>({ kind: words('consent'), purpose: words('marketing', 'phone', 'profile') }),
  reachable: object<ReachableCondition>({
    kind: words('reachable'),
    channel: words('official_account', 'work', 'sms'),
  }),
  tag: object<TagCondition>({
    kind: words('tag'),
    tagId: id,
    values: list(free, 0, values),
    test: optional(defined<ValueTest>('test')),
  }),
  segment: object<SegmentCondition>({ kind: words('segment'), segmentId: id }),
  audience: object<AudienceCondition>({ kind: words('audience'), audienceId: id }),
}

const node = defined<RuleNode>('node')
const nodes: JsonSchema[] = [
  object<AllOf>({ kind: words('all'), of: list(node, 1, conditions) }).json,
  object<AnyOf>({ kind: words('any'), of: list(node, 1, conditions) }).json,
  object<NotOf>({ kind: words('not'), of: node }).json,
  ...Object.values(CONDITIONS).map(({ json }) => json),
]

const score: Schema<Score> = anyOf(
  object<Extract<Score, { of: 'count' }>>({ of: words('count') }),
  object<Extract<Score, { of: 'sum' }>>({ of: words('sum'), property: free }),
)
const weighted = positive(weight)
const halfLifeDays = positive(pastDays)
const best = integer(1, top)
const bounds = (min: number, max: number): Schema<number[]> => list(integer(min, max), 4, 4)
const times = [1, 1_000_000] as const
const cuts: Schema<RfmCuts> = anyOf(
  object<Extract<RfmCuts, { kind?: 'fixed' }>>({
    kind: optional(words('fixed')),
    recencyDays: days,
    frequency: integer(...times),
    amountFen: integer(0, LARGEST),
  }),
  object<{ kind: 'mean' }>({ kind: words('mean') }),
  object<{ kind: 'quintiles' }>({ kind: words('quintiles') }),
  object<Extract<RfmCuts, { kind: 'quantile' }>>({ kind: words('quantile'), highPercent: integer(1, 99) }),
  object<Extract<RfmCuts, { kind: 'scores' }>>({
    kind: words('scores'),
    recencyDays: bounds(1, pastDays),
    frequency: bounds(...times),
    amountFen: bounds(0, LARGEST),
  }),
)

/** One schema for each kind of tag rule; the compiler refuses a missing one. */
const TAG_RULES: { [K in TagRule['kind']]: Schema<Extract<TagRule, { kind: K }>> } = {
  tiers: object<TierRule>({
    kind: words('tiers'),
    tiers: list(object<TierRule['tiers'][number]>({ value: key, when: node }), 1, tiers),
    otherwise: optional(key),
  }),
  metric: object<MetricRule>({ ...selection, kind: words('metric'), measure }),
  feature: object<FeatureRule>({
    ...selection,
    kind: words('feature'),
    which: words('first', 'last'),
    take: anyOf(
      object<{ of: 'date' }>({ of: words('date') }),
      object<{ of: 'days-since' }>({ of: words('days-since') }),
      object<{ of: 'property'; property: string }>({ of: words('property'), property: free }),
    ),
  }),
  preference: object<PreferenceRule>({
    ...selection,
    kind: words('preference'),
    by: free,
    score,
    top: best,
    atLeast: optional(number),
    weight: optional(weighted),
    halfLifeDays: optional(halfLifeDays),
    also: optional(list(object<PreferenceSource>({ ...step, by: free, score, weight: weighted }), 0, sources - 1)),
  }),
  distribution: object<DistributionRule>({
    ...selection,
    kind: words('distribution'),
    of: words('days', 'hour', 'weekday'),
  }),
  rfm: object<RfmRule>({ ...selection, kind: words('rfm'), amount: free, cuts }),
  activity: object<ActivityRule>({
    kind: words('activity'),
    events: list(object<EventStep>(step), 1, sources),
    days,
    silentDays: days,
    activeDays: days,
    recencyWeight: integer(0, 100),
    cuts: object<ActivityRule['cuts']>({ high: integer(1, 100), medium: integer(1, 100) }),
  }),
  lifecycle: object<LifecycleRule>({
    ...step,
    kind: words('lifecycle'),
    newDays: days,
    matureCount: integer(...times),
    silentDays: days,
    lostDays: days,
  }),
  interest: object<InterestRule>({
    kind: words('interest'),
    sources: list(object<InterestSource>({ ...step, by: free, weight: weighted }), 1, sources),
    window: defined<PlainWindow>('plainWindow'),
    halfLifeDays,
    top: best,
    atLeast: number,
  }),
}

const shared = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $defs: { test: test.json, plainWindow: plainWindow.json, window: window.json, node: { anyOf: nodes } },
}

/**
 * The rule language as JSON schema (draft 2020-12): the shape of a rule. What needs the installation's dictionary, the
 * calendar or two fields together is validateRule's to say.
 */
export const RULE_SCHEMA: JsonSchema = { ...shared, $ref: '#/$defs/node' }

/** The same for the rule of a tag. */
export const TAG_RULE_SCHEMA: JsonSchema = { ...shared, anyOf: Object.values(TAG_RULES).map(({ json }) => json) }
