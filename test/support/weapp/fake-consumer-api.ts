import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import * as data from './fake-consumer-data'
import { FakeOrders } from './fake-orders'

interface Call {
  method: string
  path: string
  query: URLSearchParams
  body: Record<string, unknown>
  token: string | null
}

export interface FakeConsumerApi {
  url: string
  /** Every request that arrived, oldest first, as «GET /path». */
  calls: string[]
  /** Tracked messages that were accepted, each once. */
  tracked: { id: string; event: string; properties: Record<string, unknown> }[]
  submissions: unknown[]
  orders: FakeOrders
  /** The phone codes that were exchanged. */
  phoneCodes: string[]
  /** From now on every token handed out so far is refused with 401. */
  expireTokens(): void
  /** The next call whose path contains `part` is refused with this error. */
  refuseNext(part: string, status: number, code: string, message: string): void
  /** Empties the shop window. */
  empty(): void
  close(): Promise<void>
}

class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message)
  }
}

const MIME: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
}
const PAGE_SIZE = 5

/**
 * A stand-in for the server's consumer API (and for the sandbox's person API), for tests of the mini-program alone. Everything is kept in memory.
 * `staticDir` is served under `/m/`.
 */
export async function startFakeConsumerApi({ staticDir }: { staticDir?: string } = {}): Promise<FakeConsumerApi> {
  const tokens = new Set<string>()
  const offers = data.initialOffers()
  const coupons = data.initialCoupons()
  const consents = data.initialConsents()
  const orders = new FakeOrders(data.products)
  const refusals: { part: string; refusal: Refusal }[] = []
  let phoneMasked: string | null = null
  let isEmpty = false
  let submitted = false
  let tokenCount = 0
  const calls: string[] = []
  const tracked: FakeConsumerApi['tracked'] = []
  const submissions: unknown[] = []
  const phoneCodes: string[] = []

  const me = () => ({
    id: 'cus_9f2k',
    nickname: '阿谷',
    phoneMasked,
    couponCount: coupons.filter((coupon) => coupon.state === 'claimed').length,
  })
  const give = (name: string, amountFen: number, thresholdFen: number) => {
    const coupon: data.FakeCoupon = {
      id: randomUUID(),
      code: `GY${String(coupons.length).padStart(6, '0')}`,
      name,
      amountFen,
      thresholdFen,
      claimedAt: new Date().toISOString(),
      validTo: data.couponExpiry(),
      state: 'claimed',
    }
    coupons.unshift(coupon)
    return coupon
  }

  const routes: [RegExp, (call: Call, id: string) => unknown][] = [
    [/^GET \/api\/consumer\/me$/, me],
    [
      /^GET \/api\/consumer\/home$/,
      () =>
        isEmpty
          ? { articles: [], coupons: [], form: null, products: [], advisor: null }
          : {
              articles: data.articles.slice(0, PAGE_SIZE),
              coupons: offers,
              form: { id: data.form.id, title: data.form.title, reward: data.form.reward },
              products: data.products,
              advisor: data.advisor,
            },
    ],
    [
      /^GET \/api\/consumer\/content-tags$/,
      () =>
        isEmpty
          ? []
          : ['敏感肌', '茶生活', '成分', '母婴', '保湿', '品牌故事'].map((name) => ({
              name,
              count: data.articles.filter((article) => article.tags.includes(name)).length,
            })),
    ],
    [/^GET \/api\/consumer\/articles$/, listArticles],
    [
      /^GET \/api\/consumer\/articles\/([^/]+)$/,
      (_, id) => ({
        ...found(data.articles, id),
        author: '谷雨集护肤研究室',
        html: data.articleHtml,
        offer: offers[0],
        products: data.products.slice(0, 2),
      }),
    ],
    [/^POST \/api\/consumer\/coupons\/([^/]+)\/claim$/, claim],
    [/^GET \/api\/consumer\/my-coupons$/, () => (isEmpty ? [] : coupons)],
    [/^POST \/api\/consumer\/phone$/, authorizePhone],
    [/^GET \/api\/consumer\/forms\/([^/]+)$/, (_, id) => ({ ...found([data.form], id), submitted })],
    [/^POST \/api\/consumer\/forms\/([^/]+)\/submissions$/, submit],
    [/^GET \/api\/consumer\/products\/([^/]+)$/, (_, id) => ({ ...found(data.products, id), ...data.productDetails })],
    [/^GET \/api\/consumer\/consents$/, () => consents],
    [/^PUT \/api\/consumer\/consents$/, setConsent],
    [/^POST \/v1\/track$/, track],
    ...orders.routes(),
  ]

  function setConsent({ body }: Call) {
    const consent = consents.find(({ purpose }) => purpose === body.purpose)
    if (consent) consent.granted = body.granted === true
    return consents
  }

  function listArticles({ query }: Call) {
    const tag = query.get('tag')
    const page = Number(query.get('page') ?? 1)
    const all = isEmpty ? [] : data.articles.filter((article) => !tag || article.tags.includes(tag))
    return { items: all.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE), total: all.length, page, pageSize: PAGE_SIZE }
  }

  function claim(_: Call, id: string) {
    const offer = found(offers, id)
    if (offer.requiresPhone && phoneMasked === null)
      throw new Refusal(409, 'COUPON_PHONE_REQUIRED', '领取这张券需要手机号')
    if (offer.claimed) throw new Refusal(409, 'COUPON_ALREADY_CLAIMED', '已经领取过')
    if (offer.remaining === 0) throw new Refusal(409, 'COUPON_SOLD_OUT', '已领完')
    offer.claimed = true
    offer.remaining -= 1
    return { coupon: give(offer.name, offer.amountFen, offer.thresholdFen) }
  }

  function authorizePhone(call: Call) {
    const { body } = call
    if (body.consentVersion !== data.privacy.version) throw new Refusal(400, 'CONSENT_REQUIRED', '需要同意隐私说明')
    const code = String(body.code)
    if (phoneCodes.includes(code)) throw new Refusal(400, 'PHONE_CODE_INVALID', '授权码无效')
    phoneCodes.push(code)
    phoneMasked = '199****0001'
    setConsent({ ...call, body: { purpose: 'phone', granted: true } })
    return { me: me(), merged: true }
  }

  function submit({ body }: Call) {
    submissions.push(body.answers)
    submitted = true
    return { message: '谢谢您的回答，礼遇已放入卡包。', coupon: give('20 元护肤券', 2_000, 9_900) }
  }

  function track({ body }: Call) {
    const messages = body.messages as FakeConsumerApi['tracked']
    const known = new Set(tracked.map((message) => message.id))
    const fresh = messages.filter((message) => !known.has(message.id))
    tracked.push(...fresh)
    return { accepted: fresh.length, duplicates: messages.length - fresh.length, rejected: [] }
  }

  function answerOpen({ method, path: at, body }: Call): unknown {
    const person = /^\/sandbox\/api\/people\/([^/]+)(\/login-code|\/phone-code)?$/.exec(at)
    if (person) {
      if (person[1] === 'nobody') throw new Refusal(404, 'NOT_FOUND', 'no such person')
      return person[2] ? { code: randomUUID() } : { id: person[1], name: '苏念', phone: '19900000001', unionid: 'u1' }
    }
    if (at === '/api/consumer/config') {
      return {
        brandName: '谷雨集 GUYUJI',
        slogan: '雨生百谷，润养如初',
        miniProgramAppid: 'wx0ff1c1a1acc00002',
        wechatHost: { kind: 'sandbox', url },
        privacy: data.privacy,
        subscribeTemplateIds: ['TPL_COUPON_EXPIRY'],
      }
    }
    if (method === 'POST' && at === '/api/consumer/login') {
      if (!body.code) throw new Refusal(400, 'VALIDATION_FAILED', 'code')
      const token = `token-${++tokenCount}`
      tokens.add(token)
      return { token, expiresInSeconds: 7200, me: me() }
    }
    return undefined
  }

  function answer(call: Call): unknown {
    const refused = refusals.findIndex(({ part }) => call.path.includes(part))
    if (refused >= 0) throw refusals.splice(refused, 1)[0]?.refusal ?? new Error('gone')
    const open = answerOpen(call)
    if (open !== undefined) return open
    if (call.path.startsWith('/assets/')) throw new Refusal(404, 'NOT_FOUND', 'no such picture')
    if (call.token === null || !tokens.has(call.token)) throw new Refusal(401, 'NOT_LOGGED_IN', '请先登录')
    for (const [pattern, handle] of routes) {
      const match = pattern.exec(`${call.method} ${call.path}`)
      if (match) return handle(call, decodeURIComponent(match[1] ?? ''))
    }
    throw new Refusal(404, 'NOT_FOUND', '没有找到')
  }

  const server = createServer((request, response) => void serve(request, response))

  async function serve(request: IncomingMessage, response: ServerResponse) {
    const asked = new URL(request.url ?? '/', 'http://fake')
    if (staticDir && asked.pathname.startsWith('/m/')) return serveFile(staticDir, asked.pathname.slice(3), response)
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const text = Buffer.concat(chunks).toString('utf8')
    const call: Call = {
      method: request.method ?? 'GET',
      path: asked.pathname,
      query: asked.searchParams,
      body: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>),
      token: /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? null,
    }
    calls.push(`${call.method} ${call.path}`)
    try {
      sendJson(response, 200, answer(call))
    } catch (error) {
      const refusal = error instanceof Refusal ? error : new Refusal(500, 'INTERNAL', String(error))
      sendJson(response, refusal.status, { error: { code: refusal.code, message: refusal.message, requestId: 'r1' } })
    }
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  return {
    url,
    calls,
    tracked,
    orders,
    submissions,
    phoneCodes,
    expireTokens: () => tokens.clear(),
    refuseNext: (part, status, code, message) =>
      void refusals.push({ part, refusal: new Refusal(status, code, message) }),
    empty: () => void (isEmpty = true),
    close: () =>
      new Promise((resolve, reject) => {
        server.closeAllConnections()
        server.close((error) => (error ? reject(error) : resolve()))
      }),
  }
}

function found<T extends { id: string }>(items: readonly T[], id: string): T {
  const item = items.find((candidate) => candidate.id === id)
  if (!item) throw new Refusal(404, 'NOT_FOUND', '没有找到')
  return item
}

function sendJson(response: ServerResponse, status: number, body: unknown) {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' })
  response.end(JSON.stringify(body))
}

async function serveFile(root: string, name: string, response: ServerResponse) {
  const file = path.join(root, name === '' ? 'index.html' : path.normalize(name))
  try {
    const content = await readFile(file)
    response.writeHead(200, { 'content-type': MIME[path.extname(file)] ?? 'application/octet-stream' })
    response.end(content)
  } catch {
    response.writeHead(404).end()
  }
}
