import {
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Length,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateIf,
} from 'class-validator'
import { IsInstant, PageOf, PageQuery } from '../../../platform/http'
import type { ClaimState, CouponAction, CouponState } from './coupon.policy'

const MAX_FEN = 100_000_000
const SORTS = ['createdAt', '-createdAt', 'claimedCount', '-claimedCount', 'amountFen', '-amountFen']

export class CouponQuery extends PageQuery {
  @IsOptional()
  @IsString()
  @MaxLength(60)
  search?: string

  @IsOptional()
  @IsIn(['draft', 'open', 'closed'])
  state?: CouponState

  @IsOptional()
  @IsIn(SORTS)
  sort?: string
}

/** All of a coupon's terms: creating and changing both send them whole. */
export class CouponDto {
  @IsString()
  @Length(1, 60)
  name: string

  @IsOptional()
  @IsString()
  @MaxLength(200)
  description?: string

  @IsInt()
  @Min(1)
  @Max(MAX_FEN)
  amountFen: number

  @IsInt()
  @Min(0)
  @Max(MAX_FEN)
  thresholdFen: number

  @IsInt()
  @Min(1)
  @Max(100_000_000)
  stock: number

  @IsInt()
  @Min(1)
  @Max(100)
  perPersonLimit: number

  @IsBoolean()
  requiresPhone: boolean

  @IsInstant()
  openAt: string

  @IsOptional()
  @ValidateIf((dto: CouponDto) => dto.closeAt !== null)
  @IsInstant()
  closeAt?: string | null

  @IsOptional()
  @ValidateIf((dto: CouponDto) => dto.validDays !== null)
  @IsInt()
  @Min(1)
  @Max(3650)
  validDays?: number | null

  @IsOptional()
  @ValidateIf((dto: CouponDto) => dto.validUntil !== null)
  @IsInstant()
  validUntil?: string | null
}

export class CouponActionDto {
  @IsIn(['open', 'close'])
  action: CouponAction
}

export class CouponReply {
  id: number
  name: string
  description: string
  amountFen: number
  thresholdFen: number
  stock: number
  claimedCount: number
  usedCount: number
  perPersonLimit: number
  requiresPhone: boolean
  openAt: string
  closeAt: string | null
  validDays: number | null
  validUntil: string | null
  state: CouponState
  updatedAt: string
  createdAt: string
}

export class CouponPage extends PageOf {
  items: CouponReply[]
}

export class ClaimQuery extends PageQuery {
  @IsOptional()
  @IsIn(['claimed', 'used', 'expired'])
  state?: ClaimState
}

export class ClaimReply {
  id: number
  code: string
  state: ClaimState
  channel: string
  claimedAt: string
  validTo: string
  usedAt: string | null
  customerId: string
  customerName: string
}

export class ClaimPage extends PageOf {
  items: ClaimReply[]
}

export class UseCouponDto {
  @Matches(/^[2-9A-HJ-NP-Za-hj-np-z]{12}$/, { message: '券码为 12 位字母与数字' })
  code: string
}

export class CouponOfferReply {
  id: string
  name: string
  amountFen: number
  thresholdFen: number
  /** Until when one claimed now can be used. */
  validTo: string
  remaining: number
  /** This person has as many as one may have. */
  claimed: boolean
  requiresPhone: boolean
}

export class MyCouponReply {
  id: string
  code: string
  name: string
  amountFen: number
  thresholdFen: number
  claimedAt: string
  validTo: string
  state: ClaimState
}

export class ClaimedReply {
  coupon: MyCouponReply
}
