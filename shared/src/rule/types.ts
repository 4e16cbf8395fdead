/** Words with which a value (an attribute, a property of an event) is tested. Money is fen; dates are `YYYY-MM-DD` in Asia/Shanghai. */
export type ValueTest =
  | { op: 'is' | 'is-not'; values: string[] }
  | { op: 'contains'; text: string }
  | { op: 'exists' | 'missing' }
  | NumberTest
  | DateTest

export type NumberTest =
  { op: '=' | '!=' | '>' | '>=' | '<' | '<='; value: number } | { op: 'between'; from: number; to: number }

export type DateTest =
  | { op: 'on-or-after' | 'on-or-before'; date: string }
  | { op: 'within-past-days' | 'within-next-days' | 'anniversary-within-days'; days: number }

/**
 * The stretch of time in which events count.
 * `past`: from exactly N×24 hours before now (inclusive) to now. `fixed`: whole days of Asia/Shanghai, both ends included.
 * Events later than now never count.
 */
export type TimeWindow = { kind: 'past'; days: number } | { kind: 'fixed'; from: string; to: string } | { kind: 'ever' }

/**
 * A filter on one property of the event. Besides the declared keys there are joined dimensions, looked up when the rule
 * runs: `content.tag` and `product.category`.
 */
export interface PropertyFilter {
  property: string
  test: ValueTest
}

/** Which events a condition or a tag looks at. */
export interface EventSelection {
  event: string
  window: TimeWindow
  /** All of them must hold. */
  where?: PropertyFilter[]
}

/**
 * What is computed from the selected events of one person: a number, or (first and last) the property's value at the
 * first or last of them. `days` counts distinct calendar days of Asia/Shanghai; `values` counts distinct values;
 * `days-since-first` and `days-since-last` are whole 24-hour periods up to now.
 */
export type Measure =
  | { of: 'count' | 'days' | 'days-since-first' | 'days-since-last' }
  | { of: 'sum' | 'avg' | 'max' | 'min' | 'values' | 'first' | 'last'; property: string }

export interface EventCondition extends EventSelection {
  kind: 'event'
  measure: Measure
  /** A number test, or for first/last of a text property a value test. */
  test: ValueTest
}

export interface AttributeCondition {
  kind: 'attribute'
  attribute: string
  test: ValueTest
}

/** Has an identity of the kind; with a scope, one bound to that account. */
export interface IdentityCondition {
  kind: 'identity'
  identity: string
  scope?: string
}

/** Follows an official account now: the given one (appid), or any. */
export interface FollowsCondition {
  kind: 'follows'
  account?: string
}

/** Is a WeCom contact now: of the given member (`userid@corpid`), or of anyone. */
export interface WorkContactCondition {
  kind: 'work-contact'
  member?: string
}

export type ConsentPurpose = 'marketing' | 'phone' | 'profile'

export interface ConsentCondition {
  kind: 'consent'
  purpose: ConsentPurpose
}

export type ReachChannel = 'official_account' | 'work' | 'sms'

/** Can be reached over the channel now: follows an account, is a contact, or has a phone; and has agreed to marketing. */
export interface ReachableCondition {
  kind: 'reachable'
  channel: ReachChannel
}

/** Has the tag with one of the values; with no values given, has the tag at all. */
export interface TagCondition {
  kind: 'tag'
  tagId: number
  values: string[]
}

export interface SegmentCondition {
  kind: 'segment'
  segmentId: number
}

export type Condition =
  | EventCondition
  | AttributeCondition
  | IdentityCondition
  | FollowsCondition
  | WorkContactCondition
  | ConsentCondition
  | ReachableCondition
  | TagCondition
  | SegmentCondition

export interface AllOf {
  kind: 'all'
  of: RuleNode[]
}

export interface AnyOf {
  kind: 'any'
  of: RuleNode[]
}

export interface NotOf {
  kind: 'not'
  of: RuleNode
}

/** A rule about one person: a condition, or several joined by 且 / 或 / 非 at any depth. */
export type RuleNode = AllOf | AnyOf | NotOf | Condition

/** The first tier whose rule holds gives the value. */
export interface TierRule {
  kind: 'tiers'
  tiers: { value: string; when: RuleNode }[]
  /** The value of everybody else; without it they have none. */
  otherwise?: string
}

/** The value is the measured number, as text. People without such events have none. */
export interface MetricRule extends EventSelection {
  kind: 'metric'
  measure: Measure
}

/** Something about the first or last of the selected events. */
export interface FeatureRule extends EventSelection {
  kind: 'feature'
  which: 'first' | 'last'
  take: { of: 'date' } | { of: 'days-since' } | { of: 'property'; property: string }
}

/**
 * The N values of a property (or joined dimension) with the highest score, best first.
 * Equal scores are ordered by the value's text (Unicode code points), so the answer is stable.
 */
export interface PreferenceRule extends EventSelection {
  kind: 'preference'
  by: string
  score: { of: 'count' } | { of: 'sum'; property: string }
  top: number
  /** Values scoring less are left out. */
  atLeast?: number
}

/** When somebody acts: on how many days (a number), or in which hour or on which weekday of Asia/Shanghai most often. */
export interface DistributionRule extends EventSelection {
  kind: 'distribution'
  of: 'days' | 'hour' | 'weekday'
}

/**
 * Recency, frequency, amount against fixed cuts; the eight combinations have the customary names (see RFM_GROUPS).
 * High means: at most `recencyDays` since the last, at least `frequency` events, at least `amountFen` in total.
 */
export interface RfmRule extends EventSelection {
  kind: 'rfm'
  /** The money property that is summed. */
  amount: string
  cuts: { recencyDays: number; frequency: number; amountFen: number }
}

/** How a tag's values come about. */
export type TagRule = TierRule | MetricRule | FeatureRule | PreferenceRule | DistributionRule | RfmRule

/** Named groups by (recency, frequency, amount) being high (1) or low (0). */
export const RFM_GROUPS = {
  '111': '重要价值客户',
  '101': '重要发展客户',
  '011': '重要保持客户',
  '001': '重要挽留客户',
  '110': '一般价值客户',
  '100': '一般发展客户',
  '010': '一般保持客户',
  '000': '一般挽留客户',
} as const

export const WEEKDAYS = ['周一', '周二', '周三', '周四', '周五', '周六', '周日'] as const

export const RULE_LIMITS = {
  depth: 10,
  conditions: 100,
  tiers: 50,
  top: 20,
  pastDays: 3660,
  textLength: 200,
  values: 500,
} as const
