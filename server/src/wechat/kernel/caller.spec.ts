import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { inspect } from 'node:util'

import { asIs, get, limited, noParameters, post, postForFile, upload, withoutToken, type Upload } from './call'
import { WechatCaller, type CallerOptions } from './caller'
import { safeReason, WechatApiError, WechatTransportError } from './errors'
import { WechatHttp } from './http'
import { parseJson } from './json'
import { perMinute } from './limits'
import { MemoryTokenStore } from './ports'
import { RateLimiter } from './rate-limiter'
import { integer, list, object, optional, text, textOrNumber } from './shape'
import { TokenKeeper } from './token-keeper'

interface Seen {
  path: string
  token: string | null
  body: string
}

/** A platform of one page: answers what the test says, in order, and writes down what it was asked. */
class TinyPlatform {
  readonly seen: Seen[] = []
  tokensGiven = 0
  /** Most requests that were here at the same time. */
  most = 0
  private here = 0
  private readonly answers: string[] = []
  private readonly server: Server

  constructor() {
    this.server = createServer((request, response) => {
      const chunks: Buffer[] = []
      this.most = Math.max(this.most, ++this.here)
      response.on('close', () => (this.here -= 1))
      request.on('data', (chunk: Buffer) => chunks.push(chunk))
      request.on('end', () => {
        const url = new URL(request.url ?? '', 'http://localhost')
        response.setHeader('content-type', 'application/json')
        if (url.pathname === '/token') {
          this.tokensGiven += 1
          response.end(`{"access_token":"token-${this.tokensGiven}","expires_in":7200}`)
          return
        }
        const body = Buffer.concat(chunks).toString('utf8')
        this.seen.push({ path: url.pathname, token: url.searchParams.get('access_token'), body })
        const answer = this.answers.shift() ?? '{"errcode":0}'
        if (answer === 'silence') return
        if (answer === 'break') request.socket.destroy()
        else if (answer === 'gateway') response.writeHead(502).end('<html>')
        else setImmediate(() => response.end(answer))
      })
    })
  }

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve))
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`
  }

  answerWith(...answers: string[]): void {
    this.answers.push(...answers)
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections()
    await new Promise((resolve) => this.server.close(resolve))
  }
}

const ping = get('/ping', object({ errcode: integer }), noParameters)
const tokenCall = withoutToken(get('/token', object({ access_token: text, expires_in: integer }), noParameters))

describe('calling a platform', () => {
  let platform: TinyPlatform
  let http: WechatHttp
  /** For a platform that never answers; everywhere else a loaded machine may take its time. */
  let impatient: WechatHttp
  let store: MemoryTokenStore
  let now: Date

  const keeper = (): TokenKeeper =>
    new TokenKeeper('key', store, { now: () => now }, async () => {
      const reply = await http.json(tokenCall, undefined)
      return { value: reply.access_token, expiresInSeconds: reply.expires_in }
    })
  const caller = (options: CallerOptions = {}, through = http): WechatCaller =>
    new WechatCaller(through, keeper(), options)

  beforeEach(async () => {
    platform = new TinyPlatform()
    const baseUrl = await platform.start()
    http = new WechatHttp({ baseUrl })
    impatient = new WechatHttp({ baseUrl, timeoutMs: 300 })
    store = new MemoryTokenStore()
    now = new Date('2026-03-01T00:00:00Z')
  })
  afterEach(() => platform.stop())

  it('fetches one token for many simultaneous calls', async () => {
    const one = caller()
    await Promise.all(Array.from({ length: 20 }, () => one.call(ping, undefined)))
    expect(platform.tokensGiven).toBe(1)
    expect(new Set(platform.seen.map(({ token }) => token))).toEqual(new Set(['token-1']))
  })

  it('shares the token between callers of the same store, as two processes would', async () => {
    const [one, other] = [caller(), caller()]
    await Promise.all([one.call(ping, undefined), other.call(ping, undefined)])
    expect(platform.tokensGiven).toBe(1)
  })

  it('replaces a token before it ends', async () => {
    const one = caller()
    await one.call(ping, undefined)
    now = new Date(now.getTime() + 7_100_000)
    await one.call(ping, undefined)
    expect(platform.tokensGiven).toBe(2)
  })

  it.each([40001, 40014, 42001])('refreshes once when the token is refused with %s', async (errcode) => {
    platform.answerWith(`{"errcode":${errcode}}`)
    await caller().call(ping, undefined)
    expect(platform.seen.map(({ token }) => token)).toEqual(['token-1', 'token-2'])
  })

  it('does not refresh for ever', async () => {
    platform.answerWith('{"errcode":40001}', '{"errcode":40001}', '{"errcode":40001}')
    await expect(caller().call(ping, undefined)).rejects.toMatchObject({ errcode: 40001, api: '/ping' })
    expect(platform.seen).toHaveLength(2)
  })

  it('keeps a newer token when an old one is rejected late', async () => {
    const one = keeper()
    await one.current()
    await store.write('key', { value: 'newer', expiresAt: new Date(now.getTime() + 7_200_000) })
    await one.reject('token-1')
    expect(await one.current()).toBe('newer')
    expect(platform.tokensGiven).toBe(1)
  })

  it('waits with growing jittered pauses while the platform is busy, then gives up', async () => {
    const pauses: number[] = []
    const sleep = async (pause: number): Promise<void> => void pauses.push(pause)
    platform.answerWith('{"errcode":-1}', '{"errcode":45033}', '{"errcode":0}')
    await caller({ sleep, random: () => 0.5, firstPauseMs: 100 }).call(ping, undefined)
    expect(pauses).toEqual([50, 100])
    platform.answerWith('{"errcode":6000}', '{"errcode":6000}', '{"errcode":6000}')
    await expect(caller({ sleep, attempts: 3 }).call(ping, undefined)).rejects.toMatchObject({ errcode: 6000 })
  })

  it('does not repeat other refusals', async () => {
    platform.answerWith('{"errcode":43004,"errmsg":"require subscribe rid: 64229bc2-48d0e8b1-2008ed9b"}')
    await expect(caller().call(ping, undefined)).rejects.toMatchObject({
      errcode: 43004,
      rid: '64229bc2-48d0e8b1-2008ed9b',
      reason: 'require subscribe',
    })
    expect(platform.seen).toHaveLength(1)
  })

  it('never repeats a call whose outcome is unknown, and never shows the token', async () => {
    for (const [answer, failure] of [
      ['silence', 'timeout'],
      ['break', 'network'],
      ['gateway', 'http-status'],
      ['<html>', 'unreadable-reply'],
      ['{"errcode":"zero"}', 'unreadable-reply'],
    ] as const) {
      const before = platform.seen.length
      platform.answerWith(answer)
      const error = await caller({}, answer === 'silence' ? impatient : http)
        .call(ping, undefined)
        .catch((caught: unknown) => caught)
      expect(error).toBeInstanceOf(WechatTransportError)
      expect(error).toMatchObject({ failure, api: '/ping' })
      expect(JSON.stringify(error) + String((error as Error).stack)).not.toContain('token-')
      expect(platform.seen).toHaveLength(before + 1)
    }
  })

  it('keeps 64-bit ids whole and sends raw UTF-8', async () => {
    const send = post('/send', object({ msgid: textOrNumber }), asIs<{ text: string }>)
    platform.answerWith('{"errcode":0,"msgid":1988810812324364291}')
    expect(await caller().call(send, { text: '谷雨😀' })).toEqual({ msgid: '1988810812324364291' })
    expect(platform.seen[0]?.body).toBe('{"text":"谷雨😀"}')
  })

  it('sends a file beside its texts', async () => {
    const send = upload('/upload', object({ media_id: text }), ({ type }: Upload & { type: string }) => ({ type }))
    platform.answerWith('{"media_id":"m1"}')
    const file = { filename: '谷雨.png', contentType: 'image/png', bytes: Buffer.from('PNG') }
    expect(await caller().call(send, { type: 'image', file, texts: { description: '{}' } })).toEqual({ media_id: 'm1' })
    const { body } = platform.seen[0] ?? { body: '' }
    expect(body).toContain('name="media"; filename="谷雨.png"\r\nContent-Type: image/png\r\n\r\nPNG\r\n')
    expect(body).toContain('name="description"\r\n\r\n{}')
  })

  it('tells what else a refusal says, and keeps it from loggers', async () => {
    platform.answerWith('{"errcode":45065,"errmsg":"clientmsgid exist","msg_id":1988810812324364291,"touser":"o1"}')
    const error: unknown = await caller()
      .call(ping, undefined)
      .catch((caught: unknown) => caught)
    if (!(error instanceof WechatApiError)) throw new Error('expected a refusal')
    expect(error.read(object({ msg_id: textOrNumber }))).toEqual({ msg_id: '1988810812324364291' })
    expect(error.read(object({ other: textOrNumber }))).toBeUndefined()
    expect(inspect(error, { depth: 9, showHidden: true }) + JSON.stringify(error)).not.toContain('1988810812324364291')
  })

  it('keeps tokens and phone numbers out of whatever an error shows', async () => {
    const phone = ['199', '0000', '1234'].join('')
    const secret = 's'.repeat(32)
    const send = post('/send', object({ phone_info: object({ name: text }) }), asIs<{ mobile: string; secret: string }>)
    for (const answer of [
      `{"errcode":40001,"errmsg":"invalid ${phone} token-1aaaaaaaaaaaaaaaaaaaaaaaaaa ${secret}"}`,
      `{"phone_info":{"phoneNumber":"${phone}"}}`,
      `<html>${phone}`,
      'break',
      'gateway',
    ]) {
      platform.answerWith(answer, answer)
      const error: unknown = await caller()
        .call(send, { mobile: phone, secret })
        .catch((caught: unknown) => caught)
      const shown =
        inspect(error, { depth: 9, showHidden: true }) + JSON.stringify(error) + String((error as Error).stack)
      for (const hidden of [phone, secret, 'token-1', 'token-2']) expect(shown).not.toContain(hidden)
    }
  })

  it('lets only so many calls of one endpoint be on their way at once', async () => {
    const one = caller({ parallelPerEndpoint: 3 })
    await Promise.all(Array.from({ length: 12 }, () => one.call(ping, undefined)))
    expect(platform.most).toBeLessThanOrEqual(3)
  })

  it('asks the limiter before every try', async () => {
    const passed: string[] = []
    const limiter = new RateLimiter({
      store: { take: async (name) => passed.push(name) },
      clock: { now: () => now },
      names: { account: 'a', app: 'a', address: 'address' },
    })
    platform.answerWith('{"errcode":-1}', '{"errcode":0}')
    await caller({ limiter, sleep: async () => undefined }).call(limited(ping, perMinute(1)), undefined)
    expect(passed).toEqual(['a:/ping:minute', 'a:/ping:minute'])
  })

  it('tells a file from an error', async () => {
    const picture = postForFile('/picture', asIs<{ scene: string }>)
    platform.answerWith('PNG bytes', '{"errcode":41030,"errmsg":"invalid page"}')
    const reply = await caller().file(picture, { scene: 'a' })
    expect(reply.bytes.toString()).toBe('PNG bytes')
    await expect(caller().file(picture, { scene: 'a' })).rejects.toBeInstanceOf(WechatApiError)
  })
})

describe('reading replies', () => {
  it('keeps only unsafe integers as text', () => {
    const parsed = parseJson(
      '{"a":9007199254740993,"b":12,"c":"12345678901234567890","d":1.2345678901234567,"e":"\\"9007199254740993"}',
    )
    expect(parsed).toEqual({
      a: '9007199254740993',
      b: 12,
      c: '12345678901234567890',
      d: 1.2345678901234567,
      e: '"9007199254740993',
    })
  })

  it('drops what was not asked for and names what is wrong', () => {
    const reader = object({ name: text, tags: list(integer), note: optional(text) })
    expect(reader({ name: 'x', tags: [1], extra: true }, '')).toEqual({ name: 'x', tags: [1], note: undefined })
    expect(() => reader({ name: 'x', tags: [1, 'two'] }, '')).toThrow('tags[1] is not an integer')
  })

  it('blots out what could be a secret or a phone number', () => {
    const phone = ['199', '0000', '1234'].join('')
    const token = 'A'.repeat(64)
    expect(safeReason(`invalid ${phone} ${token}, hint: [1], from ip: 1.2.3.4`)).toBe('invalid … …')
  })
})
