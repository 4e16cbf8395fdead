import { StateMachine } from '../../../platform/state-machine'

export const AUDIENCE_EXPORT_STATES = ['pending', 'approved', 'rejected', 'withdrawn', 'expired'] as const
export type AudienceExportState = (typeof AUDIENCE_EXPORT_STATES)[number]
export type AudienceExportAction = 'approve' | 'reject' | 'withdraw' | 'expire'

/** The life of a wish to take people out of the house: somebody else decides. */
export const audienceExportLife = new StateMachine<AudienceExportState, AudienceExportAction>('人群导出', {
  initial: 'pending',
  states: AUDIENCE_EXPORT_STATES,
  transitions: [
    { action: 'approve', from: ['pending'], to: 'approved' },
    { action: 'reject', from: ['pending'], to: 'rejected' },
    { action: 'withdraw', from: ['pending', 'approved'], to: 'withdrawn' },
    { action: 'expire', from: ['pending', 'approved'], to: 'expired' },
  ],
})

/** So long a wish waits for a decision, and so long an approval may be used. */
export const WISH_VALID_DAYS = 7

export const AUDIENCE_EXPORT_COLUMNS = {
  customerId: '客户编号',
  displayName: '称呼',
  phoneMasked: '手机号（脱敏）',
  phone: '手机号',
  channels: '触点',
  firstChannel: '来源渠道',
} as const

export type AudienceExportColumn = keyof typeof AUDIENCE_EXPORT_COLUMNS
export const AUDIENCE_EXPORT_COLUMN_KEYS = Object.keys(AUDIENCE_EXPORT_COLUMNS) as AudienceExportColumn[]

/** Stands in every row, so that a file that turns up elsewhere tells who took it, when and by which approval. */
export const watermarkOf = (staffName: string, day: string, requestId: number): string =>
  `${staffName} ${day} 导出申请 #${requestId}`
