export class OverviewTotals {
  customers: number
  withPhone: number
  followers: number
  miniProgramUsers: number
  workContacts: number
  /** People known on at least two touchpoints as one. */
  joined: number
  newThisWeek: number
  newLastWeek: number
  activeThisWeek: number
  activeLastWeek: number
  salesThisWeekFen: number
  salesLastWeekFen: number
}

export class OverviewDay {
  /** `YYYY-MM-DD`, Asia/Shanghai. */
  day: string
  newCustomers: number
  activeCustomers: number
  orders: number
  amountFen: number
}

export class TouchpointCombination {
  /** Touchpoints held together, in a fixed order. */
  touchpoints: string[]
  customers: number
}

export class EventVolume {
  name: string
  label: string
  events: number
  customers: number
}

export class OverviewReply {
  totals: OverviewTotals
  /** The past 30 days, oldest first, today included. */
  days: OverviewDay[]
  combinations: TouchpointCombination[]
  /** The past 30 days, the most frequent first. */
  events: EventVolume[]
}
