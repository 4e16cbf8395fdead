import {
  findEvent,
  propertiesOf,
  type PlainWindow,
  type RuleCatalog,
  type RuleProperty,
  type TagRule,
} from '@guiyi/shared'
import { emptyGroup, isJoined, newCondition } from '../../../../rule-editor'

export type RuleKind = TagRule['kind']
export type RuleOf<K extends RuleKind> = Extract<TagRule, { kind: K }>

/** What each kind of rule is called and when an operator wants it. */
export const RULE_KINDS: Record<RuleKind, { name: string; use: string; example: string }> = {
  tiers: { name: '分档', use: '按条件把人分成几档，先满足先得', example: '高价值 / 中价值 / 低价值' },
  preference: { name: '偏好 Top N', use: '一个人最常接触的内容、品类或渠道', example: '内容偏好：敏感肌、防晒、茶饮' },
  rfm: {
    name: 'RFM 模型',
    use: '按最近一次、次数与金额分成八类或十一类客户',
    example: '重要价值客户、流失风险客户',
  },
  activity: { name: '活跃度', use: '按最近一次与活跃天数打分，分成四档', example: '高活跃 / 中活跃 / 低活跃 / 沉默' },
  lifecycle: { name: '生命周期', use: '从新客到流失的五个阶段', example: '新客、成长、成熟、沉默、流失' },
  interest: { name: '兴趣', use: '阅读、浏览、购买合起来看，这个人对什么感兴趣', example: '敏感肌、茶饮、母婴护理' },
  metric: { name: '统计指标', use: '直接把一个统计数字记在人身上', example: '近 90 天购买次数：4' },
  feature: { name: '首末次特征', use: '第一次或最近一次行为的时间或属性', example: '最近购买品类：面霜' },
  distribution: { name: '行为规律', use: '一个人通常在什么时候行动', example: '活跃时段：21 点' },
}

const past = (days: number): PlainWindow => ({ kind: 'past', days, unit: 'day' })

/** An unfinished rule of a kind. */
export function newTagRule(kind: RuleKind): TagRule {
  switch (kind) {
    case 'tiers':
      return { kind, tiers: [newTier()] }
    case 'preference':
      return { kind, event: '', window: past(90), by: '', score: { of: 'count' }, top: 3 }
    case 'rfm':
      return {
        kind,
        event: 'purchase',
        window: past(365),
        amount: 'amount',
        cuts: { kind: 'quintiles' },
      }
    case 'activity':
      return {
        kind,
        events: [{ event: 'read_content' }],
        days: 30,
        silentDays: 60,
        activeDays: 10,
        recencyWeight: 50,
        cuts: { high: 70, medium: 40 },
      }
    case 'lifecycle':
      return { kind, event: 'purchase', newDays: 30, matureCount: 4, silentDays: 90, lostDays: 180 }
    case 'interest':
      return {
        kind,
        sources: [{ event: 'read_content', by: 'content.tag', weight: 1 }],
        window: past(180),
        halfLifeDays: 30,
        top: 3,
        atLeast: 1,
      }
    case 'metric':
      return { kind, event: '', window: past(30), measure: { of: 'count' } }
    case 'feature':
      return { kind, event: '', window: { kind: 'ever' }, which: 'last', take: { of: 'date' } }
    case 'distribution':
      return { kind, event: '', window: past(90), of: 'hour' }
  }
}

export function newTier(): RuleOf<'tiers'>['tiers'][number] {
  return { value: '', when: { ...emptyGroup(), of: [newCondition('event')] } }
}

/** The properties of an event, for choosing one. */
export function eventProperties(catalog: RuleCatalog, event: string): RuleProperty[] {
  const declaration = findEvent(catalog, event)
  return declaration ? propertiesOf(declaration) : []
}

export const moneyOf = (properties: readonly RuleProperty[]): RuleProperty[] =>
  properties.filter(({ type }) => type === 'money')
export const numericOf = (properties: readonly RuleProperty[]): RuleProperty[] =>
  properties.filter(({ type }) => type === 'money' || type === 'number')
/** What can be a label: one text, or each of a list of them. */
export const textOf = (properties: readonly RuleProperty[]): RuleProperty[] =>
  properties.filter(({ type }) => type === 'text' || type === 'list')
export const singleOf = (properties: readonly RuleProperty[]): RuleProperty[] =>
  properties.filter((property) => !isJoined(property))
