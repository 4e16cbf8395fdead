import { gzipSync } from 'node:zlib'
import { CustomerService, IdentityService } from '../../server/src/modules/identity'
import { SecretBox } from '../../server/src/platform/secret-box'
import { startTestApp, type TestApp } from '../support/app'
import { rolesOf, type Roles, type TestClient } from '../support/http'

interface Refused {
  id: string
  code: string
}
interface TrackReply {
  accepted: number
  duplicates: number
  rejected: Refused[]
  quarantined: Refused[]
}

const HOUR = 3_600_000

describe('the tracking API', () => {
  let testApp: TestApp
  let roles: Roles
  let operator: TestClient
  let web: { id: number; key: string }
  let server: { id: number; key: string }
  let next = 1

  beforeAll(async () => {
    testApp = await startTestApp()
    roles = rolesOf(testApp)
    operator = await roles.asOperator()
    web = await source({ code: 'site', kind: 'web', name: '官网', origins: ['https://www.example.com'] })
    server = await source({
      code: 'shop',
      kind: 'server',
      name: '商城后台',
      identityKinds: ['phone', 'unionid', 'member_no'],
    })
    await operator.post('/api/event-definitions', {
      name: 'view_page',
      label: '浏览页面',
      properties: [
        { key: 'path', label: '路径', type: 'text', required: true },
        { key: 'price', label: '价格', type: 'money' },
      ],
    })
  })

  afterAll(() => testApp.close())

  async function source(body: object): Promise<{ id: number; key: string }> {
    const { sourceId, key } = await operator.post<{ sourceId: number; key: string }>('/api/track-sources', body)
    return { id: sourceId, key }
  }

  const view = (change: object = {}): Record<string, unknown> => ({
    id: `v-${next++}`,
    event: 'view_page',
    time: new Date(Date.now() - HOUR).toISOString(),
    properties: { path: '/tea' },
    anonymousId: 'visitor-0001',
    ...change,
  })

  const send = async (key: string | null, body: object): Promise<{ status: number; body: TrackReply }> =>
    roles.anonymous().raw('POST', '/v1/track', { body, headers: key ? { authorization: `Bearer ${key}` } : {} })

  const track = async (key: string, messages: object[], more: object = {}): Promise<TrackReply> => {
    const { status, body } = await send(key, { messages, ...more })
    if (status !== 200) throw new Error(`${status} ${JSON.stringify(body)}`)
    return body
  }

  const codeOf = async (reply: Promise<{ body: unknown }>): Promise<string> =>
    ((await reply).body as { error: { code: string } }).error.code

  const count = async (where = '1 = 1', params: unknown[] = []): Promise<number> =>
    Number((await testApp.db.query<{ n: number }>(`SELECT COUNT(*) AS n FROM event WHERE ${where}`, params))[0]?.n)

  const ownerOf = async (
    kind: 'anonymous_id' | 'unionid' | 'phone' | 'member_no',
    value: string,
    scope = '',
  ): Promise<number> => (await testApp.app.get(IdentityService).findCustomer({ kind, scope, value }))?.customerId ?? 0

  describe('with a source key', () => {
    it('records a batch, late and out of order, and counts the same batch once', async () => {
      const messages = [view(), view({ time: '2024-03-01T08:00:00' }), view()]
      const before = await count()
      expect(await track(web.key, messages)).toEqual({ accepted: 3, duplicates: 0, rejected: [], quarantined: [] })
      expect(await track(web.key, messages)).toMatchObject({ accepted: 0, duplicates: 3 })
      expect(await count()).toBe(before + 3)
      const [row] = await testApp.db.query<{ channel: string; at: Date }>(
        `SELECT channel, occurred_at AS at FROM event WHERE name = 'view_page' AND occurred_at < '2024-03-02'`,
      )
      expect(row).toMatchObject({ channel: '官网', at: new Date('2024-03-01T00:00:00Z') })
    })

    it('counts a message once, in whatever company and with whatever time it comes back', async () => {
      const one = view()
      await track(web.key, [one, view()])
      const again = await track(web.key, [view(), one, { ...one, time: new Date().toISOString() }])
      expect(again).toMatchObject({ accepted: 1, duplicates: 2 })
      // The other source has ids of its own.
      expect(await track(server.key, [{ ...one, anonymousId: 'visitor-0009' }])).toMatchObject({ accepted: 1 })
    })

    it('counts once what many send at the same time', async () => {
      const messages = Array.from({ length: 40 }, () => view())
      const before = await count()
      const replies = await Promise.all(
        Array.from({ length: 6 }, (_, index) => track(web.key, messages.slice(index * 5, index * 5 + 15))),
      )
      expect(await count()).toBe(before + 40)
      expect(replies.reduce((sum, { accepted }) => sum + accepted, 0)).toBe(40)
    })

    it('judges each message by itself', async () => {
      const reply = await track(web.key, [
        view(),
        view({ id: 'no-event', event: '' }),
        view({ id: 'no-time', time: 'yesterday' }),
        view({ id: 'nobody', anonymousId: undefined }),
        view({ id: 'a claim', identities: [{ kind: 'unionid', value: 'u-1' }] }),
        view({ id: 'claim', identities: [{ kind: 'unionid', value: 'u-1' }] }),
        view({ id: 'money', properties: { path: '/', price: '12.5' } }),
        view({ id: 'undeclared', event: 'Never Declared' }),
      ])
      expect(reply.accepted).toBe(1)
      expect(reply.rejected.map(({ id, code }) => [id, code])).toEqual([
        ['no-event', 'TRACK_MESSAGE_INVALID'],
        ['no-time', 'TRACK_MESSAGE_INVALID'],
        ['nobody', 'TRACK_MESSAGE_INVALID'],
        ['a claim', 'TRACK_MESSAGE_INVALID'],
        ['claim', 'TRACK_IDENTITY_FORBIDDEN'],
      ])
      expect(reply.quarantined.map(({ id, code }) => [id, code])).toEqual([
        ['money', 'EVENT_PROPERTY_INVALID'],
        ['undeclared', 'EVENT_UNKNOWN'],
      ])
    })

    it('reads gzip, beacons with the key in the address, and asks no page for leave', async () => {
      const gzip = await roles.anonymous().raw<TrackReply>('POST', '/v1/track', {
        body: gzipSync(JSON.stringify({ messages: [view()] })),
        headers: { 'content-encoding': 'gzip', 'content-type': 'application/json', authorization: `Bearer ${web.key}` },
      })
      expect(gzip).toMatchObject({ status: 200, body: { accepted: 1 } })
      const beacon = await roles.anonymous().raw<TrackReply>('POST', '/v1/track', {
        query: { key: web.key },
        body: JSON.stringify({ messages: [view()] }),
        headers: { 'content-type': 'text/plain;charset=UTF-8', origin: 'https://www.example.com' },
      })
      expect(beacon).toMatchObject({ status: 200, body: { accepted: 1 } })
      expect(beacon.headers.get('access-control-allow-origin')).toBe('*')
      const preflight = await roles.anonymous().raw('OPTIONS', '/v1/track')
      expect(preflight.status).toBe(204)
      expect(preflight.headers.get('access-control-allow-headers')).toContain('authorization')
    })

    it('refuses a small bomb and what is no gzip', async () => {
      const headers = {
        'content-encoding': 'gzip',
        'content-type': 'application/json',
        authorization: `Bearer ${web.key}`,
      }
      const bomb = gzipSync(JSON.stringify({ messages: [view({ properties: { path: 'x'.repeat(8_000_000) } })] }))
      expect(await codeOf(roles.anonymous().raw('POST', '/v1/track', { body: bomb, headers }))).toBe(
        'PAYLOAD_TOO_LARGE',
      )
      const broken = await roles.anonymous().raw('POST', '/v1/track', { body: 'no gzip at all', headers })
      expect(broken.status).toBe(400)
    })

    it('takes no time from a clock that is nobody’s', async () => {
      for (const sentAt of ['9999-01-01T00:00:00Z', '0001-01-01T00:00:00Z', 'now'])
        expect(await codeOf(send(web.key, { messages: [view()], sentAt }))).toBe('VALIDATION_FAILED')
    })

    it('corrects the clock of a sender that is off, and not that of one that was merely offline', async () => {
      const off = view({ time: new Date(Date.now() + 5 * HOUR).toISOString(), properties: { path: '/ahead' } })
      await track(web.key, [off], { sentAt: new Date(Date.now() + 5 * HOUR).toISOString() })
      const [row] = await testApp.db.query<{ at: Date }>(
        `SELECT occurred_at AS at FROM event WHERE JSON_VALUE(properties, '$.path') = '/ahead'`,
      )
      expect(Math.abs(Number(row?.at.getTime()) - Date.now())).toBeLessThan(60_000)
    })
  })

  describe('knows people', () => {
    const named = (value: string): { kind: string; value: string }[] => [{ kind: 'unionid', value }]
    const device = (value: string): object => ({ kind: 'anonymous_id', scope: 'site', value })

    it('joins a visitor with the person who is named together with her, and nobody after that', async () => {
      await track(web.key, [view({ anonymousId: 'visitor-join' })])
      const visitor = await ownerOf('anonymous_id', 'visitor-join', 'site')
      await track(server.key, [
        view({ anonymousId: undefined, identities: [...named('u-join'), device('visitor-join')] }),
      ])
      const person = await ownerOf('unionid', 'u-join')
      expect(await ownerOf('anonymous_id', 'visitor-join', 'site')).toBe(person)
      expect([visitor, person]).toContain(visitor)
      // A friend borrows the phone.
      await track(server.key, [
        view({ anonymousId: undefined, identities: [...named('u-guest'), device('visitor-join')] }),
      ])
      const guest = await ownerOf('unionid', 'u-guest')
      expect(guest).not.toBe(person)
      expect(await ownerOf('anonymous_id', 'visitor-join', 'site')).toBe(person)
      expect(await count('customer_id = ?', [person])).toBe(2)
      expect(await count('customer_id = ?', [guest])).toBe(1)
    })

    it('never merges two named people by their device, and raises no review', async () => {
      const before = await testApp.db.query<{ n: number }>('SELECT COUNT(*) AS n FROM merge_review')
      await track(server.key, [view({ anonymousId: undefined, identities: [...named('u-a'), device('visitor-two')] })])
      await track(server.key, [view({ anonymousId: undefined, identities: named('u-b') })])
      await track(server.key, [view({ anonymousId: undefined, identities: [device('visitor-two'), ...named('u-b')] })])
      expect(await ownerOf('unionid', 'u-a')).not.toBe(await ownerOf('unionid', 'u-b'))
      expect(await testApp.db.query('SELECT COUNT(*) AS n FROM merge_review')).toEqual(before)
    })

    it('keeps a phone number only sealed', async () => {
      const phone = `1990000${String(Math.floor(Math.random() * 9000) + 1000)}`
      await track(server.key, [
        view({ anonymousId: undefined, identities: [{ kind: 'phone', value: phone, verified: true }] }),
      ])
      expect(await ownerOf('phone', phone)).toBeGreaterThan(0)
      for (const table of ['identity', 'raw_message', 'event', 'track_receipt']) {
        const rows = await testApp.db.query<object>(`SELECT * FROM ${table}`)
        expect(JSON.stringify(rows)).not.toContain(phone)
      }
    })

    it('says so when the person was erased, and lets go of what was held', async () => {
      await track(web.key, [view({ anonymousId: 'visitor-erased', event: 'mystery' })])
      const customerId = await ownerOf('anonymous_id', 'visitor-erased', 'site')
      const held = (): Promise<object[]> =>
        testApp.db.query(`SELECT q.id FROM quarantined_event q WHERE q.event = 'mystery'`)
      expect(await held()).toHaveLength(1)
      const { publicId } = await testApp.app.get(CustomerService).summary(customerId)
      await (await roles.asAdministrator()).delete(`/api/customers/${publicId}`)
      expect(await held()).toHaveLength(0)
      // The same device afterwards is somebody new.
      await track(web.key, [view({ anonymousId: 'visitor-erased' })])
      expect(await ownerOf('anonymous_id', 'visitor-erased', 'site')).not.toBe(customerId)
    })
  })

  it('keeps raw batches sealed and marks them done', async () => {
    const rows = await testApp.db.query<{ state: string; body: string }>(
      `SELECT state, body FROM raw_message WHERE kind = 'consumer.track'`,
    )
    expect(rows.length).toBeGreaterThan(5)
    expect(new Set(rows.map(({ state }) => state))).toEqual(new Set(['done']))
    const opened = testApp.app.get(SecretBox).open(rows[0]?.body ?? '', 'raw-message')
    expect((JSON.parse(opened) as { messages: object[] }).messages[0]).toMatchObject({ event: 'view_page' })
  })
})
