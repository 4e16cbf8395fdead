import { Injectable, type OnModuleInit } from '@nestjs/common'
import { Clock } from '../../../platform/clock'
import { AppError } from '../../../platform/errors'
import { JobRegistry } from '../../../platform/jobs'
import { ConsumerProfile, CustomerService, IdentityService } from '../../identity'
import { IntakeRegistry, type IntakeMessage } from '../../intake'
import type { MyCouponReply } from './coupon.dto'
import { ClaimService } from './claim.service'
import { isClaimable } from './coupon.policy'
import { presentMyCoupon } from './coupon.presenter'
import { CouponService } from './coupon.service'

export interface ClaimBody {
  couponId: number
  identityId: number
}

export interface UseBody {
  code: string
}

const SWEEP_SECONDS = 600

/** What happens when somebody claims a coupon, or spends one. */
@Injectable()
export class CouponIntake implements OnModuleInit {
  constructor(
    private readonly registry: IntakeRegistry,
    private readonly jobs: JobRegistry,
    private readonly identities: IdentityService,
    private readonly customers: CustomerService,
    private readonly profile: ConsumerProfile,
    private readonly coupons: CouponService,
    private readonly claims: ClaimService,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.registry.register<ClaimBody>('consumer.coupon-claim', (message, body) => this.claim(message, body))
    this.registry.register<UseBody>('staff.coupon-use', (message, body) => this.use(message, body))
    this.profile.countCoupons = (customerId) => this.claims.countUsable(customerId)
    this.jobs.register({ kind: 'incentive.expire-claims', handler: () => this.claims.sweep() })
    this.jobs.every('incentive.expire-claims', SWEEP_SECONDS)
  }

  /** @throws NOT_FOUND, COUPON_NOT_OPEN, COUPON_PHONE_REQUIRED, COUPON_ALREADY_CLAIMED, COUPON_SOLD_OUT */
  private async claim(message: IntakeMessage, { couponId, identityId }: ClaimBody): Promise<MyCouponReply> {
    const coupon = await this.coupons.get(couponId)
    if (!isClaimable(coupon, message.occurredAt)) throw new AppError('COUPON_NOT_OPEN')
    const customerId = await this.identities.ownerOf(identityId)
    if (coupon.requiresPhone && !(await this.customers.summary(customerId)).hasPhone)
      throw new AppError('COUPON_PHONE_REQUIRED')
    const claim = await this.claims.claim(coupon, {
      customerId,
      identityId,
      at: message.occurredAt,
      channel: '小程序',
      dedupKey: String(message.id),
    })
    return presentMyCoupon(claim, coupon, this.clock.now())
  }

  /** @throws COUPON_CODE_UNKNOWN, COUPON_NOT_USABLE */
  private async use(message: IntakeMessage, { code }: UseBody): Promise<{ couponId: number }> {
    const claim = await this.claims.byCode(code)
    const coupon = await this.coupons.get(claim.couponId)
    await this.claims.use(claim, coupon, message.occurredAt)
    return { couponId: coupon.id }
  }
}
