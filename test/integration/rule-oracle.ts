import type {
  Condition,
  EventRelation,
  EventSelection,
  EventStep,
  Measure,
  PropertyFilter,
  RuleNode,
  TimeWindow,
  ValueTest,
} from '@guiyi/shared'
import type { EventEngineRow } from '../../server/src/modules/event/engine-table'
import type { CustomerAttributeEngineRow, CustomerEngineRow } from '../../server/src/modules/identity/engine-table'

export const DAY = 86_400_000
const EIGHT_HOURS = 8 * 3_600_000

/** Everything that rules can read, as plain rows. */
export interface World {
  now: Date
  customers: CustomerEngineRow[]
  attributes: CustomerAttributeEngineRow[]
  events: EventEngineRow[]
  contentTags: Map<number, string[]>
  categories: Map<number, string>
  productParameters: Map<number, Record<string, string>>
  tags: { tagId: number; customerId: number; value: string }[]
  segments: { segmentId: number; customerId: number }[]
  audiences: { audienceId: number; customerId: number }[]
  /** Numbers of absorbed customers, with whoever they stand for now. */
  homes: Map<number, number>
}

/** The language's meaning written a second time, person by person and without any SQL: what the compiler is held against. */
export class Oracle {
  private readonly eventsOf = new Map<number, { event: EventEngineRow; at: number }[]>()

  constructor(protected readonly world: World) {
    for (const event of world.events) {
      const mine = this.eventsOf.get(event.customer_id) ?? []
      this.eventsOf.set(event.customer_id, [...mine, { event, at: Date.parse(event.occurred_at) }])
    }
    for (const mine of this.eventsOf.values()) mine.sort((a, b) => a.at - b.at || a.event.id - b.event.id)
  }

  members(rule: RuleNode): number[] {
    return this.world.customers.filter(({ id }) => this.holds(rule, id)).map(({ id }) => id)
  }

  protected holds(rule: RuleNode, id: number): boolean {
    if (rule.kind === 'all') return rule.of.every((child) => this.holds(child, id))
    if (rule.kind === 'any') return rule.of.some((child) => this.holds(child, id))
    if (rule.kind === 'not') return !this.holds(rule.of, id)
    return this.meets(rule, id)
  }

  private meets(condition: Condition, id: number): boolean {
    const customer = this.world.customers.find((one) => one.id === id)
    if (!customer) return false
    switch (condition.kind) {
      case 'identity':
        return customer.identities.includes(
          condition.scope === undefined ? condition.identity : `${condition.identity}@${condition.scope}`,
        )
      case 'follows':
        return condition.account === undefined
          ? customer.follows.length > 0
          : customer.follows.includes(condition.account)
      case 'work-contact':
        return condition.member === undefined
          ? customer.work_contacts.length > 0
          : customer.work_contacts.includes(condition.member)
      case 'consent':
        return customer.consents.includes(condition.purpose)
      case 'reachable': {
        const ways = {
          official_account: customer.follows.length > 0,
          work: customer.work_contacts.length > 0,
          sms: customer.identities.includes('phone'),
        }
        return ways[condition.channel] && customer.consents.includes('marketing')
      }
      case 'tag':
        return this.world.tags.some(
          (row) =>
            row.tagId === condition.tagId &&
            row.customerId === id &&
            (condition.values.length === 0 || condition.values.includes(row.value)) &&
            (!condition.test || this.tests(condition.test, numeric(row.value) ?? row.value)),
        )
      case 'segment':
        return this.world.segments.some((row) => row.segmentId === condition.segmentId && row.customerId === id)
      case 'audience':
        return this.world.audiences.some(
          ({ audienceId, customerId }) =>
            audienceId === condition.audienceId && (this.world.homes.get(customerId) ?? customerId) === id,
        )
      case 'attribute':
        return this.attributeMeets(condition.attribute, condition.test, id)
      case 'sequence':
        return this.inSequence(condition.steps, condition, id, null, Infinity)
      case 'event':
        return this.tests(condition.test, this.measure(condition, condition.measure, id))
    }
  }

  private attributeMeets(attribute: string, test: ValueTest, id: number): boolean {
    const rows = this.world.attributes.filter((row) => row.customer_id === id && row.attribute === attribute)
    if (test.op === 'missing') return rows.length === 0
    if (test.op === 'all-of') return test.values.every((value) => rows.some((row) => row.value === value))
    if (test.op === 'is-not') return !rows.some((row) => test.values.includes(row.value))
    return rows.some((row) => this.tests(test, row.number ?? row.value))
  }

