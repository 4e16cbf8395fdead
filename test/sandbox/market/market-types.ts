/** What the simulation needs to know of the brand; CATALOGUE fits, and so does any other brand's. */
export interface MarketCatalogue {
  articles: readonly { key: string; tags: readonly string[]; publishedDaysAgo: number; readMinutes: number }[]
  products: readonly { sku: string; name: string; category: string; priceFen: number; tags: readonly string[] }[]
  coupons: readonly { key: string; requiresPhone: boolean }[]
  forms: readonly { key: string }[]
  officialAccountChannels: readonly { scene: string }[]
  workChannels: readonly { state: string }[]
}

export type Gender = 'male' | 'female'
export type LifePhase = 'student' | 'early_career' | 'expecting' | 'new_parent' | 'settled' | 'senior'
export type Spending = 'vip' | 'regular' | 'once' | 'browser'
export type SkinType = 'sensitive' | 'dry' | 'oily' | 'combination' | 'neutral'
export type OrderChannel = '天猫' | '京东' | '小程序'

/** The truth about a person that no touchpoint tells; tags and targeting are measured against it. */
export interface HiddenTraits {
  phase: LifePhase
  spending: Spending
  skinType: SkinType
  /** Interest 0..1 per content tag. */
  tastes: Record<string, number>
  /** The strongest taste. */
  mainTaste: string
  /** Favourite hour of the day in Shanghai. */
  hour: number
  /** Chance to answer a push, 0..1. */
  responsiveness: number
}

export interface MarketPerson {
  /** Also the person's id in the sandbox. */
  id: string
  name: string
  /** A made-up number. */
  phone: string
  gender: Gender
  city: string
  /** YYYY-MM-DD */
  birthday: string
  hidden: HiddenTraits
}

interface Act<K extends string> {
  kind: K
  personId: string
  at: Date
}

export type MarketAct =
  | (Act<'follow'> & { scene: string })
  | Act<'unfollow'>
  | (Act<'open_mini_program'> & { sessionId: string })
  | (Act<'read'> & { sessionId: string; articleKey: string; seconds: number })
  | (Act<'view_product'> & { sessionId: string; sku: string })
  | (Act<'authorize_phone'> & { sessionId: string })
  | (Act<'claim_coupon'> & { sessionId: string; couponKey: string })
  | (Act<'submit_form'> & { sessionId: string; formKey: string; answers: Record<string, string | string[] | number> })
  | (Act<'add_contact'> & { state: string })
  | Act<'delete_contact'>

export interface MarketOrder {
  orderNo: string
  personId: string
  phone: string
  sku: string
  name: string
  category: string
  quantity: number
  /** Paid in all for this row, in fen. */
  paidFen: number
  orderedAt: Date
  channel: OrderChannel
}

export interface Market {
  people: MarketPerson[]
  /** Sorted by time. */
  acts: MarketAct[]
  /** Sorted by time. */
  orders: MarketOrder[]
}
