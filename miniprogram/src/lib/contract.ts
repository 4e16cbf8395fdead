import type { components } from '@guiyi/shared'

/*
 * The shapes that this app shows, under its own names. They are generated from the server's controllers: instants are ISO 8601 in UTC,
 * money is integer fen.
 */
type Schemas = components['schemas']

export type AppConfig = Schemas['ConsumerConfigReply']
export type PrivacyText = Schemas['PrivacyTextReply']
export type Consent = Schemas['ConsumerConsentReply']
export type Me = Schemas['ConsumerMeReply']
export type LoginReply = Schemas['ConsumerLoginReply']
export type Home = Schemas['HomeReply']
export type FormEntrance = NonNullable<Home['form']>
export type Advisor = Schemas['AdvisorReply']
export type ArticleCard = Schemas['ArticleCardReply']
export type Article = Schemas['ArticleReadReply']
export type ContentTag = Schemas['ConsumerContentTagReply']
export type CouponOffer = Schemas['CouponOfferReply']
export type MyCoupon = Schemas['MyCouponReply']
export type ProductCard = Schemas['ProductCardReply']
export type Product = Schemas['ConsumerProductReply']
export type ShopOrder = Schemas['ConsumerOrderReply']
export type PayParameters = Schemas['PayParametersReply']
export type ConsumerForm = Schemas['ConsumerFormReply']
export type FormField = Schemas['ConsumerFormFieldReply']

/** What a form takes for one field: text, a day as YYYY-MM-DD or an option's value; several options' values; a number. */
export type Answer = string | string[] | number
