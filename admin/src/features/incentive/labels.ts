import type { Tone } from '../../ui'
import type { Claim, Coupon } from './api/coupons'
import type { Question } from './api/forms'

export const COUPON_STATES: Record<Coupon['state'], { text: string; tone: Tone }> = {
  draft: { text: '未开放', tone: 'neutral' },
  open: { text: '领取中', tone: 'good' },
  closed: { text: '已关闭', tone: 'quiet' },
}

export const FORM_STATES: Record<Coupon['state'], { text: string; tone: Tone }> = {
  draft: { text: '草稿', tone: 'neutral' },
  open: { text: '收集中', tone: 'good' },
  closed: { text: '已关闭', tone: 'quiet' },
}

export const CLAIM_STATES: Record<Claim['state'], { text: string; tone: Tone }> = {
  claimed: { text: '未使用', tone: 'info' },
  used: { text: '已使用', tone: 'good' },
  expired: { text: '已过期', tone: 'quiet' },
}

export const QUESTION_KINDS: Record<Question['kind'], string> = {
  single: '单选',
  multiple: '多选',
  text: '文字',
  number: '数字',
  date: '日期',
}

export const optionsOf = (states: Record<string, { text: string }>): { value: string; label: string }[] =>
  Object.entries(states).map(([value, { text }]) => ({ value, label: text }))