  /** In the order of time. */
  protected selected(selection: EventSelection, id: number): EventEngineRow[] {
    const { relation } = selection
    return (this.eventsOf.get(id) ?? [])
      .map(({ event }) => event)
      .filter((event) => event.name === selection.event)
      .filter((event) => this.within(event, selection.window))
      .filter((event) => (selection.where ?? []).every((filter) => this.passes(event, filter)))
      .filter((event) => !relation || this.related(event, relation))
  }

  private within({ occurred_at, customer_id }: EventEngineRow, window: TimeWindow): boolean {
    const at = Date.parse(occurred_at)
    const now = this.world.now.getTime()
    if (at > now) return false
    if (window.kind === 'past')
      return window.unit === 'day'
        ? daysApart(occurred_at, this.world.now) < window.days
        : at >= now - window.days * DAY
    if (window.kind === 'ever') return true
    if (window.kind === 'fixed') {
      const day = shanghaiDay(occurred_at)
      return day >= window.from && day <= window.to
    }
    const others = this.selected(window.anchor, customer_id).map((event) => Date.parse(event.occurred_at))
    const anchor = window.anchor.which === 'first' ? others[0] : others.at(-1)
    if (anchor === undefined) return false
    const apart = window.kind === 'since-event' ? at - anchor : anchor - at
    return apart > 0 && (window.days === undefined || apart <= window.days * DAY)
  }

  private related(event: EventEngineRow, relation: EventRelation): boolean {
    const at = Date.parse(event.occurred_at)
    const { kind, days } = relation
    const found = this.selected({ ...stepOf(relation), window: { kind: 'ever' } }, event.customer_id).some((other) => {
      const apart = (Date.parse(other.occurred_at) - at) * (kind.endsWith('preceded-by') ? -1 : 1)
      return apart > 0 && apart <= days * DAY
    })
    if (kind === 'not-followed-by') return !found && at + days * DAY < this.world.now.getTime()
    return found !== kind.startsWith('not-')
  }

  /** Tries every way to do the steps that are left. */
  private inSequence(
    steps: readonly EventStep[],
    rule: Extract<Condition, { kind: 'sequence' }>,
    id: number,
    began: number | null,
    previous: number,
  ): boolean {
    const [step, ...rest] = steps
    if (!step) return true
    return this.selected({ ...step, window: rule.window }, id).some((event) => {
      const at = Date.parse(event.occurred_at)
      if (began !== null && (at <= previous || at - began > rule.days * DAY)) return false
      return this.inSequence(rest, rule, id, began ?? at, at)
    })
  }

  private passes(event: EventEngineRow, { property, test }: PropertyFilter): boolean {
    if (!isMany(property)) return this.tests(test, plain(event, property))
    const labels = this.labels(event, property)
    switch (test.op) {
      case 'missing':
        return labels.length === 0
      case 'is-not':
        return !labels.some((label) => test.values.includes(label))
      case 'all-of':
        return test.values.every((value) => labels.includes(value))
      case 'exists':
        return labels.length > 0
      default:
        return labels.some((label) => this.tests(test, label))
    }
  }

  protected labels(event: EventEngineRow, property: string): string[] {
    if (property === 'content.tag') return this.world.contentTags.get(event.content_id) ?? []
    if (property === 'product.category') return present(this.world.categories.get(event.product_id))
    if (property.startsWith('product.param:'))
      return present(this.world.productParameters.get(event.product_id)?.[property.slice('product.param:'.length)])
    if (property === 'likes') return JSON.parse(event.properties['likes'] ?? '[]') as string[]
    return [String(plain(event, property) ?? '')]
  }

