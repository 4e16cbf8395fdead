import { DAY_MS } from '../../../platform/clock'
import type { PortraitPhase } from './portrait.dto'

/** A buyer counts as new for a month, as silent after three, as lost after nine without an order or a visit. */
const NEW_DAYS = 30
const SILENT_DAYS = 90
const LOST_DAYS = 270

export interface PhaseFacts {
  now: Date
  orders: number
  firstOrderAt: Date | null
  /** The latest order, visit or other act. */
  lastActAt: Date | null
  hasPhone: boolean
}

const days = (from: Date, to: Date): number => Math.floor((to.getTime() - from.getTime()) / DAY_MS)

/** The phase of life that a customer is in with the brand, by days since the first order and the last act. */
export function phaseOf({ now, orders, firstOrderAt, lastActAt, hasPhone }: PhaseFacts): PortraitPhase {
  if (orders === 0 || !firstOrderAt) {
    return hasPhone
      ? { key: 'prospect', label: '潜客', reason: '已留下手机号，还没有下过单' }
      : { key: 'visitor', label: '访客', reason: '还没有留下手机号' }
  }
  const quietDays = lastActAt ? days(lastActAt, now) : Number.MAX_SAFE_INTEGER
  const firstDays = days(firstOrderAt, now)
  if (quietDays >= LOST_DAYS) return { key: 'lost', label: '流失客户', reason: `${quietDays} 天没有任何行为` }
  if (quietDays >= SILENT_DAYS) return { key: 'silent', label: '沉默客户', reason: `${quietDays} 天没有任何行为` }
  if (firstDays < NEW_DAYS)
    return { key: 'new', label: '新客', reason: firstDays === 0 ? '今天首次下单' : `${firstDays} 天前首次下单` }
  return {
    key: 'active',
    label: '活跃客户',
    reason: `累计 ${orders} 单，${quietDays === 0 ? '今天' : `${quietDays} 天前`}来过`,
  }
}
