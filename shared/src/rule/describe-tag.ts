import { findProperty, type RuleCatalog } from './catalog'
import { describeMeasure, describeSelection, describeStep } from './describe-selection'
import { describeStretch, grouped, yuan } from './describe-test'
import {
  ACTIVITY_LEVELS,
  LIFECYCLE_STAGES,
  RFM_GROUPS,
  RFM_SCORE_GROUPS,
  type PreferenceRule,
  type RfmCuts,
  type Score,
  type TagRule,
} from './tag-types'
import type { EventStep, RuleNode } from './types'

type DescribeNode = (node: RuleNode) => string
type Describe<T> = (rule: T, names: RuleCatalog, describeNode: DescribeNode) => string

/** How a tag's values come about; conditions of tiers are said by `describeNode`. */
export function describeTag(rule: TagRule, names: RuleCatalog, describeNode: DescribeNode): string {
  return TAG_RULES[rule.kind](rule as never, names, describeNode)
}

const TAG_RULES: { [K in TagRule['kind']]: Describe<Extract<TagRule, { kind: K }>> } = {
  tiers: ({ tiers, otherwise }, _, describeNode) => {
    const parts = tiers.map(({ value, when }) => `${describeNode(when)} → ${value}`)
    return `${[...parts, ...(otherwise === undefined ? [] : [`其余 → ${otherwise}`])].join('；')}${tiers.length > 1 ? '（自上而下，先满足者为准）' : ''}`
  },
  metric: (rule, names) => `${describeSelection(rule, names)}${describeMeasure(rule.measure, rule.event, names)}`,
  feature: (rule, names) => {
    const which = rule.which === 'first' ? '首次' : '最近一次'
    const { take } = rule
    if (take.of === 'date') return `${describeSelection(rule, names)}的${which}日期`
    if (take.of === 'days-since') return `${describeSelection(rule, names)}的${which}距今天数`
    return `${describeSelection(rule, names)}的${which}${label(names, rule.event, take.property)}`
  },
  preference: (rule, names) => {
    const points = [rule, ...(rule.also ?? [])].map(
      (source, index) =>
        `${index === 0 ? describeSelection(rule, names) : describeStep(source, names)}${weighted(source.weight)}`,
    )
    const decay = rule.halfLifeDays === undefined ? '' : `、越近分值越高（每 ${rule.halfLifeDays} 天减半）`
    const by = [...new Set([rule, ...(rule.also ?? [])].map((source) => label(names, source.event, source.by)))]
    return `${points.join('、')}中按${scoreText(rule.score, rule.event, names)}${decay}最高的前 ${rule.top} 个${by.join('或')}${atLeastText(rule, names)}（相同时按名称排序）`
  },
  distribution: (rule, names) => {
    const of = { days: '的天数', hour: '最常发生的时段（小时）', weekday: '最常发生在周几' }[rule.of]
    return `${describeSelection(rule, names)}${of}`
  },
  rfm: (rule, names) => {
    const groups =
      'kind' in rule.cuts && isScored(rule.cuts.kind) ? RFM_SCORE_GROUPS.length : Object.keys(RFM_GROUPS).length
    return `按${describeSelection(rule, names)}的近度、频度、金额（${cutsText(rule.cuts)}）分为 ${groups} 组`
  },
  activity: (rule, names) => {
    const { cuts, recencyWeight } = rule
    const [high, medium, low, silent] = ACTIVITY_LEVELS
    return `按${either(rule.events, names)}的活跃分（满分 100：最近一次的远近占 ${recencyWeight}，过去 ${rule.days} 天的活跃天数占 ${100 - recencyWeight}，满 ${rule.activeDays} 天得满分）：≥ ${cuts.high} 分 → ${high}；≥ ${cuts.medium} 分 → ${medium}；其余 → ${low}；超过 ${rule.silentDays} 天没有行为 → ${silent}`
  },
  lifecycle: (rule, names) => {
    const [fresh, growing, mature, silent, lost] = LIFECYCLE_STAGES
    return `按${describeStep(rule, names)}划分生命周期：超过 ${rule.lostDays} 天没有 → ${lost}；超过 ${rule.silentDays} 天没有 → ${silent}；累计 ≥ ${rule.matureCount} 次 → ${mature}；首次在 ${rule.newDays} 天以内 → ${fresh}；其余 → ${growing}（自上而下，先满足者为准）`
  },
  interest: (rule, names) => {
    const sources = rule.sources.map(
      (source) => `${describeStep(source, names)}的${label(names, source.event, source.by)}${weighted(source.weight)}`,
    )
    return `${describeStretch(rule.window)}${sources.join('、')}累计兴趣分（每 ${rule.halfLifeDays} 天减半），取 ≥ ${grouped(rule.atLeast)} 分的前 ${rule.top} 个（相同时按名称排序）`
  },
}

const label = (names: RuleCatalog, event: string, key: string): string => findProperty(names, event, key)?.label ?? key

const weighted = (weight: number | undefined): string =>
  weight === undefined || weight === 1 ? '' : `（每次 ×${grouped(weight)}）`

const either = (events: readonly EventStep[], names: RuleCatalog): string =>
  events.map((event) => describeStep(event, names)).join('或')

const scoreText = (score: Score, event: string, names: RuleCatalog): string =>
  score.of === 'count' ? '次数' : `${label(names, event, score.property)}合计`

function atLeastText({ atLeast, score, event }: PreferenceRule, names: RuleCatalog): string {
  if (atLeast === undefined) return ''
  const money = score.of === 'sum' && findProperty(names, event, score.property)?.type === 'money'
  return `，且不少于 ${money ? `${yuan(atLeast)} 元` : grouped(atLeast)}`
}

const isScored = (kind: RfmCuts['kind']): boolean => kind === 'scores' || kind === 'quintiles'

function cutsText(cuts: RfmCuts): string {
  switch (cuts.kind) {
    case 'mean':
      return '各与全体均值相比'
    case 'quantile':
      return `各取全体中较好的 ${cuts.highPercent}% 为高`
    case 'quintiles':
      return '各按全体五等分打 1–5 分'
    case 'scores': {
      const amounts = cuts.amountFen.map(yuan)
      return `近度以 ${cuts.recencyDays.join('、')} 天，频度以 ${cuts.frequency.join('、')} 次，金额以 ${amounts.join('、')} 元为界打 1–5 分`
    }
    default:
      return `最近一次在 ${cuts.recencyDays} 天以内、次数 ≥ ${cuts.frequency}、金额 ≥ ${yuan(cuts.amountFen)} 元`
  }
}
