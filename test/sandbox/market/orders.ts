import { dayStart, seasonWeight, shanghaiText } from './calendar'
import type { MarketCatalogue, MarketOrder, MarketPerson, OrderChannel, Spending } from './market-types'
import type { Random } from './random'

/** Orders in a year, from low to high. */
const ORDERS_PER_YEAR: Record<Spending, [number, number]> = {
  vip: [11, 22],
  regular: [3, 7],
  once: [1, 1],
  browser: [0, 0],
}
const CHANNELS: readonly [OrderChannel, number][] = [
  ['天猫', 5],
  ['京东', 2.5],
  ['小程序', 2.5],
]
const HALF_DAY_MS = 43_200_000

/** What a person buys from `firstDay` days ago until now: more at the sales, more of what they care for. */
export function drawOrders(
  random: Random,
  person: MarketPerson,
  firstDay: number,
  catalogue: MarketCatalogue,
  now: Date,
): MarketOrder[] {
  const [low, high] = ORDERS_PER_YEAR[person.hidden.spending]
  const share = Math.min(1, (firstDay + 1) / 365)
  const count = Math.max(low === 0 ? 0 : 1, Math.round(random.between(low, high) * share))
  const days = Array.from({ length: firstDay + 1 }, (_, daysAgo) => daysAgo)
  const favourite = random.weighted(CHANNELS, ([, weight]) => weight)[0]
  const orders: MarketOrder[] = []
  for (let index = 0; index < count; index += 1) {
    const daysAgo = random.weighted(days, (day) => seasonWeight(dayStart(now, day) + HALF_DAY_MS))
    const hour = (person.hidden.hour + random.between(-2, 2) + 24) % 24
    const at = dayStart(now, daysAgo) + ((hour * 60 + random.between(0, 59)) * 60 + random.between(0, 59)) * 1000
    if (at >= now.getTime()) continue
    const channel = random.chance(0.75) ? favourite : random.weighted(CHANNELS, ([, weight]) => weight)[0]
    orders.push(...drawRows(random, person, catalogue, new Date(at), channel))
  }
  return orders
}

/** One order is one to three rows with one number. */
function drawRows(
  random: Random,
  person: MarketPerson,
  catalogue: MarketCatalogue,
  orderedAt: Date,
  channel: OrderChannel,
): MarketOrder[] {
  const orderNo = `${{ 天猫: 'TM', 京东: 'JD', 小程序: 'WX' }[channel]}${shanghaiText(orderedAt.getTime()).replace(/\D/g, '').slice(2)}${person.id.slice(3)}`
  const rows = random.weighted([1, 2, 3], (count) => [0, 6, 3, 1][count] ?? 0)
  const bought = new Set<string>()
  const onSale = seasonWeight(orderedAt.getTime()) >= 4
  return Array.from({ length: rows }).flatMap(() => {
    const product = random.weighted(catalogue.products, ({ tags }) => liking(person, tags))
    if (bought.has(product.sku)) return []
    bought.add(product.sku)
    const quantity = random.weighted([1, 2, 3], (many) => [0, 8, onSale ? 4 : 1.5, onSale ? 1.5 : 0.3][many] ?? 0)
    const discount = onSale ? random.between(70, 85) : random.between(88, 100)
    return [
      {
        orderNo,
        personId: person.id,
        phone: person.phone,
        sku: product.sku,
        name: product.name,
        category: product.category,
        quantity,
        paidFen: Math.round((product.priceFen * quantity * discount) / 100),
        orderedAt,
        channel,
      },
    ]
  })
}

/** How much something with these tags attracts the person; the square makes strong tastes stand out. */
export function liking(person: MarketPerson, tags: readonly string[]): number {
  const tastes = tags.map((tag) => person.hidden.tastes[tag] ?? 0)
  const strongest = Math.max(0, ...tastes)
  const mean = tastes.reduce((sum, taste) => sum + taste, 0) / Math.max(1, tastes.length)
  return 0.02 + ((strongest + mean) / 2) ** 2
}

const CSV_HEADER = ['订单号', '手机号', '商品编码', '商品名称', '品类', '数量', '实付金额', '下单时间', '渠道']

/** The orders as a shop exports them: amounts in yuan, times in Shanghai, UTF-8 with a byte order mark for Excel. */
export function orderCsv(orders: readonly MarketOrder[]): string {
  const lines = orders.map((order) =>
    [
      order.orderNo,
      order.phone,
      order.sku,
      order.name,
      order.category,
      String(order.quantity),
      (order.paidFen / 100).toFixed(2),
      shanghaiText(order.orderedAt.getTime()),
      order.channel,
    ]
      .map(quote)
      .join(','),
  )
  return `\ufeff${[CSV_HEADER.join(','), ...lines].join('\r\n')}\r\n`
}

function quote(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}
