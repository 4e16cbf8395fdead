import type { Schema } from '../../lib/api'
import type { Tone } from '../../ui'

export type Campaign = Schema<'CampaignDetail'>
export type CampaignRow = Schema<'CampaignRow'>
export type CampaignState = CampaignRow['state']
export type CampaignAction = Campaign['actions'][number]
export type ChannelKind = CampaignRow['channels'][number]
export type Counts = Schema<'CampaignCounts'>
export type DeliveryState = keyof Counts

export const CAMPAIGN_STATES: Record<CampaignState, { label: string; tone: Tone }> = {
  draft: { label: '草稿', tone: 'neutral' },
  planning: { label: '生成计划中', tone: 'info' },
  planned: { label: '待发送', tone: 'attention' },
  scheduled: { label: '已定时', tone: 'attention' },
  sending: { label: '发送中', tone: 'info' },
  finished: { label: '已完成', tone: 'good' },
  cancelled: { label: '已取消', tone: 'quiet' },
}

export const CHANNELS: Record<ChannelKind, { label: string; short: string }> = {
  official_account_template: { label: '公众号模板消息', short: '公众号' },
  work_group_message: { label: '企业微信群发', short: '企微' },
}

/** In the order in which a message passes them; the colours of the stacked bars. */
export const DELIVERY_STATES: Record<DeliveryState, { label: string; tone: Tone; fill: string }> = {
  delivered: { label: '已送达', tone: 'good', fill: '#2d856d' },
  submitted: { label: '已提交', tone: 'info', fill: '#8fb7d6' },
  sending: { label: '发送中', tone: 'info', fill: '#c3d8e8' },
  planned: { label: '待发送', tone: 'attention', fill: '#ecd9a8' },
  unknown: { label: '结果未知', tone: 'attention', fill: '#d9973f' },
  failed: { label: '发送失败', tone: 'bad', fill: '#bf4a30' },
  skipped: { label: '已跳过', tone: 'neutral', fill: '#d6d3ca' },
}

export const STATE_ORDER = Object.keys(DELIVERY_STATES) as DeliveryState[]

export const totalOf = (counts: Counts): number => STATE_ORDER.reduce((sum, state) => sum + counts[state], 0)

/** Handed to the platform, whatever came of it. */
export const HANDED_OVER: readonly DeliveryState[] = ['submitted', 'delivered', 'failed', 'unknown']

export const sumOf = (counts: Counts, states: readonly DeliveryState[]): number =>
  states.reduce((sum, state) => sum + counts[state], 0)

/** Something may still change by itself, so the screen asks again. */
export const isMoving = ({ state, counts }: CampaignRow): boolean =>
  state === 'planning' || state === 'sending' || counts.sending + counts.submitted + counts.unknown > 0
