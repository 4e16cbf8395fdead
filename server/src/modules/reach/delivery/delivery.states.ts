import { StateMachine } from '../../../platform/state-machine'

export const DELIVERY_STATES = {
  planned: '待发送',
  skipped: '已跳过',
  sending: '发送中',
  submitted: '已提交',
  unknown: '结果未知',
  delivered: '已送达',
  failed: '发送失败',
} as const

export type DeliveryState = keyof typeof DELIVERY_STATES

export type DeliveryAction = 'claim' | 'release' | 'skip' | 'submit' | 'lose' | 'deliver' | 'fail'

/**
 * The life of a delivery. `sending` with a lease that ran out becomes `unknown` rather than `planned`: the platform may
 * have taken the message, and a person must not get it twice. A receipt settles `unknown` later.
 */
export const deliveryMachine = new StateMachine<DeliveryState, DeliveryAction>('delivery', {
  initial: 'planned',
  states: Object.keys(DELIVERY_STATES) as DeliveryState[],
  transitions: [
    { action: 'claim', from: ['planned'], to: 'sending' },
    { action: 'release', from: ['sending'], to: 'planned' },
    { action: 'skip', from: ['planned', 'sending', 'submitted'], to: 'skipped' },
    { action: 'submit', from: ['sending', 'unknown'], to: 'submitted' },
    { action: 'lose', from: ['sending'], to: 'unknown' },
    { action: 'deliver', from: ['submitted', 'unknown', 'sending'], to: 'delivered' },
    { action: 'fail', from: ['sending', 'submitted', 'unknown'], to: 'failed' },
  ],
})

/** Why a person is not reached. Each skipped delivery carries one. */
export const SKIP_REASONS = {
  NO_CONSENT: '没有营销同意',
  NOT_A_FOLLOWER: '未关注公众号',
  NOT_A_CONTACT: '不是企微好友',
  FREQUENCY_CAP: '达到触达频次上限',
  CHANNEL_NOT_NEEDED: '已由其他渠道触达',
  PLATFORM_CAP: '达到平台每月群发上限',
  CAMPAIGN_CANCELLED: '群发已取消',
  ERASED: '客户信息已删除',
} as const

export type SkipReason = keyof typeof SKIP_REASONS

/** Why a message that was sent did not arrive. */
export const FAILURE_REASONS = {
  USER_BLOCKED: '用户拒收',
  UNSUBSCRIBED: '已取消关注',
  NOT_A_CONTACT_ANYMORE: '已不是企微好友',
  CONTENT_REFUSED: '平台拒绝了消息内容',
  PLATFORM_ERROR: '平台系统失败',
  NOT_CONFIRMED: '员工未确认发送',
  QUOTA_EXCEEDED: '平台额度已用完',
} as const

export type FailureReason = keyof typeof FAILURE_REASONS
