import type { Schema } from '../../lib/api'
import type { Tone } from '../../ui'

export type Touchpoint = Schema<'CustomerRow'>['touchpoints'][number]

export const TOUCHPOINTS: Readonly<Record<Touchpoint, { label: string; tone: Tone }>> = {
  follower: { label: '公众号粉丝', tone: 'good' },
  work_contact: { label: '企微好友', tone: 'info' },
  wechat: { label: '微信用户', tone: 'neutral' },
  shop: { label: '电商会员', tone: 'attention' },
}

export const REVIEW_STATES: Readonly<Record<Schema<'ReviewReply'>['state'], { label: string; tone: Tone }>> = {
  open: { label: '待审核', tone: 'attention' },
  merged: { label: '已合并', tone: 'good' },
  'kept-apart': { label: '保持独立', tone: 'quiet' },
}

export const MERGE_REASONS: Readonly<Record<Schema<'MergeReply'>['reason'], string>> = {
  identity: '身份标识吻合，自动合并',
  staff: '人工合并',
  review: '审核后合并',
}

/** What a consent came from, in words. */
const CONSENT_ACTS: Readonly<Record<string, string>> = {
  'authorize-phone': '小程序授权手机号时同意',
  'agree-in-mini-program': '在小程序中同意',
  'withdraw-in-mini-program': '在小程序中撤回',
  'told-staff': '告知员工',
  erasure: '删除个人信息',
}
export const consentAct = (act: string): string => CONSENT_ACTS[act] ?? act

/** The kinds of acts by which a timeline is narrowed. */
export const EVENT_GROUPS: readonly { key: string; label: string; names: readonly string[] }[] = [
  { key: 'all', label: '全部', names: [] },
  { key: 'content', label: '内容浏览', names: ['read_content', 'view_product'] },
  { key: 'deal', label: '交易', names: ['purchase', 'claim_coupon', 'use_coupon'] },
  {
    key: 'contact',
    label: '互动',
    names: [
      'follow_official_account',
      'unfollow_official_account',
      'scan_channel_code',
      'send_message',
      'login_mini_program',
      'authorize_phone',
      'answer_subscribe_message',
      'submit_form',
      'add_work_contact',
      'remove_work_contact',
      'join_work_group',
      'leave_work_group',
    ],
  },
  { key: 'reach', label: '触达', names: ['receive_message', 'open_message'] },
]
