import { accounts, SandboxUnderTest } from '../testing/sandbox-client'

const API = 'api.weixin.qq.com'
const TOKEN = `${API}/cgi-bin/token?grant_type=client_credential`
const { officialAccount, work } = accounts

describe('access tokens', () => {
  let wire: SandboxUnderTest

  beforeEach(async () => {
    wire = await SandboxUnderTest.start()
  })
  afterEach(() => wire.stop())

  const useOfficial = (token: string): Promise<Record<string, unknown>> =>
    wire.call(`${API}/cgi-bin/user/get?access_token=${token}`)

  it('refuses wrong credentials with the platform codes and HTTP 200', async () => {
    const wrongSecret = await wire.raw(`/${TOKEN}&appid=${officialAccount.appid}&secret=nonsense`)
    expect(wrongSecret.status).toBe(200)
    const answer = (await wrongSecret.json()) as { errcode: number; errmsg: string }
    expect(answer.errcode).toBe(40125)
    expect(answer.errmsg).toMatch(/^invalid appsecret rid: [0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{8}$/)
    expect(await wire.call(`${TOKEN}&appid=wx0000000000000000&secret=x`)).toMatchObject({ errcode: 40013 })
    expect(await wire.call(`${TOKEN}&secret=x`)).toMatchObject({ errcode: 41002 })
    expect(await wire.call(`${API}/cgi-bin/token?grant_type=other&appid=x&secret=x`)).toMatchObject({ errcode: 40002 })
    expect(await wire.call(`qyapi.weixin.qq.com/cgi-bin/gettoken?corpid=${work.corpid}&corpsecret=x`)).toMatchObject({
      errcode: 40001,
    })
  })

  it('tells missing, garbled, unknown and expired tokens apart', async () => {
    const token = await wire.officialToken()
    expect(await useOfficial(token)).toMatchObject({ total: 0, count: 0 })
    expect(await wire.call(`${API}/cgi-bin/user/get`)).toMatchObject({ errcode: 41001 })
    expect(await useOfficial('garbled')).toMatchObject({ errcode: 40014 })
    expect(await useOfficial(`${token.slice(0, -4)}zzzz`)).toMatchObject({ errcode: 40001 })
    await wire.advance(7200)
    expect(await useOfficial(token)).toMatchObject({ errcode: 42001 })
  })

  it('lets the replaced plain token live five minutes, then calls it not latest', async () => {
    const first = await wire.officialToken()
    const second = await wire.officialToken()
    expect(second).not.toBe(first)
    expect(await useOfficial(first)).toMatchObject({ total: 0 })
    await wire.advance(301)
    expect(await useOfficial(first)).toMatchObject({ errcode: 40001 })
    expect(await useOfficial(second)).toMatchObject({ total: 0 })
  })

  it('gives the same stable token until five minutes before its end and keeps it apart from the plain one', async () => {
    const stable = await wire.miniProgramToken()
    expect(await wire.miniProgramToken()).toBe(stable)
    await wire.advance(6900)
    const next = await wire.miniProgramToken()
    expect(next).not.toBe(stable)
    expect(await wire.call(`${API}/cgi-bin/getcallbackip?access_token=${stable}`)).toHaveProperty('ip_list')
  })

  it('ends a stable token at once when a refresh is forced, but not twice within 30 seconds', async () => {
    const { appid, secret } = officialAccount
    const ask = (force: boolean): Promise<Record<string, unknown>> =>
      wire.call(`${API}/cgi-bin/stable_token`, { grant_type: 'client_credential', appid, secret, force_refresh: force })
    const before = String((await ask(false)).access_token)
    const forced = String((await ask(true)).access_token)
    expect(forced).not.toBe(before)
    expect(await useOfficial(before)).toMatchObject({ errcode: 40001 })
    expect((await ask(true)).access_token).toBe(forced)
    await wire.advance(31)
    expect((await ask(true)).access_token).not.toBe(forced)
  })

  it('repeats the WeCom token while it is valid and refuses it on the other platform', async () => {
    const token = await wire.workToken()
    expect(await wire.workToken()).toBe(token)
    expect(await useOfficial(token)).toMatchObject({ errcode: 40014 })
    expect(
      await wire.call(`qyapi.weixin.qq.com/cgi-bin/user/get?access_token=${token}&userid=linxiaoyu`),
    ).toMatchObject({ errcode: 0, name: '林晓雨' })
    await wire.advance(7201)
    const expired = await wire.call(`qyapi.weixin.qq.com/cgi-bin/user/get?access_token=${token}&userid=linxiaoyu`)
    expect(expired.errcode).toBe(42001)
    expect(expired.errmsg).toMatch(
      /, hint: \[\d{19}\], from ip: .+, more info at https:\/\/open\.work\.weixin\.qq\.com\/devtool\/query\?e=42001$/,
    )
  })

  it('does not accept the mini-program for official-account calls', async () => {
    expect(await useOfficial(await wire.miniProgramToken())).toMatchObject({ errcode: 48001 })
  })

  it('ends every token of an account on demand', async () => {
    const token = await wire.officialToken()
    expect(await wire.control('tokens/expire', { account: officialAccount.appid })).toEqual({ ended: 1 })
    expect(await useOfficial(token)).toMatchObject({ errcode: 42001 })
  })
})
