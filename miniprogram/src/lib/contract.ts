/** The consumer API of the server as this app uses it. Instants are ISO 8601 in UTC, money is integer fen. */

export interface Page<T> {
  items: T[]
  total: number
  page: number
  pageSize: number
}

export interface PrivacyText {
  version: string
  title: string
  text: string
}

export interface AppConfig {
  brandName: string
  slogan: string
  miniProgramAppid: string
  wechatHost: { kind: 'sandbox'; url: string } | { kind: 'wechat' }
  privacy: PrivacyText
  subscribeTemplateIds: string[]
}

export interface Me {
  id: string
  nickname: string | null
  phoneMasked: string | null
  couponCount: number
}

export interface LoginReply {
  token: string
  expiresInSeconds: number
  me: Me
}

export interface ArticleCard {
  id: string
  title: string
  summary: string
  coverUrl: string
  tags: string[]
  publishedAt: string
  readMinutes: number
}

export interface CouponOffer {
  id: string
  name: string
  amountFen: number
  thresholdFen: number
  validTo: string
  remaining: number
  claimed: boolean
  requiresPhone: boolean
}

export interface MyCoupon {
  id: string
  code: string
  name: string
  amountFen: number
  thresholdFen: number
  claimedAt: string
  validTo: string
  state: 'claimed' | 'used' | 'expired'
}

export interface ProductCard {
  id: string
  name: string
  category: string
  priceFen: number
  imageUrl: string
}

export interface Article extends ArticleCard {
  author: string
  html: string
  offer: CouponOffer | null
  products: ProductCard[]
}

export interface ContentTag {
  name: string
  count: number
}

export interface Advisor {
  name: string
  title: string
  qrCodeUrl: string
}

export interface FormEntrance {
  id: string
  title: string
  reward: string | null
}

export interface Home {
  articles: ArticleCard[]
  coupons: CouponOffer[]
  form: FormEntrance | null
  products: ProductCard[]
  advisor: Advisor | null
}

export interface FormField {
  key: string
  label: string
  kind: 'date' | 'single' | 'multiple' | 'text' | 'number'
  options?: { value: string; label: string }[]
  required: boolean
  maxLength?: number
}

export interface ConsumerForm {
  id: string
  title: string
  description: string
  reward: string | null
  fields: FormField[]
  submitted: boolean
}

export type Answer = string | string[] | number

export interface TrackMessage {
  id: string
  event: string
  time: string
  properties: Record<string, string | number>
}

export interface TrackReply {
  accepted: number
  duplicates: number
  rejected: { id: string; code: string; message: string }[]
}

/** Path by path: what a call takes and what it answers. `public` calls carry no token. */
export interface ConsumerApi {
  'GET /api/consumer/config': { public: true; reply: AppConfig }
  'POST /api/consumer/login': {
    public: true
    body: { code: string; appid: string; channel?: string }
    reply: LoginReply
  }
  'GET /api/consumer/me': { reply: Me }
  'GET /api/consumer/home': { reply: Home }
  'GET /api/consumer/articles': { query: { tag?: string; page?: number }; reply: Page<ArticleCard> }
  'GET /api/consumer/articles/{id}': { path: { id: string }; reply: Article }
  'GET /api/consumer/content-tags': { reply: ContentTag[] }
  'POST /api/consumer/coupons/{id}/claim': { path: { id: string }; reply: { coupon: MyCoupon } }
  'GET /api/consumer/my-coupons': { reply: MyCoupon[] }
  'POST /api/consumer/phone': { body: { code: string; consentVersion: string }; reply: { me: Me; merged: boolean } }
  'GET /api/consumer/forms/{id}': { path: { id: string }; reply: ConsumerForm }
  'POST /api/consumer/forms/{id}/submissions': {
    path: { id: string }
    body: { answers: Record<string, Answer> }
    reply: { message: string; coupon: MyCoupon | null }
  }
  'GET /api/consumer/products/{id}': { path: { id: string }; reply: ProductCard }
  'POST /v1/track': { body: { messages: TrackMessage[] }; reply: TrackReply }
}

export type Endpoint = keyof ConsumerApi
export type ReplyOf<E extends Endpoint> = ConsumerApi[E]['reply']
/** What a call must be given besides its name. */
export type InputOf<E extends Endpoint> = Omit<ConsumerApi[E], 'reply' | 'public'>
