import type { Schema } from '../../lib/api'
import type { Tone } from '../../ui/pills'

export type LeadDetail = Schema<'LeadDetail'>
export type LeadRow = Schema<'LeadRow'>
export type LeadState = LeadRow['state']
export type LeadAction = LeadDetail['actions'][number]
export type FollowUp = Schema<'FollowUpReply'>

export const LEAD_STATES: Record<LeadState, { label: string; tone: Tone }> = {
  new: { label: '新线索', tone: 'info' },
  contacted: { label: '已联系', tone: 'neutral' },
  interested: { label: '有意向', tone: 'attention' },
  negotiating: { label: '洽谈中', tone: 'attention' },
  won: { label: '已成交', tone: 'good' },
  lost: { label: '已流失', tone: 'bad' },
  dormant: { label: '沉积', tone: 'quiet' },
}

/** The way forward, in order; lost and dormant leave it. */
export const LEAD_PATH: readonly LeadState[] = ['new', 'contacted', 'interested', 'negotiating', 'won']

export const LEAD_ACTIONS: Record<LeadAction, { label: string; hint: string }> = {
  contact: { label: '标记为已联系', hint: '已经和客户说上话' },
  qualify: { label: '标记为有意向', hint: '客户表示感兴趣' },
  negotiate: { label: '进入洽谈', hint: '在谈价格、搭配或到店时间' },
  win: { label: '标记为成交', hint: '客户已下单，线索关闭' },
  lose: { label: '标记为流失', hint: '确定不会购买，需填写原因' },
  rest: { label: '转入沉积', hint: '暂时没有机会，以后可重新激活' },
  revive: { label: '重新激活', hint: '回到「已联系」继续跟进' },
}

/** Reasons that sales give most; one tap fills the field. */
export const LOST_REASONS = ['价格超出预算', '选择了其他品牌', '暂时没有需求', '联系不上', '产品不适合肤质'] as const
