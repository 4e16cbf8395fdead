import { ActWriter } from './acts'
import type { Market, MarketAct, MarketCatalogue, MarketOrder, MarketPerson } from './market-types'
import { drawOrders } from './orders'
import { drawPerson } from './people'
import { Random } from './random'

const YEAR_DAYS = 365
/** Known to the brand only through a shop: they buy, but never meet it in WeChat. */
const SHOP_ONLY_SHARE = 0.12

/**
 * Builds a market: people with hidden tastes, a year of their acts until `now`, and their orders.
 * Pure and repeatable: the same arguments give the same market.
 */
export function buildMarket(options: { seed: string; people: number; now: Date; catalogue: MarketCatalogue }): Market {
  const { seed, now, catalogue } = options
  const tags = [...new Set(catalogue.articles.flatMap((item) => item.tags))].sort()
  const people: MarketPerson[] = []
  const acts: MarketAct[] = []
  const orders: MarketOrder[] = []
  for (let index = 0; index < options.people; index += 1) {
    // Each person has a chance of their own, so that adding people leaves those before unchanged.
    const random = new Random(`${seed} ${index}`)
    const person = drawPerson(random, index, tags, now)
    people.push(person)
    const firstDay = drawFirstDay(random)
    const shopOnly = person.hidden.spending !== 'browser' && random.chance(SHOP_ONLY_SHARE)
    if (!shopOnly) acts.push(...new ActWriter(random, person, catalogue, now).write(firstDay))
    orders.push(...drawOrders(random, person, firstDay, catalogue, now))
  }
  acts.sort((a, b) => a.at.getTime() - b.at.getTime())
  orders.sort((a, b) => a.orderedAt.getTime() - b.orderedAt.getTime() || a.orderNo.localeCompare(b.orderNo, 'en'))
  return { people, acts, orders }
}

/** Days since the first contact: the brand grows, so newer people are more. */
function drawFirstDay(random: Random): number {
  return Math.floor(YEAR_DAYS * random.next() ** 1.35)
}
