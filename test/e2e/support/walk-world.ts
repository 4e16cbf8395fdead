import { loadDemoAccounts } from '../../sandbox/accounts'
import { logInToConsole } from '../../sandbox/demo/clients'
import { inParallel } from '../../sandbox/demo/in-parallel'
import { setUpBrand, type BrandIds } from '../../sandbox/demo/set-up-brand'
import { CATALOGUE } from '../../sandbox/market'
import type { TestApp } from '../../support/app'
import { rolesOf } from '../../support/http'
import type { SandboxPerson } from '../../support/sandbox'

const { officialAccount, miniProgram, staff } = loadDemoAccounts()
const DAY_MS = 86_400_000
const ADVISOR_CODE = '护肤顾问活码'
const SENSITIVE = ['season-change', 'barrier-101', 'sensitive-first-aid']
const TEA = ['office-tea', 'store-day']
const WIDTH = 3

/** What one of the other people does before the walk looks at her. */
interface Neighbour {
  name: string
  /** Has a phone number known to the brand. */
  phone: boolean
  /** Articles that she reads. */
  reads: string[]
  /** Has a sales among her contacts. */
  contact: boolean
}

const neighbour = (name: string, changes: Partial<Neighbour> = {}): Neighbour => ({
  name,
  phone: true,
  reads: SENSITIVE.slice(0, 2),
  contact: false,
  ...changes,
})

/** Twenty people around the one who walks: most of them fit the segment, some miss one condition of it. */
export const NEIGHBOURS: readonly Neighbour[] = [
  ...['林予安', '周知夏', '陈沐言', '许星禾', '何清欢', '宋时雨', '沈疏桐'].map((name) =>
    neighbour(name, { contact: true }),
  ),
  ...['唐晚晴', '顾南枝', '叶青梧', '程知意', '白若溪', '罗云舒', '江照晚', '魏初霁'].map((name) => neighbour(name)),
  neighbour('方且停', { phone: false }),
  neighbour('秦一茶', { reads: TEA }),
  neighbour('余小满', { reads: TEA }),
  neighbour('高见山'),
  neighbour('赵既白', { contact: true }),
]

/** Who of them bought something in the past month, and for how many fen. */
export const RECENT_BUYERS = [
  { name: '高见山', fen: 89_800 },
  { name: '赵既白', fen: 35_600 },
  { name: '余小满', fen: 12_800 },
] as const

export interface World {
  brand: BrandIds
  people: Map<string, SandboxPerson>
}

/** The brand with everything it publishes and sells, by the hands of its staff. */
export async function prepareBrand(app: TestApp): Promise<BrandIds> {
  const as = (username: string) =>
    logInToConsole(app.url, staff.find((one) => one.username === username) ?? { username, password: '' })
  const [editor, operator] = await Promise.all([as('editor'), as('operator')])
  return setUpBrand(editor, operator, CATALOGUE, new Date())
}

/** Lets the neighbours follow, log in, read, give their numbers and add the advisor. */
export async function prepareNeighbours(app: TestApp, brand: BrandIds): Promise<Map<string, SandboxPerson>> {
  const { privacy } = await rolesOf(app).anonymous().get<{ privacy: { version: string } }>('/api/consumer/config')
  const ways = await app.sandbox.get<{ configId: string; remark: string; state: string }[]>('contact-ways')
  const configId = ways.find(({ state }) => state === 'advisor-skin')?.configId ?? ways[0]?.configId
  if (!configId) throw new Error(`there is no ${ADVISOR_CODE}`)
  const people = new Map<string, SandboxPerson>()
  await inParallel([...NEIGHBOURS.entries()], WIDTH, async ([index, { name, phone, reads, contact }]) => {
    const person = await app.sandbox.post<SandboxPerson>('people', {
      name,
      phone: `1990000${String(1000 + index)}`,
    })
    people.set(name, person)
    const daysAgo = (days: number) => new Date(Date.now() - days * DAY_MS).toISOString()
    await app.sandbox.post(`people/${person.id}/follow`, {
      appid: officialAccount.appid,
      scene: index % 2 === 0 ? 'xiaohongshu' : 'parcel-card',
      at: daysAgo(20 + index),
    })
    const consumer = await rolesOf(app).asConsumer(person)
    await consumer.post('/v1/track', {
      messages: reads.map((key, at) => ({
        id: `${person.id}-${key}`,
        event: 'read_content',
        time: daysAgo((index % 12) + at + 1),
        properties: { content_id: brand.articles.get(key), duration_seconds: 40 + index * 3 },
      })),
    })
    if (phone) {
      const { code } = await app.sandbox.post<{ code: string }>(`people/${person.id}/phone-code`, {
        appid: miniProgram.appid,
      })
      await consumer.post('/api/consumer/phone', { code, consentVersion: privacy.version })
    }
    if (contact) await app.sandbox.post(`people/${person.id}/add-contact`, { configId, at: daysAgo(10) })
  })
  return people
}

const HEADINGS = '订单号,手机号,商品编码,商品名称,品类,数量,实付金额,下单时间,渠道'

/** A time as shops write it, in Shanghai. */
export const shopTime = (daysAgo: number): string =>
  new Date(Date.now() - daysAgo * DAY_MS + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ')

/** An order file as a shop exports it; amounts in fen. */
export function orderFile(
  rows: { no: string; phone: string; sku: string; fen: number; daysAgo: number; channel: string }[],
): string {
  const lines = rows.map(({ no, phone, sku, fen, daysAgo, channel }) => {
    const product = CATALOGUE.products.find((one) => one.sku === sku)
    if (!product) throw new Error(`the catalogue has no ${sku}`)
    return [no, phone, sku, product.name, product.category, 1, (fen / 100).toFixed(2), shopTime(daysAgo), channel]
  })
  return `${[HEADINGS, ...lines.map((line) => line.join(','))].join('\n')}\n`
}
