import type { Tone } from '../../ui'
import type { AudienceExport } from './api/audience-exports'

export const AUDIENCE_SOURCES = { segment: '分群冻结', import: '文件导入' } as const

export const EXPORT_STATES: Record<AudienceExport['state'], { label: string; tone: Tone }> = {
  pending: { label: '待审批', tone: 'attention' },
  approved: { label: '已通过', tone: 'good' },
  rejected: { label: '已驳回', tone: 'bad' },
  withdrawn: { label: '已撤回', tone: 'quiet' },
  expired: { label: '已过期', tone: 'quiet' },
}

export const EXPORT_COLUMNS: Record<AudienceExport['columns'][number], string> = {
  customerId: '客户编号',
  displayName: '称呼',
  phoneMasked: '手机号（脱敏）',
  phone: '完整手机号',
  channels: '触点',
  firstChannel: '来源渠道',
}
