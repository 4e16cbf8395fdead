import { randomBytes } from 'node:crypto'
import { DAY_MS, SHANGHAI_MS } from '../../../platform/clock'
import { StateMachine } from '../../../platform/state-machine'

export type CouponState = 'draft' | 'open' | 'closed'
export type CouponAction = 'open' | 'close'
export type ClaimState = 'claimed' | 'used' | 'expired'

/** The life of a batch. */
export const couponLife = new StateMachine<CouponState, CouponAction>('优惠券', {
  initial: 'draft',
  states: ['draft', 'open', 'closed'],
  transitions: [
    { action: 'open', from: ['draft', 'closed'], to: 'open' },
    { action: 'close', from: ['open'], to: 'closed' },
  ],
})

/** The life of a coupon in somebody's hands. */
export const claimLife = new StateMachine<ClaimState, 'use' | 'expire'>('券码', {
  initial: 'claimed',
  states: ['claimed', 'used', 'expired'],
  transitions: [
    { action: 'use', from: ['claimed'], to: 'used' },
    { action: 'expire', from: ['claimed'], to: 'expired' },
  ],
})

export interface CouponTerms {
  amountFen: number
  thresholdFen: number
  openAt: Date
  closeAt: Date | null
  validDays: number | null
  validUntil: Date | null
}

/** What is wrong with the terms, as an operator reads it; null when they can stand. */
export function objectionToTerms(terms: CouponTerms): { field: string; reason: string } | null {
  if (terms.thresholdFen > 0 && terms.thresholdFen < terms.amountFen)
    return { field: 'thresholdFen', reason: '使用门槛不能低于面额' }
  if (terms.closeAt && terms.closeAt <= terms.openAt) return { field: 'closeAt', reason: '领取结束时间应晚于开始时间' }
  if ((terms.validDays === null) === (terms.validUntil === null))
    return { field: 'validDays', reason: '请在「领取后若干天」与「固定日期」中选一种有效期' }
  if (terms.validUntil && terms.validUntil <= (terms.closeAt ?? terms.openAt))
    return { field: 'validUntil', reason: '有效期应晚于领取时间' }
  return null
}

/** Whether it can be claimed at `now`, its stock aside. */
export const isClaimable = (coupon: CouponTerms & { state: CouponState }, now: Date): boolean =>
  coupon.state === 'open' && coupon.openAt <= now && (coupon.closeAt === null || now < coupon.closeAt)

/** The end of a coupon claimed at `at`: the fixed moment, or the end of the n-th Shanghai day after. */
export function validToOf(terms: Pick<CouponTerms, 'validDays' | 'validUntil'>, at: Date): Date {
  if (terms.validUntil) return terms.validUntil
  const day = Math.floor((at.getTime() + SHANGHAI_MS) / DAY_MS)
  return new Date((day + (terms.validDays ?? 0) + 1) * DAY_MS - SHANGHAI_MS - 1)
}

/** Letters and digits that are not mistaken for each other when read aloud. */
const ALPHABET = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'

/** A code of twelve characters, 60 random bits. */
export const newCode = (): string => [...randomBytes(12)].map((byte) => ALPHABET[byte % ALPHABET.length]).join('')

/** A claim's state as it is now, also before the nightly sweep has written it down. */
export const stateNow = (claim: { state: ClaimState; validTo: Date }, now: Date): ClaimState =>
  claim.state === 'claimed' && claim.validTo <= now ? 'expired' : claim.state
