/** An article as the brand's editor would hand it in. `key` is ours; the product gives it its own id. */
export interface CatalogueArticle {
  key: string
  title: string
  summary: string
  author: string
  /** Names from CONTENT_TAGS. */
  tags: string[]
  /** Age of the article in days, counted back from the day the market is built for. */
  publishedDaysAgo: number
  html: string
  readMinutes: number
}

export interface CatalogueProduct {
  sku: string
  name: string
  category: string
  /** Price in fen. */
  priceFen: number
  summary: string
  /** Which tastes it serves; never shown to anybody, it steers the simulated buyers. */
  tags: string[]
}

export interface CatalogueCoupon {
  key: string
  name: string
  amountFen: number
  thresholdFen: number
  /** How many there are in all. */
  total: number
  perPerson: number
  requiresPhone: boolean
  validDays: number
}

export interface CatalogueForm {
  key: string
  title: string
  description: string
  reward: string
  /** The coupon a submission earns. */
  rewardCoupon: string | null
  fields: {
    key: string
    label: string
    kind: 'date' | 'single' | 'multiple' | 'text' | 'number'
    required: boolean
    options?: { value: string; label: string }[]
    maxLength?: number
    /** The customer attribute that the answer fills. */
    attribute?: 'birthday' | 'skin_type'
  }[]
}

export interface CatalogueScript {
  key: string
  title: string
  /** When a sales uses it. */
  stage: string
  text: string
}

/** A parametric QR code of the official account. */
export interface OfficialAccountChannel {
  scene: string
  name: string
}

/** A WeCom live code. */
export interface WorkChannel {
  state: string
  name: string
  users: string[]
  welcome: string
}

export interface Catalogue {
  brand: { name: string; slogan: string }
  contentTags: { group: string; names: string[] }[]
  articles: CatalogueArticle[]
  products: CatalogueProduct[]
  coupons: CatalogueCoupon[]
  forms: CatalogueForm[]
  scripts: CatalogueScript[]
  officialAccountChannels: OfficialAccountChannel[]
  workChannels: WorkChannel[]
}
