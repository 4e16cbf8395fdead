import { Body, Controller, Get, HttpCode, Param, ParseIntPipe, Post, Req } from '@nestjs/common'
import type { FastifyRequest } from 'fastify'
import { Clock } from '../../../platform/clock'
import type { Actor } from '../../../platform/context'
import { AppError } from '../../../platform/errors'
import { AllowConsumer, CurrentActor, consumerOf } from '../../../platform/http'
import { PublicId } from '../../../platform/public-id'
import { ArticleService, presentArticleCard, type Article } from '../../content'
import { IdentityService } from '../../identity'
import { Intake } from '../../intake'
import {
  presentProductCard,
  ProductCategoryService,
  ProductService,
  type Product,
  type ProductCardReply,
} from '../../product'
import { ClaimService } from '../coupon/claim.service'
import type { ClaimBody } from '../coupon/coupon-intake'
import { ClaimedReply, MyCouponReply, type CouponOfferReply } from '../coupon/coupon.dto'
import type { Coupon } from '../coupon/coupon.entity'
import { isClaimable } from '../coupon/coupon.policy'
import { presentMyCoupon, presentOffer } from '../coupon/coupon.presenter'
import { CouponService } from '../coupon/coupon.service'
import type { SubmitBody } from '../form/form-intake'
import { ConsumerFormReply, SubmitFormDto, SubmittedReply } from '../form/form.dto'
import { presentConsumerForm } from '../form/form.presenter'
import { FormService } from '../form/form.service'
import { AdvisorService } from './advisor.service'
import { ArticleReadReply, HomeReply } from './storefront.dto'

const HOME_ARTICLES = 8
const HOME_COUPONS = 5
const HOME_PRODUCTS = 6

/** What the mini-program shows and offers: articles beside coupons beside products, and the forms. */
@Controller('api/consumer')
export class StorefrontController {
  constructor(
    private readonly articles: ArticleService,
    private readonly products: ProductService,
    private readonly categories: ProductCategoryService,
    private readonly coupons: CouponService,
    private readonly claims: ClaimService,
    private readonly forms: FormService,
    private readonly advisor: AdvisorService,
    private readonly identities: IdentityService,
    private readonly intake: Intake,
    private readonly ids: PublicId,
    private readonly clock: Clock,
  ) {}

  @Get('home')
  @AllowConsumer()
  async home(@CurrentActor() actor: Actor): Promise<HomeReply> {
    const { customerId } = consumerOf(actor)
    const [[articles], coupons, form, [products], advisor] = await Promise.all([
      this.articles.listPublished({ page: 1, pageSize: HOME_ARTICLES }),
      this.coupons.claimable(HOME_COUPONS),
      this.forms.nextFor(customerId),
      this.products.list({ onSale: true }, { page: 1, pageSize: HOME_PRODUCTS }),
      this.advisor.find(),
    ])
    const tags = await this.articles.tagsOf(articles.map(({ id }) => id))
    return {
      articles: articles.map((article) => presentArticleCard(article, tags.get(article.id))),
      coupons: await this.offers(coupons, customerId),
      form: form && { id: String(form.id), title: form.title, reward: await this.nameOf(form.rewardCouponId) },
      products: await this.cards(products),
      advisor,
    }
  }

  @Get('articles/:id')
  @AllowConsumer()
  async article(@Param('id', ParseIntPipe) id: number, @CurrentActor() actor: Actor): Promise<ArticleReadReply> {
    const article = await this.articles.published(id)
    const tags = await this.articles.tagsOf([id])
    const products = (await this.products.byIds(article.productIds)).filter(({ onSale }) => onSale)
    return {
      ...presentArticleCard(article, tags.get(id)),
      author: article.author,
      html: article.body,
      offer: await this.offerOf(article, consumerOf(actor).customerId),
      products: await this.cards(products),
    }
  }

  /** @throws NOT_FOUND, COUPON_NOT_OPEN, COUPON_PHONE_REQUIRED, COUPON_ALREADY_CLAIMED, COUPON_SOLD_OUT */
  @Post('coupons/:id/claim')
  @HttpCode(200)
  @AllowConsumer()
  async claim(
    @Param('id') publicId: string,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
  ): Promise<ClaimedReply> {
    const { identityId, accountId } = consumerOf(actor)
    const body: ClaimBody = { couponId: this.ids.decode('coupon', publicId), identityId }
    const coupon = await this.intake.acceptAndProcess<MyCouponReply>({
      kind: 'consumer.coupon-claim',
      accountId,
      dedupKey: `${identityId}:${request.id}`,
      personKey: await this.identities.valueOf(identityId),
      body,
    })
    return { coupon }
  }

  @Get('my-coupons')
  @AllowConsumer()
  async myCoupons(@CurrentActor() actor: Actor): Promise<MyCouponReply[]> {
    const claims = await this.claims.ofCustomer(consumerOf(actor).customerId)
    const coupons = await this.coupons.byIds(claims.map(({ couponId }) => couponId))
    const now = this.clock.now()
    return claims.flatMap((claim) => {
      const coupon = coupons.get(claim.couponId)
      return coupon ? [presentMyCoupon(claim, coupon, now)] : []
    })
  }

  @Get('forms/:id')
  @AllowConsumer()
  async form(@Param('id', ParseIntPipe) id: number, @CurrentActor() actor: Actor): Promise<ConsumerFormReply> {
    const form = await this.forms.get(id)
    if (form.state === 'draft') throw new AppError('NOT_FOUND', { params: { what: '表单' } })
    const submitted = await this.forms.hasSubmitted(id, consumerOf(actor).customerId)
    return presentConsumerForm(form, await this.nameOf(form.rewardCouponId), submitted)
  }

  /** @throws NOT_FOUND, FORM_NOT_OPEN, FORM_ANSWERS_INVALID (a detail per question, `answers.<key>`), FORM_ALREADY_SUBMITTED */
  @Post('forms/:id/submissions')
  @HttpCode(200)
  @AllowConsumer()
  async submit(
    @Param('id', ParseIntPipe) formId: number,
    @Body() { answers }: SubmitFormDto,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
  ): Promise<SubmittedReply> {
    const { identityId, accountId } = consumerOf(actor)
    const body: SubmitBody = { formId, identityId, answers }
    return this.intake.acceptAndProcess<SubmittedReply>({
      kind: 'consumer.form-submit',
      accountId,
      dedupKey: `${identityId}:${request.id}`,
      personKey: await this.identities.valueOf(identityId),
      body,
    })
  }

  private async offers(coupons: readonly Coupon[], customerId: number): Promise<CouponOfferReply[]> {
    const own = await this.claims.countsOf(
      customerId,
      coupons.map(({ id }) => id),
    )
    const now = this.clock.now()
    return coupons.map((coupon) => presentOffer(coupon, own.get(coupon.id) ?? 0, now, this.ids))
  }

  private async offerOf(article: Article, customerId: number): Promise<CouponOfferReply | null> {
    const coupon =
      article.couponId === null ? undefined : (await this.coupons.byIds([article.couponId])).get(article.couponId)
    if (!coupon || !isClaimable(coupon, this.clock.now())) return null
    return (await this.offers([coupon], customerId))[0] ?? null
  }

  private async cards(products: readonly Product[]): Promise<ProductCardReply[]> {
    const names = await this.categories.names()
    return products.map((product) => presentProductCard(product, names))
  }

  private async nameOf(couponId: number | null): Promise<string | null> {
    return couponId === null ? null : ((await this.coupons.byIds([couponId])).get(couponId)?.name ?? null)
  }
}
