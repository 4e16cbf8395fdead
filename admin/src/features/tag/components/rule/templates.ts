import type { EventCondition, RuleNode, TagRule } from '@guiyi/shared'

/** A ready-made tag to begin with; everything about it can be changed. */
export interface Template {
  name: string
  description: string
  rule: TagRule
  strategies: Record<string, string>
}

const spent = (days: number, fen: number): RuleNode => bought(days, { of: 'sum', property: 'amount' }, fen)

const bought = (days: number, measure: EventCondition['measure'], value: number): EventCondition => ({
  kind: 'event',
  event: 'purchase',
  window: { kind: 'past', days, unit: 'day' },
  measure,
  test: { op: '>=', value },
})

/** What brands begin with, in the order in which it usually pays off. */
export const TEMPLATES: readonly Template[] = [
  {
    name: '消费等级',
    description: '按过去 90 天的消费金额分三档',
    rule: {
      kind: 'tiers',
      tiers: [
        { value: '高消费', when: spent(90, 100_000) },
        { value: '中消费', when: spent(90, 30_000) },
        { value: '低消费', when: bought(90, { of: 'count' }, 1) },
      ],
      otherwise: '未消费',
    },
    strategies: { 高消费: '专属顾问一对一维护，新品优先试用', 未消费: '推送新客券，引导首单' },
  },
  {
    name: '客户价值（RFM）',
    description: '按近一年购买的近度、频度、金额分成十一类客户',
    rule: {
      kind: 'rfm',
      event: 'purchase',
      window: { kind: 'past', days: 365, unit: 'day' },
      amount: 'amount',
      cuts: { kind: 'quintiles' },
    },
    strategies: {
      冠军客户: '邀请进会员群，请她带新',
      不能失去客户: '电话关怀，给专属回归礼',
      流失风险客户: '发放限时唤回券',
    },
  },
  {
    name: '生命周期阶段',
    description: '从第一次购买到流失的五个阶段',
    rule: { kind: 'lifecycle', event: 'purchase', newDays: 30, matureCount: 4, silentDays: 90, lostDays: 180 },
    strategies: { 新客: '7 天内回访使用感受', 沉默: '推送她偏好品类的新品', 流失: '低成本渠道触达，不再占用顾问时间' },
  },
  {
    name: '活跃度',
    description: '看最近 30 天在小程序里阅读与登录的活跃程度',
    rule: {
      kind: 'activity',
      events: [{ event: 'read_content' }, { event: 'login_mini_program' }],
      days: 30,
      silentDays: 60,
      activeDays: 10,
      recencyWeight: 50,
      cuts: { high: 70, medium: 40 },
    },
    strategies: {},
  },
  {
    name: '内容兴趣',
    description: '阅读给内容标签加分，购买给商品品类加分，近期的更重要',
    rule: {
      kind: 'interest',
      sources: [
        { event: 'read_content', by: 'content.tag', weight: 1 },
        { event: 'purchase', by: 'product.category', weight: 5 },
      ],
      window: { kind: 'past', days: 180, unit: 'day' },
      halfLifeDays: 30,
      top: 3,
      atLeast: 1,
    },
    strategies: {},
  },
  {
    name: '活跃时段',
    description: '她通常几点看内容，什么时候发消息最合适',
    rule: { kind: 'distribution', event: 'read_content', window: { kind: 'past', days: 90, unit: 'day' }, of: 'hour' },
    strategies: {},
  },
  {
    name: '近 90 天购买次数',
    description: '把数字直接记在人身上，可用于分群与排序',
    rule: {
      kind: 'metric',
      event: 'purchase',
      window: { kind: 'past', days: 90, unit: 'day' },
      measure: { of: 'count' },
    },
    strategies: {},
  },
]
