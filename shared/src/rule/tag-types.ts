import type { EventSelection, EventStep, Measure, PlainWindow, RuleNode } from './types'

/** The first tier whose rule holds gives the value. */
export interface TierRule {
  kind: 'tiers'
  tiers: { value: string; when: RuleNode }[]
  /** The value of everybody else; without it they have none. */
  otherwise?: string
}

/**
 * The value is the measured number, as text: times for `count`, days for `days` and `days-since-…`, fen for what is computed
 * from money (55000 is 550 yuan), else in the unit of the property. People without such events have none.
 */
export interface MetricRule extends EventSelection {
  kind: 'metric'
  measure: Measure
}

/**
 * Something about the first or last of the selected events: its day (`YYYY-MM-DD` in Asia/Shanghai), the calendar days since,
 * or a property as text (money in fen, of a product or content its number).
 */
export interface FeatureRule extends EventSelection {
  kind: 'feature'
  which: 'first' | 'last'
  take: { of: 'date' } | { of: 'days-since' } | { of: 'property'; property: string }
}

/** One point for every event, or the sum of a number or money (fen) of theirs. */
export type Score = { of: 'count' } | { of: 'sum'; property: string }

/** Further events that count towards the same ranking, in the same window. */
export interface PreferenceSource extends EventStep {
  by: string
  score: Score
  weight: number
}

/**
 * The N values of a property (or joined dimension) with the highest score, best first.
 * Equal scores are ordered by the value's text (Unicode code points), so the answer is stable.
 *
 * score(v) = Σ weight(e) × points(e) × 2^(−age(e) / halfLifeDays) over the events e with the value v; without a half-life
 * the last factor is 1, without weights they are 1. Age is exact time. (Exponential forgetting by half-life as in Ding & Li,
 * «Time weight collaborative filtering», CIKM 2005.) With a half-life or weights every event's contribution is rounded to
 * 1/10 000 (half up), so that sums do not depend on the order of adding.
 */
export interface PreferenceRule extends EventSelection {
  kind: 'preference'
  by: string
  score: Score
  top: number
  /** Values scoring less are left out. */
  atLeast?: number
  weight?: number
  halfLifeDays?: number
  also?: PreferenceSource[]
}

export interface InterestSource extends EventStep {
  /** A property or joined dimension whose values are the interests. */
  by: string
  weight: number
}

/**
 * Interests from several kinds of behaviour: what somebody reads, looks at and buys adds to one score per label, recent
 * behaviour more than old.
 *
 * score(label) = Σ weight × 2^(−age / halfLifeDays), one term per event and label. The value is the list of the `top` labels
 * with at least `atLeast` points, best first; equal scores by the label's text. Rounded as in PreferenceRule.
 * (Weighted implicit feedback: Oard & Kim, «Implicit feedback for recommender systems», 1998; half-life: Ding & Li 2005.)
 */
export interface InterestRule {
  kind: 'interest'
  sources: InterestSource[]
  window: PlainWindow
  halfLifeDays: number
  top: number
  atLeast: number
}

/** When somebody acts: on how many days (a number), or in which hour or on which weekday of Asia/Shanghai most often. */
export interface DistributionRule extends EventSelection {
  kind: 'distribution'
  of: 'days' | 'hour' | 'weekday'
}

/**
 * Where «high» begins. Recency is the calendar days (Asia/Shanghai) since the last event (fewer is better).
 * - `fixed` (also when no kind is given): at most `recencyDays`, at least `frequency`, at least `amountFen`.
 * - `mean`: at least as good as the mean of everybody with such events.
 * - `quantile`: better than the value that (100 − highPercent) % of everybody with such events do not exceed.
 * - `scores`: four ascending bounds each give scores 1 to 5: recency at most the first bound 5, the second 4 …;
 *   frequency and amount at least the first bound 2, the second 3 …
 * - `quintiles`: scores 1 to 5 by fifths of everybody with such events: 1 + the number of cuts at 20, 40, 60, 80 % that
 *   the person is better than (Hughes). People with equal numbers get equal scores.
 * The p-% cut is the smallest value that at least p % of these people do not exceed (inverse of the distribution function).
 * `fixed`, `mean` and `quantile` give eight groups (RFM_GROUPS); `scores` and `quintiles` give eleven (RFM_SCORE_GROUPS).
 */
export type RfmCuts =
  | { kind?: 'fixed'; recencyDays: number; frequency: number; amountFen: number }
  | { kind: 'mean' }
  | { kind: 'quantile'; highPercent: number }
  | { kind: 'scores'; recencyDays: number[]; frequency: number[]; amountFen: number[] }
  | { kind: 'quintiles' }

