import { ArticleCardReply } from '../../content'
import type { ProductCardReply } from '../../product'
import type { CouponOfferReply } from '../coupon/coupon.dto'

export class ArticleReadReply extends ArticleCardReply {
  author: string
  html: string
  offer: CouponOfferReply | null
  products: ProductCardReply[]
}

export class HomeFormReply {
  id: string
  title: string
  reward: string | null
}

export class AdvisorReply {
  name: string
  title: string
  qrCodeUrl: string
}

export class HomeReply {
  articles: ArticleCardReply[]
  coupons: CouponOfferReply[]
  form: HomeFormReply | null
  products: ProductCardReply[]
  advisor: AdvisorReply | null
}
