import { StateMachine } from '../../platform/state-machine'

export const LEAD_STATES = {
  new: '新线索',
  contacted: '已联系',
  interested: '有意向',
  negotiating: '洽谈中',
  won: '已成交',
  lost: '已流失',
  dormant: '沉积',
} as const

export type LeadState = keyof typeof LEAD_STATES

export const LEAD_ACTIONS = {
  contact: '标记为已联系',
  qualify: '标记为有意向',
  negotiate: '进入洽谈',
  win: '标记为成交',
  lose: '标记为流失',
  rest: '转入沉积',
  revive: '重新激活',
} as const

export type LeadAction = keyof typeof LEAD_ACTIONS

/** The life of a lead. Steps may be skipped forwards, never backwards; what rests or is lost can be revived. */
export const leadMachine = new StateMachine<LeadState, LeadAction>('lead', {
  initial: 'new',
  states: Object.keys(LEAD_STATES) as LeadState[],
  transitions: [
    { action: 'contact', from: ['new'], to: 'contacted' },
    { action: 'qualify', from: ['new', 'contacted'], to: 'interested' },
    { action: 'negotiate', from: ['contacted', 'interested'], to: 'negotiating' },
    { action: 'win', from: ['contacted', 'interested', 'negotiating'], to: 'won' },
    { action: 'lose', from: ['new', 'contacted', 'interested', 'negotiating'], to: 'lost' },
    { action: 'rest', from: ['new', 'contacted', 'interested', 'negotiating'], to: 'dormant' },
    { action: 'revive', from: ['lost', 'dormant'], to: 'contacted' },
  ],
})

/** States in which somebody works on a lead; a customer has at most one such lead. */
export const OPEN_STATES: readonly LeadState[] = ['new', 'contacted', 'interested', 'negotiating']

export const isOpen = (state: LeadState): boolean => OPEN_STATES.includes(state)