  protected measure(selection: EventSelection, measure: Measure, id: number): number | string | null {
    const events = this.selected(selection, id)
    const daysSince = (event: EventEngineRow | undefined): number | null =>
      event ? daysApart(event.occurred_at, this.world.now) : null
    switch (measure.of) {
      case 'count':
        return events.length
      case 'days':
        return new Set(events.map(({ occurred_at }) => shanghaiDay(occurred_at))).size
      case 'days-since-first':
        return daysSince(events[0])
      case 'days-since-last':
        return daysSince(events.at(-1))
      case 'values':
        return new Set(events.flatMap((event) => this.labels(event, measure.property)).filter((label) => label !== ''))
          .size
      case 'first':
      case 'last': {
        const chosen = measure.of === 'first' ? events[0] : events.at(-1)
        return chosen ? plain(chosen, measure.property) : null
      }
      default: {
        const numbers = events.map((event) => numeric(plain(event, measure.property))).filter((value) => value !== null)
        if (measure.of === 'sum') return numbers.reduce((sum, value) => sum + value, 0)
        if (numbers.length === 0) return null
        if (measure.of === 'avg') return numbers.reduce((sum, value) => sum + value, 0) / numbers.length
        return measure.of === 'max' ? Math.max(...numbers) : Math.min(...numbers)
      }
    }
  }

  private tests(test: ValueTest, value: number | string | null): boolean {
    const absent = value === null || value === ''
    switch (test.op) {
      case 'missing':
        return absent
      case 'exists':
        return !absent
      case 'is':
        return !absent && test.values.includes(String(value))
      case 'is-not':
        return absent || !test.values.includes(String(value))
      case 'contains':
        return !absent && String(value).toLowerCase().includes(test.text.toLowerCase())
      default:
        return !absent && (typeof value === 'number' ? compare(test, value) : this.compareDay(test, String(value)))
    }
  }

  private compareDay(test: ValueTest, value: string): boolean {
    const day = value.length > 10 ? shanghaiDay(value) : value
    const today = shanghaiDay(this.world.now.toISOString())
    const shift = (days: number): string =>
      new Date(Date.parse(`${today}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10)
    switch (test.op) {
      case 'on-or-after':
        return day >= test.date
      case 'on-or-before':
        return day <= test.date
      case 'within-past-days':
        return day >= shift(-test.days) && day <= today
      case 'within-next-days':
        return day >= today && day <= shift(test.days)
      case 'anniversary-within-days':
        for (let ahead = 0; ahead <= test.days; ahead += 1) {
          const candidate = shift(ahead)
          const common = Number(candidate.slice(0, 4)) % 4 !== 0
          if (candidate.slice(5) === day.slice(5) || (common && day.endsWith('02-29') && candidate.endsWith('02-28')))
            return true
        }
        return false
      default:
        return false
    }
  }
}

/** Properties that can have several values, or describe the thing that was touched. */
const isMany = (property: string): boolean => property.includes('.') || property === 'likes'

const present = (label: string | undefined): string[] => (label === undefined || label === '' ? [] : [label])

const stepOf = ({ event, where }: EventStep): EventStep => (where ? { event, where } : { event })

function compare(test: ValueTest, value: number): boolean {
  switch (test.op) {
    case '=':
      return value === test.value
    case '!=':
      return value !== test.value
    case '>':
      return value > test.value
    case '>=':
      return value >= test.value
    case '<':
      return value < test.value
    case '<=':
      return value <= test.value
    case 'between':
      return value >= test.from && value <= test.to
    default:
      return false
  }
}

export function plain(event: EventEngineRow, property: string): number | string | null {
  switch (property) {
    case 'channel':
      return event.channel
    case 'amount':
      return event.amount_fen
    case 'quantity':
      return event.quantity
    case 'duration_seconds':
    case 'points':
      return numeric(event.properties[property] ?? null)
    default:
      return event.properties[property] ?? null
  }
}

export function numeric(value: number | string | null): number | null {
  return value === null || value === '' || Number.isNaN(Number(value)) ? null : Number(value)
}

export function shanghaiDay(iso: string): string {
  return new Date(Date.parse(iso) + EIGHT_HOURS).toISOString().slice(0, 10)
}

/** Midnights of Shanghai between a moment and now. */
export const daysApart = (iso: string, now: Date): number =>
  (Date.parse(shanghaiDay(now.toISOString())) - Date.parse(shanghaiDay(iso))) / DAY

export function clockLabel(iso: string, hour: boolean): string {
  const local = new Date(Date.parse(iso) + EIGHT_HOURS)
  return hour
    ? `${local.getUTCHours()} 点`
    : (['周日', '周一', '周二', '周三', '周四', '周五', '周六'][local.getUTCDay()] ?? '')
}
