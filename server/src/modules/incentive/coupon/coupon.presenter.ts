import type { PublicId } from '../../../platform/public-id'
import type { CouponOfferReply, CouponReply, MyCouponReply } from './coupon.dto'
import type { CouponClaim } from './coupon-claim.entity'
import type { Coupon } from './coupon.entity'
import { stateNow, validToOf } from './coupon.policy'

/** What the console shows of a batch. */
export const presentCoupon = (coupon: Coupon): CouponReply => ({
  id: coupon.id,
  name: coupon.name,
  description: coupon.description,
  amountFen: coupon.amountFen,
  thresholdFen: coupon.thresholdFen,
  stock: coupon.stock,
  claimedCount: coupon.claimedCount,
  usedCount: coupon.usedCount,
  perPersonLimit: coupon.perPersonLimit,
  requiresPhone: coupon.requiresPhone,
  openAt: coupon.openAt.toISOString(),
  closeAt: coupon.closeAt?.toISOString() ?? null,
  validDays: coupon.validDays,
  validUntil: coupon.validUntil?.toISOString() ?? null,
  state: coupon.state,
  updatedAt: coupon.updatedAt.toISOString(),
  createdAt: coupon.createdAt.toISOString(),
})

/** What a consumer sees of a coupon that could be claimed. @param own how many of it this person has */
export const presentOffer = (coupon: Coupon, own: number, now: Date, ids: PublicId): CouponOfferReply => ({
  id: ids.encode('coupon', coupon.id),
  name: coupon.name,
  amountFen: coupon.amountFen,
  thresholdFen: coupon.thresholdFen,
  validTo: validToOf(coupon, now).toISOString(),
  remaining: Math.max(0, coupon.stock - coupon.claimedCount),
  claimed: own >= coupon.perPersonLimit,
  requiresPhone: coupon.requiresPhone,
})

/** What a consumer sees of a coupon in hand. */
export const presentMyCoupon = (claim: CouponClaim, coupon: Coupon, now: Date): MyCouponReply => ({
  id: String(claim.id),
  code: claim.code,
  name: coupon.name,
  amountFen: coupon.amountFen,
  thresholdFen: coupon.thresholdFen,
  claimedAt: claim.claimedAt.toISOString(),
  validTo: claim.validTo.toISOString(),
  state: stateNow(claim, now),
})
