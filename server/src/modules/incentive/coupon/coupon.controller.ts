import { Body, Controller, Get, HttpCode, Param, ParseIntPipe, Post, Put, Query, Req, Res } from '@nestjs/common'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { AuditTrail } from '../../../platform/audit'
import { Clock } from '../../../platform/clock'
import { Allow, OwnTransactions, sendCsv } from '../../../platform/http'
import { CustomerService } from '../../identity'
import { Intake } from '../../intake'
import { ClaimService } from './claim.service'
import type { CouponClaim } from './coupon-claim.entity'
import {
  ClaimPage,
  ClaimQuery,
  ClaimReply,
  CouponActionDto,
  CouponDto,
  CouponPage,
  CouponQuery,
  CouponReply,
  UseCouponDto,
} from './coupon.dto'
import { stateNow } from './coupon.policy'
import { presentCoupon } from './coupon.presenter'
import { CouponService } from './coupon.service'

const EXPORT_PAGE = 200
const CLAIM_STATES = { claimed: '未使用', used: '已使用', expired: '已过期' }

@Controller('api/coupons')
export class CouponController {
  constructor(
    private readonly coupons: CouponService,
    private readonly claims: ClaimService,
    private readonly customers: CustomerService,
    private readonly clock: Clock,
    private readonly intake: Intake,
    private readonly audit: AuditTrail,
  ) {}

  @Get()
  @Allow('incentive.read')
  async list(@Query() query: CouponQuery): Promise<CouponPage> {
    const [coupons, total] = await this.coupons.list(query, query)
    return { items: coupons.map(presentCoupon), total, page: query.page, pageSize: query.pageSize }
  }

  @Get(':id')
  @Allow('incentive.read')
  async get(@Param('id', ParseIntPipe) id: number): Promise<CouponReply> {
    return presentCoupon(await this.coupons.get(id))
  }

  @Get(':id/claims')
  @Allow('incentive.read')
  async listClaims(@Param('id', ParseIntPipe) id: number, @Query() query: ClaimQuery): Promise<ClaimPage> {
    const [claims, total] = await this.claims.list(id, query.state, query)
    return { items: await this.present(claims), total, page: query.page, pageSize: query.pageSize }
  }

  @Get(':id/claims/export')
  @Allow('incentive.read')
  async exportClaims(
    @Param('id', ParseIntPipe) id: number,
    @Query() query: ClaimQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const coupon = await this.coupons.get(id)
    await sendCsv(
      reply,
      `${coupon.name}-领取记录`,
      [
        { header: '券码', value: (row) => row.code },
        { header: '客户', value: (row) => row.customerName },
        { header: '状态', value: (row) => CLAIM_STATES[row.state] },
        { header: '来源', value: (row) => row.channel },
        { header: '领取时间(UTC)', value: (row) => row.claimedAt },
        { header: '有效期至(UTC)', value: (row) => row.validTo },
        { header: '使用时间(UTC)', value: (row) => row.usedAt },
      ],
      this.allClaims(id, query.state),
    )
  }

  @Post()
  @Allow('incentive.write')
  async create(@Body() dto: CouponDto): Promise<CouponReply> {
    return presentCoupon(await this.coupons.create(dto))
  }

  @Put(':id')
  @Allow('incentive.write')
  async update(@Param('id', ParseIntPipe) id: number, @Body() dto: CouponDto): Promise<CouponReply> {
    return presentCoupon(await this.coupons.update(id, dto))
  }

  @Post(':id/state')
  @HttpCode(200)
  @Allow('incentive.write')
  async act(@Param('id', ParseIntPipe) id: number, @Body() dto: CouponActionDto): Promise<CouponReply> {
    return presentCoupon(await this.coupons.act(id, dto.action))
  }

  /** Spends a coupon by the code that its holder shows. */
  @Post('use')
  @HttpCode(200)
  @Allow('incentive.write')
  @OwnTransactions('The message is kept before it is acted on')
  async use(@Body() { code }: UseCouponDto, @Req() request: FastifyRequest): Promise<CouponReply> {
    const { couponId } = await this.intake.acceptAndProcess<{ couponId: number }>({
      kind: 'staff.coupon-use',
      accountId: null,
      dedupKey: request.id,
      body: { code },
    })
    const coupon = await this.coupons.get(couponId)
    this.audit.describe({
      action: 'coupon.use',
      target: { kind: 'coupon', id: couponId, name: coupon.name },
      after: { code },
    })
    return presentCoupon(coupon)
  }

  private async *allClaims(id: number, state: ClaimQuery['state']): AsyncIterable<ClaimReply> {
    for (let page = 1; ; page += 1) {
      const [claims] = await this.claims.list(id, state, { page, pageSize: EXPORT_PAGE })
      yield* await this.present(claims)
      if (claims.length < EXPORT_PAGE) return
    }
  }

  private async present(claims: readonly CouponClaim[]): Promise<ClaimReply[]> {
    const customers = await this.customers.summaries(claims.map(({ customerId }) => customerId))
    const now = this.clock.now()
    return claims.map((claim) => ({
      id: claim.id,
      code: claim.code,
      state: stateNow(claim, now),
      channel: claim.channel,
      claimedAt: claim.claimedAt.toISOString(),
      validTo: claim.validTo.toISOString(),
      usedAt: claim.usedAt?.toISOString() ?? null,
      customerId: customers.get(claim.customerId)?.publicId ?? '',
      customerName: customers.get(claim.customerId)?.displayName ?? '',
    }))
  }
}
