import { buildMarket, CATALOGUE, orderCsv, type MarketAct } from './index'

const now = new Date('2026-11-22T04:00:00Z')
const options = { seed: 'guyuji', people: 400, now, catalogue: CATALOGUE }
const market = buildMarket(options)

function actsOf<K extends MarketAct['kind']>(kind: K): Extract<MarketAct, { kind: K }>[] {
  return market.acts.filter((act): act is Extract<MarketAct, { kind: K }> => act.kind === kind)
}

describe('the catalogue of the demo brand', () => {
  it('is whole: enough of everything, names unique, tags declared', () => {
    const { articles, products, coupons, forms, contentTags, scripts, officialAccountChannels, workChannels } =
      CATALOGUE
    expect(articles.length).toBeGreaterThanOrEqual(24)
    expect(products).toHaveLength(30)
    expect(new Set(products.map(({ category }) => category)).size).toBe(6)
    expect([coupons.length, forms.length, officialAccountChannels.length, workChannels.length]).toEqual([4, 2, 5, 3])
    expect(scripts.length).toBeGreaterThan(5)
    for (const keys of [
      articles.map(({ key }) => key),
      products.map(({ sku }) => sku),
      products.map(({ name }) => name),
    ]) {
      expect(new Set(keys).size).toBe(keys.length)
    }
    const declared = new Set(contentTags.flatMap(({ names }) => names))
    const used = new Set([...articles, ...products].flatMap(({ tags }) => tags))
    expect([...used].filter((tag) => !declared.has(tag))).toEqual([])
    expect([...declared].filter((tag) => !used.has(tag))).toEqual([])
  })

  it('writes articles as clean paragraphs', () => {
    for (const { html, summary, readMinutes } of CATALOGUE.articles) {
      expect(html.match(/<(p|li|blockquote)>/g)?.length ?? 0).toBeGreaterThan(2)
      expect(html).not.toMatch(/<script|undefined|## /)
      expect(summary.length).toBeGreaterThan(5)
      expect(readMinutes).toBeGreaterThan(0)
    }
  })
})

describe('the simulated market', () => {
  it('is the same for the same seed, another for another, and keeps people when more join', () => {
    expect(buildMarket(options)).toEqual(market)
    expect(buildMarket({ ...options, seed: 'other' }).acts).not.toEqual(market.acts)
    expect(buildMarket({ ...options, people: 10 }).people).toEqual(market.people.slice(0, 10))
  })

  it('lies within the year before now, in order of time', () => {
    const times = market.acts.map(({ at }) => at.getTime())
    expect(times).toEqual([...times].sort((a, b) => a - b))
    expect(Math.max(...times)).toBeLessThan(now.getTime())
    expect(Math.min(...times)).toBeGreaterThan(now.getTime() - 367 * 86_400_000)
  })

  it('has people with their own made-up phone and a believable crowd at each touchpoint', () => {
    expect(new Set(market.people.map(({ phone }) => phone)).size).toBe(400)
    expect(market.people.every(({ phone }) => /^1990000\d{4}$/.test(phone))).toBe(true)
    const share = (kind: MarketAct['kind']): number => new Set(actsOf(kind).map(({ personId }) => personId)).size / 400
    expect(share('follow')).toBeGreaterThan(0.8)
    expect(share('open_mini_program')).toBeGreaterThan(0.5)
    expect(share('authorize_phone')).toBeGreaterThan(0.3)
    expect(share('add_contact')).toBeGreaterThan(0.2)
    expect(share('claim_coupon')).toBeGreaterThan(0.15)
    expect(share('submit_form')).toBeGreaterThan(0.1)
    expect(market.acts.length).toBeGreaterThan(5000)
  })

  it('never lets acts come before what they need', () => {
    const first = new Map<string, number>()
    const withPhone = new Set<string>()
    const needsPhone = new Set(CATALOGUE.coupons.filter(({ requiresPhone }) => requiresPhone).map(({ key }) => key))
    for (const act of market.acts) {
      if (act.kind === 'follow') first.set(act.personId, act.at.getTime())
      if (act.kind === 'open_mini_program') first.set(act.sessionId, act.at.getTime())
      if (act.kind === 'unfollow') expect(first.get(act.personId)).toBeLessThan(act.at.getTime())
      if ('sessionId' in act && act.kind !== 'open_mini_program')
        expect(first.get(act.sessionId)).toBeLessThanOrEqual(act.at.getTime())
      if (act.kind === 'authorize_phone') withPhone.add(act.personId)
      if (act.kind === 'claim_coupon' && needsPhone.has(act.couponKey)) expect(withPhone.has(act.personId)).toBe(true)
    }
  })

  it('lets hidden tastes show in what people read and buy', () => {
    const tagsOf = new Map(CATALOGUE.articles.map(({ key, tags }) => [key, tags]))
    const fond = new Set(market.people.filter(({ hidden }) => (hidden.tastes['母婴'] ?? 0) > 0.6).map(({ id }) => id))
    const shareOfFamily = (wanted: boolean): number => {
      const reads = actsOf('read').filter(({ personId }) => fond.has(personId) === wanted)
      return reads.filter(({ articleKey }) => tagsOf.get(articleKey)?.includes('母婴')).length / reads.length
    }
    expect(shareOfFamily(true)).toBeGreaterThan(3 * shareOfFamily(false))
    const buysFamily = (wanted: boolean): number => {
      const bought = market.orders.filter(({ personId }) => fond.has(personId) === wanted)
      return bought.filter(({ category }) => category === '母婴护理').length / bought.length
    }
    expect(buysFamily(true)).toBeGreaterThan(3 * buysFamily(false))
  })

  it('sells as shops sell: few spend most, and the great sales stand out', () => {
    const spent = new Map<string, number>()
    for (const { personId, paidFen } of market.orders) spent.set(personId, (spent.get(personId) ?? 0) + paidFen)
    const amounts = [...spent.values()].sort((a, b) => b - a)
    const total = amounts.reduce((sum, amount) => sum + amount, 0)
    const topTenth = amounts.slice(0, Math.ceil(amounts.length / 10)).reduce((sum, amount) => sum + amount, 0)
    expect(topTenth / total).toBeGreaterThan(0.3)
    const inDays = (from: string, to: string): number =>
      market.orders.filter(({ orderedAt }) => orderedAt >= new Date(from) && orderedAt < new Date(to)).length
    expect(inDays('2026-11-09T16:00:00Z', '2026-11-12T16:00:00Z')).toBeGreaterThan(
      2 * inDays('2026-09-09T16:00:00Z', '2026-09-12T16:00:00Z'),
    )
  })

  it('exports orders as a shop would', () => {
    const csv = orderCsv(market.orders)
    expect(csv.startsWith('\ufeff')).toBe(true)
    const [header, ...lines] = csv.slice(1).trimEnd().split('\r\n')
    expect(header).toBe('订单号,手机号,商品编码,商品名称,品类,数量,实付金额,下单时间,渠道')
    expect(lines).toHaveLength(market.orders.length)
    expect(lines[0]).toMatch(
      /^(TM|JD|WX)\d{12}\d{4},1990000\d{4},GYJ-[A-Z]{2}-\d{2},[^,]+,[^,]+,[1-3],\d+\.\d{2},\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2},(天猫|京东|小程序)$/,
    )
    const strange = market.orders.slice(0, 1).map((order) => ({ ...order, name: '带"引号",和逗号' }))
    expect(orderCsv(strange)).toContain(',"带""引号"",和逗号",')
  })
})
