import { Injectable } from '@nestjs/common'
import { AppError } from '../../../platform/errors'
import { Clock } from '../../../platform/clock'
import { Database, type UpdateResultHeader } from '../../../platform/database'
import { skipTake, type PageQuery } from '../../../platform/http'
import { EventService } from '../../event'
import { CouponClaim } from './coupon-claim.entity'
import type { Coupon } from './coupon.entity'
import { claimLife, newCode, validToOf, type ClaimState } from './coupon.policy'

export interface Holder {
  customerId: number
  identityId: number
}

export interface ClaimInput extends Holder {
  at: Date
  channel: string
  /** Makes the event of this claim the same when the message is handled again. */
  dedupKey: string
}

const isTaken = (error: unknown): boolean => (error as { errno?: unknown } | null)?.errno === 1062

/** Coupons in people's hands. */
@Injectable()
export class ClaimService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly events: EventService,
  ) {}

  /**
   * Gives one coupon of the batch to a person, inside the running transaction. The per-person limit holds by the unique
   * (coupon, customer, ordinal), the stock by a compare-and-set: of N people at the last coupon one wins.
   * @throws COUPON_ALREADY_CLAIMED, COUPON_SOLD_OUT
   */
  async claim(coupon: Coupon, input: ClaimInput): Promise<CouponClaim> {
    const ordinal = (await this.countOf(coupon.id, input.customerId)) + 1
    if (ordinal > coupon.perPersonLimit) throw new AppError('COUPON_ALREADY_CLAIMED')
    const id = await this.insert(coupon, ordinal, input)
    const taken = await this.db.query<UpdateResultHeader>(
      'UPDATE coupon SET claimed_count = claimed_count + 1 WHERE id = ? AND claimed_count < stock',
      [coupon.id],
    )
    if (taken.affectedRows !== 1) throw new AppError('COUPON_SOLD_OUT')
    await this.events.record({
      name: 'claim_coupon',
      customerId: input.customerId,
      identityId: input.identityId,
      occurredAt: input.at,
      dedupKey: `claim_coupon:${input.dedupKey}`,
      channel: input.channel,
      properties: { coupon: coupon.name },
    })
    return this.db.repo(CouponClaim).findOneByOrFail({ id })
  }

  /** @throws COUPON_CODE_UNKNOWN */
  async byCode(code: string): Promise<CouponClaim> {
    const claim = await this.db.repo(CouponClaim).findOneBy({ code: code.toUpperCase() })
    if (!claim) throw new AppError('COUPON_CODE_UNKNOWN', { field: 'code' })
    return claim
  }

  /** Spends a coupon, inside the running transaction: once, and not after its end. @throws COUPON_NOT_USABLE */
  async use(claim: CouponClaim, coupon: Coupon, at: Date): Promise<void> {
    const spent = await this.db.query<UpdateResultHeader>(
      'UPDATE coupon_claim SET state = ?, used_at = ? WHERE id = ? AND state IN (?) AND valid_to > ?',
      [claimLife.next('claimed', 'use'), at, claim.id, claimLife.sources('use'), at],
    )
    if (spent.affectedRows !== 1) throw new AppError('COUPON_NOT_USABLE', { field: 'code' })
    await this.db.query('UPDATE coupon SET used_count = used_count + 1 WHERE id = ?', [coupon.id])
    await this.events.record({
      name: 'use_coupon',
      customerId: claim.customerId,
      identityId: claim.identityId,
      occurredAt: at,
      dedupKey: `use_coupon:${claim.code}`,
      channel: '门店核销',
      properties: { coupon: coupon.name },
    })
  }

  /** How many coupons a person holds that can still be spent. */
  async countUsable(customerId: number): Promise<number> {
    const [row] = await this.db.query<{ usable: number | string }[]>(
      `SELECT COUNT(*) AS usable FROM coupon_claim WHERE customer_id = ? AND state = 'claimed' AND valid_to > ?`,
      [customerId, this.clock.now()],
    )
    return Number(row?.usable ?? 0)
  }

  /** How many of each batch a person has had. */
  async countsOf(customerId: number, couponIds: readonly number[]): Promise<Map<number, number>> {
    if (couponIds.length === 0) return new Map()
    const rows = await this.db.query<{ coupon_id: number | string; claims: number | string }[]>(
      'SELECT coupon_id, COUNT(*) AS claims FROM coupon_claim WHERE customer_id = ? AND coupon_id IN (?) GROUP BY coupon_id',
      [customerId, couponIds],
    )
    return new Map(rows.map((row) => [Number(row.coupon_id), Number(row.claims)]))
  }

  /** Everything a person was given, newest first; the last two hundred. */
  async ofCustomer(customerId: number): Promise<CouponClaim[]> {
    return this.db.repo(CouponClaim).find({ where: { customerId }, order: { id: 'DESC' }, take: 200 })
  }

  async list(couponId: number, state: ClaimState | undefined, page: PageQuery): Promise<[CouponClaim[], number]> {
    return this.db
      .repo(CouponClaim)
      .findAndCount({ where: { couponId, ...(state ? { state } : {}) }, order: { id: 'DESC' }, ...skipTake(page) })
  }

  /** Writes down which coupons have run out. @returns how many */
  async sweep(): Promise<number> {
    const swept = await this.db.query<UpdateResultHeader>(
      'UPDATE coupon_claim SET state = ? WHERE state IN (?) AND valid_to <= ? LIMIT 5000',
      [claimLife.next('claimed', 'expire'), claimLife.sources('expire'), this.clock.now()],
    )
    return swept.affectedRows
  }

  private async countOf(couponId: number, customerId: number): Promise<number> {
    return (await this.countsOf(customerId, [couponId])).get(couponId) ?? 0
  }

  private async insert(coupon: Coupon, ordinal: number, input: ClaimInput): Promise<number> {
    try {
      const inserted = await this.db.repo(CouponClaim).insert({
        couponId: coupon.id,
        customerId: input.customerId,
        identityId: input.identityId,
        ordinal,
        code: newCode(),
        state: claimLife.initial,
        channel: input.channel,
        claimedAt: input.at,
        validTo: validToOf(coupon, input.at),
      })
      return Number(inserted.identifiers[0]?.id)
    } catch (error) {
      if (isTaken(error)) throw new AppError('COUPON_ALREADY_CLAIMED', { cause: error })
      throw error
    }
  }
}
