import { StateMachine } from '../../../platform/state-machine'

export const CAMPAIGN_STATES = {
  draft: '草稿',
  planning: '生成计划中',
  planned: '待发送',
  scheduled: '已定时',
  sending: '发送中',
  finished: '已完成',
  cancelled: '已取消',
} as const

export type CampaignState = keyof typeof CAMPAIGN_STATES

export const CAMPAIGN_ACTIONS = {
  plan: '生成发送计划',
  planDone: '完成计划',
  replan: '退回修改',
  schedule: '定时发送',
  send: '发送',
  finish: '结束',
  cancel: '取消',
} as const

/** The life of a campaign. A plan may be thrown away as long as nothing was sent; what was sent stays. */
export const campaignMachine = new StateMachine<CampaignState, keyof typeof CAMPAIGN_ACTIONS>('campaign', {
  initial: 'draft',
  states: Object.keys(CAMPAIGN_STATES) as CampaignState[],
  transitions: [
    { action: 'plan', from: ['draft'], to: 'planning' },
    { action: 'planDone', from: ['planning'], to: 'planned' },
    { action: 'replan', from: ['planned', 'planning', 'scheduled'], to: 'draft' },
    { action: 'schedule', from: ['planned', 'scheduled'], to: 'scheduled' },
    { action: 'send', from: ['planned', 'scheduled'], to: 'sending' },
    { action: 'finish', from: ['sending'], to: 'finished' },
    { action: 'cancel', from: ['planning', 'planned', 'scheduled', 'sending'], to: 'cancelled' },
  ],
})