/**
 * Recency, frequency and monetary value (A. M. Hughes, «Strategic Database Marketing», 1994).
 * People without such events have no value.
 */
export interface RfmRule extends EventSelection {
  kind: 'rfm'
  /** The money property that is summed. */
  amount: string
  cuts: RfmCuts
}

/**
 * How alive somebody is, from 0 to 100:
 * score = recencyWeight × max(0, 1 − d / silentDays) + (100 − recencyWeight) × min(1, a / activeDays), rounded half up, where d is the
 * calendar days (Asia/Shanghai) since the last of the events, and a is on how many of the past `days` calendar days, today
 * included, there was one.
 * Last event more than `silentDays` ago, or never: 沉默. Otherwise at least `high`: 高活跃; at least `medium`: 中活跃; else 低活跃.
 * (The recency and frequency of RFM without the amount; that the two suffice: Fader, Hardie & Lee, «RFM and CLV: Using
 * Iso-Value Curves for Customer Base Analysis», Journal of Marketing Research 42, 2005.)
 */
export interface ActivityRule {
  kind: 'activity'
  events: EventStep[]
  days: number
  silentDays: number
  activeDays: number
  /** 0 to 100; the rest is the weight of frequency. */
  recencyWeight: number
  cuts: { high: number; medium: number }
}

/**
 * The phase of the relation, by the first, the number and the last of the events, in calendar days (Asia/Shanghai): last
 * more than `lostDays` ago 流失; more than `silentDays` ago 沉默; at least `matureCount` events 成熟; first at most `newDays` ago 新客;
 * else 成长. The first that fits. People without such events have no value.
 * (Phases of a relation that begins, grows, ripens and dissolves: Dwyer, Schurr & Oh, «Developing Buyer-Seller Relationships», Journal
 * of Marketing 51, 1987; thresholds on inactivity are the custom of CRM practice.)
 */
export interface LifecycleRule extends EventStep {
  kind: 'lifecycle'
  newDays: number
  matureCount: number
  silentDays: number
  lostDays: number
}

/** How a tag's values come about. */
export type TagRule =
  | TierRule
  | MetricRule
  | FeatureRule
  | PreferenceRule
  | DistributionRule
  | RfmRule
  | ActivityRule
  | LifecycleRule
  | InterestRule

const TAG_RULE_KINDS: Record<TagRule['kind'], true> = {
  tiers: true,
  metric: true,
  feature: true,
  preference: true,
  distribution: true,
  rfm: true,
  activity: true,
  lifecycle: true,
  interest: true,
}

/** Whether a rule gives values (a tag's), and not members (a segment's). */
export const isTagRule = (rule: RuleNode | TagRule): rule is TagRule => rule.kind in TAG_RULE_KINDS

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

/**
 * Eleven groups by the recency score (row, 5 best) and the mean of frequency and amount scores rounded half up (column,
 * 1 to 5). The names are those of the grid in common CRM use (Champions, Loyal, Potential Loyalist, New, Promising, Need
 * Attention, About to Sleep, At Risk, Can't Lose, Hibernating, Lost), in Chinese.
 */
export const RFM_SCORE_GRID: Readonly<Record<1 | 2 | 3 | 4 | 5, readonly string[]>> = {
  5: ['新客户', '潜力忠诚客户', '潜力忠诚客户', '冠军客户', '冠军客户'],
  4: ['有希望客户', '潜力忠诚客户', '潜力忠诚客户', '忠诚客户', '冠军客户'],
  3: ['即将沉睡客户', '即将沉睡客户', '需要关注客户', '忠诚客户', '忠诚客户'],
  2: ['沉睡客户', '沉睡客户', '流失风险客户', '流失风险客户', '不能失去客户'],
  1: ['已流失客户', '已流失客户', '流失风险客户', '流失风险客户', '不能失去客户'],
}

/** The eleven names, best first. */
export const RFM_SCORE_GROUPS = [
  '冠军客户',
  '忠诚客户',
  '潜力忠诚客户',
  '新客户',
  '有希望客户',
  '需要关注客户',
  '即将沉睡客户',
  '流失风险客户',
  '不能失去客户',
  '沉睡客户',
  '已流失客户',
] as const

/** Best first. */
export const ACTIVITY_LEVELS = ['高活跃', '中活跃', '低活跃', '沉默'] as const

/** In the order of a relation. */
export const LIFECYCLE_STAGES = ['新客', '成长', '成熟', '沉默', '流失'] as const
