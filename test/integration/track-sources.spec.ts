import { startTestApp, type TestApp } from '../support/app'
import { rolesOf, type Roles, type TestClient } from '../support/http'

interface TrackReply {
  accepted: number
  rejected: { id: string; code: string }[]
}
interface Refused {
  sourceId: number
  sourceName: string
  code: string
  total: number
  days: { day: string; count: number }[]
  sample: { event: string; keys: string[]; origin: string; reason: string }
}

const HOUR = 3_600_000

describe('the sources of the tracking API', () => {
  let testApp: TestApp
  let roles: Roles
  let operator: TestClient
  let web: { id: number; key: string }
  let next = 1

  beforeAll(async () => {
    testApp = await startTestApp()
    roles = rolesOf(testApp)
    operator = await roles.asOperator()
    web = await source({ code: 'site', kind: 'web', name: '官网', origins: ['https://WWW.example.com:443'] })
    await operator.post('/api/event-definitions', {
      name: 'view_page',
      label: '浏览页面',
      properties: [{ key: 'path', label: '路径', type: 'text', required: true }],
    })
  })

  afterAll(() => testApp.close())

  async function source(body: object): Promise<{ id: number; key: string }> {
    const { sourceId, key } = await operator.post<{ sourceId: number; key: string }>('/api/track-sources', body)
    return { id: sourceId, key }
  }

  const view = (change: object = {}): Record<string, unknown> => ({
    id: `s-${next++}`,
    event: 'view_page',
    time: new Date(Date.now() - HOUR).toISOString(),
    properties: { path: '/tea' },
    anonymousId: 'visitor-0001',
    ...change,
  })

  const send = async (
    key: string | null,
    body: object,
    headers: Record<string, string> = {},
  ): Promise<{ status: number; body: TrackReply }> =>
    roles
      .anonymous()
      .raw('POST', '/v1/track', { body, headers: { ...headers, ...(key ? { authorization: `Bearer ${key}` } : {}) } })

  const track = async (key: string, messages: object[]): Promise<TrackReply> => {
    const { status, body } = await send(key, { messages })
    if (status !== 200) throw new Error(`${status} ${JSON.stringify(body)}`)
    return body
  }

  const codeOf = async (reply: Promise<{ body: unknown }>): Promise<string> =>
    ((await reply).body as { error: { code: string } }).error.code

  const refusedBy = async (sourceId: number): Promise<Refused[]> =>
    (await operator.get<Refused[]>('/api/track-sources/refusals')).filter((one) => one.sourceId === sourceId)

  it('refuses who has no key, a wrong one, or one from a foreign page', async () => {
    expect(await codeOf(send(null, { messages: [view()] }))).toBe('NOT_LOGGED_IN')
    expect(await codeOf(send(`gyk_${'x'.repeat(32)}`, { messages: [view()] }))).toBe('TRACK_KEY_INVALID')
    const foreign = roles.anonymous().raw('POST', '/v1/track', {
      body: { messages: [view()] },
      headers: { authorization: `Bearer ${web.key}`, origin: 'https://evil.example' },
    })
    expect(await codeOf(foreign)).toBe('TRACK_ORIGIN_FORBIDDEN')
  })

  it('refuses a revoked key at once, and keeps the old one for a day after a rotation', async () => {
    const till = await source({ code: 'till', kind: 'server', name: '收银台' })
    const { key: newer } = await operator.post<{ key: string }>(`/api/track-sources/${till.id}/keys`)
    expect((await track(till.key, [view()])).accepted).toBe(1)
    expect((await track(newer, [view()])).accepted).toBe(1)
    const listed =
      await operator.get<{ id: number; keys: { id: number; tail: string; endsAt: string | null }[] }[]>(
        '/api/track-sources',
      )
    const keys = listed.find(({ id }) => id === till.id)?.keys ?? []
    expect(JSON.stringify(listed)).not.toContain(newer)
    expect(keys.map(({ tail, endsAt }) => [tail, endsAt === null])).toEqual([
      [newer.slice(-4), true],
      [till.key.slice(-4), false],
    ])
    await operator.delete(`/api/track-sources/${till.id}/keys/${keys[0]?.id}`)
    expect(await codeOf(send(newer, { messages: [view()] }))).toBe('TRACK_KEY_INVALID')
    await operator.patch(`/api/track-sources/${till.id}`, { disabled: true })
    expect(await codeOf(send(till.key, { messages: [view()] }))).toBe('TRACK_KEY_INVALID')
  })

  it('refuses events outside the scope of the key', async () => {
    const narrow = await source({ code: 'narrow', kind: 'web', name: '活动页', events: ['submit_form'] })
    const reply = await track(narrow.key, [view(), view({ event: 'submit_form', properties: { form: '报名' } })])
    expect(reply).toMatchObject({ accepted: 1, rejected: [{ code: 'TRACK_EVENT_FORBIDDEN' }] })
  })

  it('refuses to let a page speak for people, and a source of the same name twice', async () => {
    const bold = { code: 'bold', kind: 'web', name: '网页', identityKinds: ['phone'] }
    expect(await operator.refusal('POST', '/api/track-sources', bold)).toMatchObject({ code: 'TRACK_SOURCE_INVALID' })
    const twice = { code: 'site', kind: 'web', name: '官网' }
    expect(await operator.refusal('POST', '/api/track-sources', twice)).toMatchObject({ code: 'TRACK_SOURCE_EXISTS' })
    expect(await (await roles.asEditor()).refusal('POST', '/api/track-sources', twice)).toMatchObject({ status: 403 })
    expect(await roles.anonymous().refusal('GET', '/api/track-sources')).toMatchObject({ status: 401 })
  })

  it('lets the page in that it is for, however its address was typed', async () => {
    const { status } = await send(web.key, { messages: [view()] }, { origin: 'https://www.example.com' })
    expect(status).toBe(200)
    expect(await codeOf(send(web.key, { messages: [view()] }, { origin: 'null' }))).toBe('TRACK_ORIGIN_FORBIDDEN')
    const strange = { code: 'strange', kind: 'web', name: '奇怪', origins: ['https://a.example/path'] }
    expect(await operator.refusal('POST', '/api/track-sources', strange)).toMatchObject({ field: 'origins' })
  })

  it('keeps count of what it refused, with nothing that was said about anybody', async () => {
    const shop = await source({ code: 'shop', kind: 'web', name: '商城', origins: ['https://shop.example.com'] })
    const secret = '13800001234'
    await track(shop.key, [
      view({ anonymousId: undefined }),
      view({ time: 'yesterday', event: `call ${secret}`, properties: { path: secret, [`tel ${secret}`]: 1 } }),
      view({ identities: [{ kind: 'phone', value: secret }] }),
      view(),
    ])
    await send(shop.key, { messages: [] })
    await send(shop.key, { messages: [view()] }, { origin: 'https://evil.example' })
    const refused = await refusedBy(shop.id)
    expect(refused.map(({ code, total }) => [code, total]).sort()).toEqual([
      ['TRACK_IDENTITY_FORBIDDEN', 1],
      ['TRACK_MESSAGE_INVALID', 2],
      ['TRACK_ORIGIN_FORBIDDEN', 1],
      ['VALIDATION_FAILED', 1],
    ])
    expect(JSON.stringify(refused)).not.toContain(secret)
    expect(refused.find(({ code }) => code === 'TRACK_ORIGIN_FORBIDDEN')?.sample.origin).toBe('https://evil.example')
    await track(shop.key, [view({ time: '' })])
    const again = (await refusedBy(shop.id)).find(({ code }) => code === 'TRACK_MESSAGE_INVALID')
    expect(again).toMatchObject({ total: 3, sourceName: '商城', sample: { event: 'view_page', keys: ['path'] } })
    expect(again?.sample.reason).toContain('ISO 8601')
    expect(again?.days).toHaveLength(14)
    expect(again?.days.at(-1)?.count).toBe(3)
    expect(await (await roles.asSales()).refusal('GET', '/api/track-sources/refusals')).toMatchObject({ status: 403 })
  })

  it('lets no page bring more than its share, and leaves the others alone', async () => {
    const flood = await source({ code: 'flood', kind: 'web', name: '失控的页面' })
    const messages = Array.from({ length: 500 }, () => ({}))
    let code = ''
    for (let call = 0; call < 200 && code === ''; call += 1) {
      const { status, body } = await send(flood.key, { messages })
      if (status !== 200) code = (body as unknown as { error: { code: string } }).error.code
    }
    expect(code).toBe('TOO_MANY_REQUESTS')
    expect((await track(web.key, [view()])).accepted).toBe(1)
    expect((await refusedBy(flood.id)).map((one) => one.code)).toContain('TOO_MANY_REQUESTS')
  })

  it.each([
    ['name', { name: null }],
    ['identityKinds', { identityKinds: null }],
    ['disabled', { disabled: null }],
    ['events', { events: ['Not A Name'] }],
  ])('refuses a change whose %s is nothing that can be kept', async (field, change) => {
    expect(await operator.refusal('PATCH', `/api/track-sources/${web.id}`, change)).toMatchObject({
      status: 400,
      field,
    })
  })
})
