import { accounts, SandboxUnderTest } from '../testing/sandbox-client'

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

  it('serves its screen', async () => {
    const page = await wire.raw('/sandbox/')
    expect(page.headers.get('content-type')).toContain('text/html')
    expect(await page.text()).toContain('微信沙箱')
  })
})
