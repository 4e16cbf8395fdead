import { Injectable } from '@nestjs/common'
import { In, IsNull, LessThanOrEqual, Like, MoreThan } from 'typeorm'
import { AuditTrail } from '../../../platform/audit'
import { Clock, checkedInstant } from '../../../platform/clock'
import { Database, type UpdateResultHeader } from '../../../platform/database'
import { AppError } from '../../../platform/errors'
import { skipTake, type PageQuery } from '../../../platform/http'
import type { CouponDto } from './coupon.dto'
import { Coupon } from './coupon.entity'
import { couponLife, objectionToTerms, type CouponAction, type CouponState } from './coupon.policy'
import { presentCoupon } from './coupon.presenter'

export interface CouponFilter {
  search?: string
  state?: CouponState
  sort?: string
}

/** Batches of coupons. */
@Injectable()
export class CouponService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly audit: AuditTrail,
  ) {}

  /** @throws NOT_FOUND */
  async get(id: number): Promise<Coupon> {
    const coupon = await this.db.repo(Coupon).findOneBy({ id })
    if (!coupon) throw new AppError('NOT_FOUND', { params: { what: '优惠券' } })
    return coupon
  }

  async byIds(ids: readonly number[]): Promise<Map<number, Coupon>> {
    if (ids.length === 0) return new Map()
    const coupons = await this.db.repo(Coupon).findBy({ id: In([...new Set(ids)]) })
    return new Map(coupons.map((coupon) => [coupon.id, coupon]))
  }

  async list(filter: CouponFilter, page: PageQuery): Promise<[Coupon[], number]> {
    const sort = filter.sort ?? '-createdAt'
    const direction = sort.startsWith('-') ? 'DESC' : 'ASC'
    return this.db.repo(Coupon).findAndCount({
      where: {
        ...(filter.state ? { state: filter.state } : {}),
        ...(filter.search ? { name: Like(`%${filter.search.replace(/[\\%_]/g, '\\$&')}%`) } : {}),
      },
      order: { [sort.replace('-', '')]: direction, id: direction },
      ...skipTake(page),
    })
  }

  /** Those that can be claimed now, newest first. */
  async claimable(limit: number): Promise<Coupon[]> {
    const now = this.clock.now()
    const open = { state: 'open' as const, openAt: LessThanOrEqual(now) }
    return this.db.repo(Coupon).find({
      where: [
        { ...open, closeAt: IsNull() },
        { ...open, closeAt: MoreThan(now) },
      ],
      order: { id: 'DESC' },
      take: limit,
    })
  }

  /** @throws COUPON_RULE_INVALID */
  async create(dto: CouponDto): Promise<Coupon> {
    const inserted = await this.db
      .repo(Coupon)
      .insert({ ...this.termsOf(dto), state: couponLife.initial, updatedAt: this.clock.now() })
    const coupon = await this.get(Number(inserted.identifiers[0]?.id))
    this.describe('coupon.create', coupon, null)
    return coupon
  }

  /**
   * Changes the terms for those who claim from now on; what people hold keeps its end.
   * @throws NOT_FOUND, COUPON_RULE_INVALID, COUPON_STOCK_TOO_LOW
   */
  async update(id: number, dto: CouponDto): Promise<Coupon> {
    const before = await this.get(id)
    const terms = this.termsOf(dto)
    // Compared in the statement itself: somebody may claim one between our reading and our writing.
    const lowered = await this.db.query<UpdateResultHeader>(
      'UPDATE coupon SET stock = ?, updated_at = ? WHERE id = ? AND claimed_count <= ?',
      [terms.stock, this.clock.now(), id, terms.stock],
    )
    if (lowered.affectedRows === 0) {
      const { claimedCount } = await this.get(id)
      throw new AppError('COUPON_STOCK_TOO_LOW', { field: 'stock', params: { claimed: claimedCount } })
    }
    await this.db.repo(Coupon).update({ id }, terms)
    const after = await this.get(id)
    this.describe('coupon.update', after, before)
    return after
  }

  /** @throws NOT_FOUND, COUPON_STATE_REFUSED */
  async act(id: number, action: CouponAction): Promise<Coupon> {
    const before = await this.get(id)
    const state = couponLife.next(before.state, action)
    if (!state) throw new AppError('COUPON_STATE_REFUSED')
    const changed = await this.db
      .repo(Coupon)
      .update({ id, state: before.state }, { state, updatedAt: this.clock.now() })
    if (changed.affected !== 1) throw new AppError('CONFLICT')
    const after = await this.get(id)
    this.describe(`coupon.${action}`, after, before)
    return after
  }

  private termsOf(dto: CouponDto) {
    const terms = {
      name: dto.name.trim(),
      description: dto.description?.trim() ?? '',
      amountFen: dto.amountFen,
      thresholdFen: dto.thresholdFen,
      stock: dto.stock,
      perPersonLimit: dto.perPersonLimit,
      requiresPhone: dto.requiresPhone,
      openAt: checkedInstant(dto.openAt),
      closeAt: dto.closeAt ? checkedInstant(dto.closeAt) : null,
      validDays: dto.validDays ?? null,
      validUntil: dto.validUntil ? checkedInstant(dto.validUntil) : null,
    }
    const objection = objectionToTerms(terms)
    if (objection)
      throw new AppError('COUPON_RULE_INVALID', {
        field: objection.field,
        params: { reason: objection.reason },
        details: [{ field: objection.field, message: objection.reason }],
      })
    return terms
  }

  private describe(action: string, after: Coupon, before: Coupon | null): void {
    this.audit.describe({
      action,
      target: { kind: 'coupon', id: after.id, name: after.name },
      before: before ? presentCoupon(before) : null,
      after: presentCoupon(after),
    })
  }
}
