import type { Verdict } from './effect.policy'

/** One arm of the comparison. */
export class ArmReply {
  people: number
  converted: number
  /** 0 to 1; null for an empty arm. */
  rate: number | null
  /** 95 % interval of the rate. */
  rateLow: number | null
  rateHigh: number | null
  amountFen: number
  amountPerPersonFen: number | null
}

/** A difference, reached minus control, with its 95 % interval. */
export class DifferenceReply {
  value: number
  low: number
  high: number
}

export class EffectDayReply {
  /** 1 = the first 24 hours. */
  day: number
  /** Share converted by the end of that day. */
  reachedRate: number | null
  controlRate: number | null
}

export class EffectReply {
  conversionEvent: string
  conversionDays: number
  from: string | null
  to: string | null
  elapsedDays: number
  /** The whole window has passed. */
  complete: boolean
  reached: ArmReply
  control: ArmReply
  rateDifference: DifferenceReply | null
  amountDifferenceFen: DifferenceReply | null
  verdict: Verdict
  days: EffectDayReply[]
}
