import { IsString, Length } from 'class-validator'
import { TimelineItem } from '../../event'
import { LeadDetail } from '../../lead'

export class ContactQuery {
  /** The external_userid that 企业微信 names. */
  @IsString()
  @Length(1, 128)
  externalUserid: string
}

export class PortraitAttribute {
  key: string
  label: string
  /** As a person reads it. */
  value: string
  source: string
  at: string
}

export class PortraitMonth {
  /** `YYYY-MM`, Asia/Shanghai. */
  month: string
  amountFen: number
  orders: number
}

export class PortraitValue {
  /** Everything ever bought, in fen. */
  totalFen: number
  orders: number
  averageOrderFen: number | null
  lastOrderAt: string | null
  /** Days since the last order; null when there was none. */
  daysSinceLastOrder: number | null
  /** The past twelve months, oldest first. */
  months: PortraitMonth[]
}

export class PortraitPreference {
  name: string
  /** Reads in the past 180 days that carry this content tag. */
  reads: number
}

export class PortraitPhase {
  key: 'visitor' | 'prospect' | 'new' | 'active' | 'silent' | 'lost'
  label: string
  /** Why, in one sentence. */
  reason: string
}

/** Who somebody is, on one screen. */
export class PortraitReply {
  customerId: string
  displayName: string
  phoneMasked: string | null
  touchpoints: string[]
  firstChannel: string
  since: string
  marketingConsent: boolean
  phase: PortraitPhase
  attributes: PortraitAttribute[]
  value: PortraitValue
  preferences: PortraitPreference[]
  /** The latest, newest first. */
  acts: TimelineItem[]
  lead: LeadDetail | null
}
