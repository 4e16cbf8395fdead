/** Words with which a value (an attribute, a property of an event) is tested. Money is fen; dates are `YYYY-MM-DD` in Asia/Shanghai. */
export type ValueTest =
  /** On a list: one of its items, or none of them, is among the values. */
  | { op: 'is' | 'is-not'; values: string[] }
  /** On a list: every one of the values is among its items. */
  | { op: 'all-of'; values: string[] }
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
 * A stretch of time that is the same for everybody.
 * - `past` with the unit `day`: so many whole days of Asia/Shanghai, the last of them today. Seven days are today and the six
 *   before it, whatever the hour.
 * - `past` without a unit: from exactly N×24 hours before now (inclusive) to now.
 * - `fixed`: whole days of Asia/Shanghai, both ends included.
 *
 * Events later than now never count.
 */
export type PlainWindow =
  { kind: 'past'; days: number; unit?: 'day' } | { kind: 'fixed'; from: string; to: string } | { kind: 'ever' }

/** The first or last of some other events of the same person. */
export interface EventAnchor {
  which: 'first' | 'last'
  event: string
  window: PlainWindow
  /** All of them must hold. */
  where?: PropertyFilter[]
}

/**
 * A stretch of time of each person's own: strictly after, or strictly before, the anchor; with `days`, at most that many
 * times 24 hours away from it (inclusive). For people without the anchor nothing counts.
 */
export interface AnchoredWindow {
  kind: 'since-event' | 'before-event'
  anchor: EventAnchor
  days?: number
}

/** The stretch of time in which events count. */
export type TimeWindow = PlainWindow | AnchoredWindow

export const isAnchored = (window: TimeWindow): window is AnchoredWindow =>
  window.kind === 'since-event' || window.kind === 'before-event'

/**
 * A filter on one property of the event. Besides the declared keys there are joined dimensions, looked up when the rule
 * runs, so that re-tagging an article changes the answer for past reading too: `content.tag`, `product.category` and
 * `product.param:<name>`.
 */
export interface PropertyFilter {
  property: string
  test: ValueTest
}

/** Some events by name and properties. */
export interface EventStep {
  event: string
  /** All of them must hold. */
  where?: PropertyFilter[]
}

/**
 * Keeps those events that another event of the same person came strictly before (`preceded-by`) or strictly after
 * (`followed-by`), at most `days`×24 hours away (inclusive); or those where none did. «Not followed» is only said once
 * the `days` have gone by. Events later than now do not count.
 */
export interface EventRelation extends EventStep {
  kind: 'preceded-by' | 'not-preceded-by' | 'followed-by' | 'not-followed-by'
  days: number
}

/** Which events a condition or a tag looks at. */
export interface EventSelection extends EventStep {
  window: TimeWindow
  relation?: EventRelation
}

/**
 * What is computed from the selected events of one person: a number, or (first and last) the property's value at the
 * first or last of them. `days` counts distinct calendar days of Asia/Shanghai; `values` counts distinct values;
 * `days-since-first` and `days-since-last` are the calendar days between the day of the event and today: yesterday is 1
 * at any hour.
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

/**
 * Did the steps one after the other, each strictly later than the one before, all inside the window, the last at most
 * `days`×24 hours after the first (inclusive). Other events may lie between.
 */
export interface SequenceCondition {
  kind: 'sequence'
  steps: EventStep[]
  window: PlainWindow
  days: number
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

/**
 * Has the tag with one of the values; with no values given, has the tag at all. With a test (of a tag whose values are
 * numbers, money in fen or days), has a value that meets it as well.
 */
export interface TagCondition {
  kind: 'tag'
  tagId: number
  values: string[]
  test?: ValueTest
}

export interface SegmentCondition {
  kind: 'segment'
  segmentId: number
}

/** Is in a list that was frozen or imported; whoever absorbed somebody of it counts, erased people do not. */
export interface AudienceCondition {
  kind: 'audience'
  audienceId: number
}

export type Condition =
  | EventCondition
  | SequenceCondition
  | AttributeCondition
  | IdentityCondition
  | FollowsCondition
  | WorkContactCondition
  | ConsentCondition
  | ReachableCondition
  | TagCondition
  | SegmentCondition
  | AudienceCondition

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

export const RULE_LIMITS = {
  depth: 10,
  conditions: 100,
  tiers: 50,
  top: 20,
  pastDays: 3660,
  textLength: 200,
  values: 500,
  filters: 20,
  /** Steps of a sequence. */
  steps: 5,
  /** Kinds of events that a model looks at. */
  sources: 10,
  weight: 1000,
} as const
