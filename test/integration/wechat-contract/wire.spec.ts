import {
  MemoryRateStore,
  MemoryTokenStore,
  officialAccountCalls as calls,
  OfficialAccountClient,
  WechatTransportError,
} from '../../../server/src/wechat'
import { World } from './support/world'

interface JournalItem {
  path: string
  errcode?: number
}

/** What the platforms do to everybody now and then. */
describe('a platform with its whims, over the wire', () => {
  const world = new World()
  beforeAll(() => world.start())
  afterAll(() => world.close())

  beforeEach(() => ask())

  const { appid, secret } = world.accounts.officialAccount
  const fault = (effect: string, more: object = {}): Promise<unknown> =>
    world.sandbox.post('faults', { effect, path: '/cgi-bin/tags/get', times: 1, ...more })
  const ask = (): Promise<unknown> => world.officialAccount.call(calls.tags, undefined)
  const calledSince = async (act: () => Promise<unknown>): Promise<(number | undefined)[]> => {
    const before = await world.sandbox.get<JournalItem[]>('journal?kind=call&limit=1000')
    await act().catch(() => undefined)
    const after = await world.sandbox.get<JournalItem[]>('journal?kind=call&limit=1000')
    const fresh = after.slice(0, after.length - before.length).filter(({ path }) => path.includes('/cgi-bin/tags/get'))
    return fresh.map(({ errcode }) => errcode).reverse()
  }
  /** Another process of ours, on the same store. */
  const twins = (): [OfficialAccountClient, OfficialAccountClient] => {
    const shared = { tokens: new MemoryTokenStore(), rates: new MemoryRateStore() }
    const build = (): OfficialAccountClient =>
      new OfficialAccountClient({
        appid,
        secret,
        ...shared,
        apiBaseUrl: `${world.sandbox.url}/api.weixin.qq.com`,
        mpBaseUrl: '',
        openBaseUrl: '',
        clock: { now: () => new Date() },
        timeoutMs: 1500,
      })
    return [build(), build()]
  }

  it.each([40001, 40014, 42001])('replaces a token that is refused with %s, once', async (errcode) => {
    await fault('errcode', { errcode })
    expect(await calledSince(ask)).toEqual([errcode, 0])
    await fault('errcode', { errcode, times: 2 })
    expect(await calledSince(ask)).toEqual([errcode, errcode])
  })

  it('goes on when all tokens end without notice, with one new token for all processes', async () => {
    const [one, other] = twins()
    await Promise.all([one.call(calls.tags, undefined), other.call(calls.tags, undefined)])
    await world.sandbox.post('tokens/expire', { account: appid })
    const before = await world.sandbox.get<JournalItem[]>('journal?path=stable_token&limit=1000')
    await Promise.all([one, other, one, other].map((client) => client.call(calls.tags, undefined)))
    const after = await world.sandbox.get<JournalItem[]>('journal?path=stable_token&limit=1000')
    expect(after.length - before.length).toBe(1)
  })

  it.each([-1, 45033, 6000])('comes back after %s', async (errcode) => {
    await fault('errcode', { errcode, times: 2 })
    expect(await calledSince(ask)).toEqual([errcode, errcode, 0])
  })

  it.each([
    ['drop', {}, 'network'],
    ['status', { status: 429 }, 'http-status'],
    ['status', { status: 502 }, 'http-status'],
    ['delay', { milliseconds: 4000 }, 'timeout'],
  ])('says that the outcome is unknown after %s %j, and does not repeat', async (effect, more, failure) => {
    const [client] = twins()
    await client.call(calls.industry, undefined)
    await fault(effect, more)
    const error: unknown = await client.call(calls.tags, undefined).catch((caught: unknown) => caught)
    expect(error).toBeInstanceOf(WechatTransportError)
    expect(error).toMatchObject({ failure, api: '/cgi-bin/tags/get' })
  })

  it('names the pages where people log in so that the sandbox understands them', async () => {
    const redirectUri = 'https://example.com/back?a=1&b=谷'
    const state = 'abc123'
    const pages = [
      world.officialAccount.authorizeUrl({ redirectUri, scope: 'snsapi_userinfo', state }),
      world.work.authorizeUrl({ redirectUri, scope: 'snsapi_privateinfo', state }),
      world.work.loginUrl({ redirectUri, state }),
    ]
    for (const page of pages) expect((await fetch(page)).status).toBe(200)
    expect(() => world.officialAccount.authorizeUrl({ redirectUri, scope: 'snsapi_base', state: 'a b' })).toThrow(
      RangeError,
    )
  })
})
