import { decryptMessage } from '../callbacks/cipher'
import { readXml } from '../callbacks/xml'
import { accounts, SandboxUnderTest, until } from '../testing/sandbox-client'

const { appid } = accounts.officialAccount

describe('control API', () => {
  let wire: SandboxUnderTest

  beforeEach(async () => {
    wire = await SandboxUnderTest.start()
  })
  afterEach(() => wire.stop())

  it('creates and finds people', async () => {
    const made = await wire.control('people', { name: '顾清禾', gender: 'female', city: '杭州' })
    expect(made).toMatchObject({
      name: '顾清禾',
      gender: 'female',
      city: '杭州',
      phone: expect.stringMatching(/^1700000\d{4}$/) as unknown,
    })
    await wire.person({ name: '苏南星' })
    expect(await wire.controlGet('people?search=顾')).toMatchObject({ total: 1, items: [{ id: made.id }] })
    expect(await wire.controlGet('people?limit=1')).toMatchObject({ total: 2, items: [{ name: '苏南星' }] })
  })

  it('gives the same person for the same chosen id', async () => {
    const first = await wire.person({ id: 'mk-0001', name: '林一' })
    expect(await wire.person({ id: 'mk-0001', name: '林二' })).toEqual(first)
    expect(await wire.controlGet('people')).toMatchObject({ total: 1, items: [{ name: '林二' }] })
  })

  it('says what is wrong with a request', async () => {
    const { id } = await wire.person()
    const statusOf = async (path: string, body: unknown, method = 'POST'): Promise<number> =>
      (await wire.raw(`/sandbox/api/${path}`, body, method)).status
    expect(await statusOf('people', 'not json')).toBe(400)
    expect(await statusOf('people', { gender: 'other' })).toBe(400)
    expect(await statusOf('people', { id: '../x' })).toBe(400)
    expect(await statusOf('people/nobody/follow', { appid })).toBe(404)
    expect(await statusOf(`people/${id}/follow`, {})).toBe(400)
    expect(await statusOf(`people/${id}/follow`, { appid: 'wx0' })).toBe(404)
    expect(await statusOf(`people/${id}/follow`, { appid, scene: 'never-made' })).toBe(404)
    expect(await statusOf(`people/${id}/follow`, { appid, at: 'yesterday' })).toBe(400)
    expect(await statusOf(`people/${id}/scan`, { ticket: 'none' })).toBe(404)
    expect(await statusOf(`people/${id}/add-contact`, { configId: 'none' })).toBe(404)
    expect(await statusOf('work/members/nobody/tasks', undefined, 'GET')).toBe(404)
    expect(await statusOf('work/tasks/none/confirm', { userid: 'linxiaoyu' })).toBe(404)
    expect(await statusOf('clock', { advanceSeconds: 'much' })).toBe(400)
    expect(await statusOf('clock', { offsetSeconds: 1e15 })).toBe(400)
    expect(await statusOf('clock', { advanceSeconds: -1e15 })).toBe(400)
    expect(await statusOf('faults', { effect: 'status', status: 99_999 })).toBe(400)
    expect(await statusOf('pay/notifications/spoil', { how: 'body', times: 1e9 })).toBe(400)
    expect(await statusOf('outcomes', { job: 'mass', outcome: 'err(1)' })).toBe(400)
    expect(await statusOf('callbacks', { account: appid, fields: { 'a b': 1 } })).toBe(400)
    expect(await statusOf('callbacks', { account: 'wx0', fields: {} })).toBe(404)
    expect(await statusOf('callback-base', { url: 'nowhere' }, 'PUT')).toBe(400)
    expect(wire.receiver.received).toEqual([])
  })

  it('may be called from the product’s own pages', async () => {
    const preflight = await wire.raw('/sandbox/api/people/p1/login-code', undefined, 'OPTIONS')
    expect(preflight.status).toBe(204)
    expect(preflight.headers.get('access-control-allow-headers')).toBe('content-type')
    expect((await wire.raw('/sandbox/api/people')).headers.get('access-control-allow-origin')).toBe('*')
  })

  it('sends callbacks to wherever the server has moved', async () => {
    await wire.control('callback-base', { url: `${wire.receiver.url}/moved/` }, 'PUT')
    const { id } = await wire.person()
    await wire.control(`people/${id}/follow`, { appid })
    expect(wire.receiver.received[0]?.path).toBe(`/moved/callbacks/official-account/${appid}`)
  })

  it('gives an account a callback address of its own once that answers the check', async () => {
    const url = `${wire.receiver.url}/own/address?tenant=7`
    const save = (): Promise<Response> => wire.raw(`/sandbox/api/accounts/${appid}/callback-url`, { url }, 'PUT')
    expect((await save()).status).toBe(409)
    wire.receiver.echoes = true
    expect((await save()).status).toBe(200)
    wire.receiver.received.length = 0
    const { id } = await wire.person()
    await wire.control(`people/${id}/follow`, { appid })
    expect(wire.receiver.received.map(({ path }) => path)).toEqual(['/own/address'])
    expect(wire.receiver.received[0]?.query.get('tenant')).toBe('7')
    expect(wire.receiver.received[0]?.query.get('msg_signature')).toMatch(/^[0-9a-f]{40}$/)
    await wire.control(`accounts/${appid}/callback-url`, {}, 'DELETE')
    await wire.control(`people/${id}/unfollow`, { appid })
    expect(wire.receiver.received[1]?.path).toBe(`/callbacks/official-account/${appid}`)
  })

  it.each([
    ['the official account', accounts.officialAccount.appid, accounts.officialAccount],
    ['the company', accounts.work.corpid, accounts.work],
  ])('sends any event in the name of %s', async (_, account, { encodingAESKey }) => {
    const fields = { Event: 'something_new', Detail: { Item: [{ Id: 1 }, { Id: 2 }] } }
    expect(await wire.control('callbacks', { account, fields })).toMatchObject({ delivered: true })
    const outer = readXml(wire.receiver.received[0]?.body ?? '')
    const plain = decryptMessage(String(outer?.Encrypt), account, encodingAESKey)
    expect(readXml(plain ?? '')).toMatchObject({
      MsgType: 'event',
      Event: 'something_new',
      Detail: { Item: [{ Id: '1' }, { Id: '2' }] },
    })
  })

  it('forgets everything on reset: retries on their way, who is typing, and back to the crowd of the start', async () => {
    const size = { followers: 10, contacts: 5, seed: 3 }
    await wire.stop()
    wire = await SandboxUnderTest.start({ crowd: size, callbackRetryDelayMs: 300 })
    await wire.control('crowd', { followers: 0, contacts: 0 })
    wire.receiver.answers.splice(0, Infinity, { status: 500, body: '' })
    const { id } = await wire.person()
    await wire.control(`people/${id}/follow`, { appid })
    expect(await wire.controlGet('health')).toMatchObject({ outstandingCallbacks: 1 })
    await wire.control('reset')
    const before = wire.receiver.received.length
    expect(await wire.controlGet('health')).toMatchObject({ outstandingCallbacks: 0 })
    expect(await wire.controlGet('crowd')).toMatchObject(size)
    const token = await wire.officialToken()
    expect(await wire.call(`api.weixin.qq.com/cgi-bin/user/get?access_token=${token}`)).toMatchObject({ total: 10 })
    // Whatever was still to be sent again would have come before the next person's first callback and its retries.
    const next = await wire.person()
    await wire.control(`people/${next.id}/follow`, { appid })
    await until(async () => {
      const { outstandingCallbacks } = (await wire.controlGet('health')) as { outstandingCallbacks: number }
      return outstandingCallbacks === 0 ? true : undefined
    })
    expect(wire.receiver.received).toHaveLength(before + 3)
  })

  it('serves its screen', async () => {
    const page = await wire.raw('/sandbox/')
    expect(page.headers.get('content-type')).toContain('text/html')
    expect(await page.text()).toContain('微信沙箱')
  })
})
