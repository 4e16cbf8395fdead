import type { RuleNode } from '@guiyi/shared'
import { Random } from '../market/random'
import type { Market, MarketOrder, MarketPerson } from '../market'
import { CATALOGUE } from '../market'
import type { JsonClient } from './clients'
import { finished } from './define-audience'
import { importOrders } from './import-orders'
import { inParallel } from './in-parallel'

interface Campaign {
  id: number
  name: string
  state: string
}

interface Options {
  channels: { channel: string; accountId: number }[]
  miniProgramAppid: string | null
}

interface Template {
  templateId: string
  title: string
  fields: { key: string }[]
}

export interface CampaignPlaces {
  operator: JsonClient
  sandbox: JsonClient
  market: Market
  seed: string
}

const NAME = '小雪节气 · 会员回馈'
const AUDIENCE = '可触达会员'
const WIDTH = 4
const POLL_MS = 500
const DEADLINE_MS = 120_000
/** How often people buy within the hour, as a share of their readiness to answer. The message is worth the difference. */
const WITH_MESSAGE = 0.6
const WITHOUT_MESSAGE = 0.2

const REACHABLE: RuleNode = {
  kind: 'all',
  of: [
    { kind: 'consent', purpose: 'marketing' },
    { kind: 'any', of: [{ kind: 'follows' }, { kind: 'work-contact' }] },
  ],
}

/** One campaign from draft to effect: both channels, a fifth held back, members confirm, and some people buy. */
export async function runCampaign(places: CampaignPlaces): Promise<string> {
  const { operator, sandbox } = places
  const { items } = await operator.get<{ items: Campaign[] }>('/api/campaigns?pageSize=200')
  const known = items.find(({ name }) => name === NAME)
  if (known && known.state === 'finished') return `${NAME}（已完成）`
  const { id, state } = known ?? (await createCampaign(operator))
  if (state === 'draft') {
    const { jobId } = await operator.post<{ jobId: number }>(`/api/campaigns/${id}/plan`)
    await finished(operator, jobId)
  }
  await untilState(operator, id, ['planned', 'sending', 'finished'])
  const planned = await operator.get<Campaign>(`/api/campaigns/${id}`)
  if (planned.state === 'planned') await operator.post(`/api/campaigns/${id}/send`, { ignoreQuietHours: true })
  await untilState(operator, id, ['finished'])
  await confirmTasks(sandbox)
  await letPeopleBuy(places)
  return NAME
}

async function createCampaign(operator: JsonClient): Promise<Campaign> {
  const options = await operator.get<Options>('/api/campaigns/options')
  const accountOf = (wanted: string): number =>
    options.channels.find(({ channel }) => channel === wanted)?.accountId ?? 0
  const accountId = accountOf('official_account_template')
  const templates = await operator.get<Template[]>(`/api/campaigns/templates/${accountId}`)
  const template = templates.find(({ title }) => title === '优惠券到账通知')
  if (!template) throw new Error('公众号里没有「优惠券到账通知」模板')
  return operator.post<Campaign>('/api/campaigns', {
    name: NAME,
    segmentId: await audience(operator),
    controlBasisPoints: 2000,
    channelPolicy: 'each',
    conversionEvent: 'purchase',
    conversionDays: 7,
    messages: [
      {
        channel: 'official_account_template',
        accountId,
        template: {
          templateId: template.templateId,
          templateTitle: template.title,
          values: { thing1: '{昵称}的会员回馈券', amount2: '￥30.00', time3: '2026年12月31日' },
          miniProgramPath: 'pages/coupons/index',
          miniProgramAppid: options.miniProgramAppid ?? '',
        },
      },
      {
        channel: 'work_group_message',
        accountId: accountOf('work_group_message'),
        work: {
          text: '小雪到了，肌肤也要「加一件」。给您留了一张 30 元回馈券，满 199 可用，有任何问题随时找我～',
          link: {
            title: '领取会员回馈券',
            description: '满 199 减 30，12 月 31 日前有效',
            url: 'https://guyuji.example.com/winter',
          },
        },
      },
    ],
  })
}

async function audience(operator: JsonClient): Promise<number> {
  const segments = await operator.get<{ id: number; name: string }[]>('/api/segments')
  const known = segments.find(({ name }) => name === AUDIENCE)
  if (known) return known.id
  const description = '同意接收营销，且关注公众号或是企微好友'
  const { segment, jobId } = await operator.post<{ segment: { id: number }; jobId: number | null }>('/api/segments', {
    name: AUDIENCE,
    description,
    rule: REACHABLE,
  })
  if (jobId !== null) await finished(operator, jobId)
  return segment.id
}

async function untilState(operator: JsonClient, id: number, states: readonly string[]): Promise<void> {
  const deadline = Date.now() + DEADLINE_MS
  for (;;) {
    const { state } = await operator.get<Campaign>(`/api/campaigns/${id}`)
    if (states.includes(state)) return
    if (Date.now() > deadline) throw new Error(`群发停在 ${state}`)
    await new Promise((resolve) => setTimeout(resolve, POLL_MS))
  }
}

/** All members confirm but the last one, as in life. */
async function confirmTasks(sandbox: JsonClient): Promise<void> {
  const members = await sandbox.get<{ userid: string }[]>('/sandbox/api/work/members')
  for (const { userid } of members.slice(0, -1)) {
    const tasks = await sandbox.get<{ msgid: string }[]>(`/sandbox/api/work/members/${userid}/tasks`)
    for (const { msgid } of tasks) await sandbox.post(`/sandbox/api/work/tasks/${msgid}/confirm`, { userid })
  }
}

async function letPeopleBuy({ operator, sandbox, market, seed }: CampaignPlaces): Promise<void> {
  const orders: MarketOrder[] = []
  await inParallel(market.people, WIDTH, async (person) => {
    const inbox = await sandbox.get<{ kind: string }[]>(`/sandbox/api/people/${person.id}/inbox`)
    const reached = inbox.some(({ kind }) => kind === 'template' || kind === 'group_send')
    const random = new Random(`${seed}:campaign:${person.id}`)
    const chance = person.hidden.responsiveness * (reached ? WITH_MESSAGE : WITHOUT_MESSAGE)
    if (random.chance(chance)) orders.push(orderOf(person, random))
  })
  await importOrders(operator, { orders, people: market.people }, '小程序订单-回馈活动.csv', () => undefined)
}

function orderOf(person: MarketPerson, random: Random): MarketOrder {
  const product = random.pick(CATALOGUE.products)
  return {
    orderNo: `WX-HK-${person.id}`,
    personId: person.id,
    phone: person.phone,
    sku: product.sku,
    name: product.name,
    category: product.category,
    quantity: 1,
    paidFen: Math.max(100, product.priceFen - 3000),
    orderedAt: new Date(),
    channel: '小程序',
  }
}
