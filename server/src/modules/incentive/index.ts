import { Module } from '@nestjs/common'
import { AccountModule } from '../account'
import { ContentModule } from '../content'
import { EventModule } from '../event'
import { IdentityModule } from '../identity'
import { IntakeModule } from '../intake'
import { ProductModule } from '../product'
import { StaffModule } from '../staff'
import { ClaimService } from './coupon/claim.service'
import { CouponIntake } from './coupon/coupon-intake'
import { CouponController } from './coupon/coupon.controller'
import { CouponService } from './coupon/coupon.service'
import { FormIntake } from './form/form-intake'
import { FormController } from './form/form.controller'
import { FormService } from './form/form.service'
import { IncentiveMoves } from './incentive-moves'
import { AdvisorService } from './storefront/advisor.service'
import { StorefrontController } from './storefront/storefront.controller'

export type { CouponClaim } from './coupon/coupon-claim.entity'
export type { Coupon } from './coupon/coupon.entity'
export { ClaimService } from './coupon/claim.service'
export { CouponService } from './coupon/coupon.service'

/** 优惠券与表单: what customers get, and what they tell in return. */
@Module({
  imports: [AccountModule, StaffModule, IntakeModule, IdentityModule, EventModule, ContentModule, ProductModule],
  controllers: [CouponController, FormController, StorefrontController],
  providers: [AdvisorService, ClaimService, CouponIntake, CouponService, FormIntake, FormService, IncentiveMoves],
  exports: [ClaimService, CouponService],
})
export class IncentiveModule {}
