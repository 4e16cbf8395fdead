import { AudienceEngine } from '../../server/src/platform/audience-engine'
import { CustomerMoves, CustomerService, IdentityService } from '../../server/src/modules/identity'
import { EventService, type EventInput } from '../../server/src/modules/event'
import { loadDemoAccounts } from '../sandbox/accounts'
import { startTestApp, type TestApp } from '../support/app'
import { rolesOf, type Roles } from '../support/http'
import { until } from '../support/until'
import { encryptCallback, followerEvent, sendCallback, type CallbackAccount } from './support/wechat-side'
import { TestPeople } from './tag-support'

interface Timeline {
  items: { id: number; name: string; label: string; details: { label: string; value: string }[] }[]
  next: string | null
}

describe('recording events', () => {
  let testApp: TestApp
  let roles: Roles
  let events: EventService
  let person: { customerId: number; identityId: number; publicId: string }

  beforeAll(async () => {
    testApp = await startTestApp()
    roles = rolesOf(testApp)
    events = testApp.app.get(EventService)
    const { customerId, identityIds } = await testApp.app
      .get(IdentityService)
      .resolve({ identities: [{ kind: 'openid', scope: 'wx-one', value: 'o-1' }], at: new Date(), source: 'test' })
    const { publicId } = await testApp.app.get(CustomerService).summary(customerId)
    person = { customerId, identityId: identityIds[0] ?? 0, publicId }
  })

  afterAll(() => testApp.close())

  const event = (change: Partial<EventInput> = {}): EventInput => ({
    name: 'read_content',
    identityId: person.identityId,
    occurredAt: new Date('2026-11-01T02:00:00Z'),
    dedupKey: 'one',
    channel: '小程序',
    properties: { content_id: 7, duration_seconds: 95 },
    ...change,
  })
  const count = async (): Promise<number> =>
    (await testApp.db.query<{ count: number }>('SELECT COUNT(*) AS count FROM event'))[0]?.count ?? 0

  it('records the same event once, however often and however concurrently it comes', async () => {
    const before = await count()
    const outcomes = await Promise.all(Array.from({ length: 8 }, () => events.record(event({ dedupKey: 'same' }))))
    expect(outcomes.filter((id) => id !== null)).toHaveLength(1)
    expect(await count()).toBe(before + 1)
  })

  it('puts typed properties into their columns and the rest beside them', async () => {
    await events.record(
      event({
        dedupKey: 'typed',
        name: 'purchase',
        properties: { order_no: 'A-1', amount: 12_900, quantity: 2, category: '面膜' },
      }),
    )
    const [row] = await testApp.db.query<Record<string, unknown>>(
      `SELECT amount_fen, quantity, properties FROM event WHERE name = 'purchase'`,
    )
    expect(row).toMatchObject({ amount_fen: 12_900, quantity: 2 })
    expect(JSON.parse(String(row?.['properties']))).toEqual({ order_no: 'A-1', category: '面膜' })
  })

  it.each([
    ['an unknown event', { name: 'never_declared' }, 'EVENT_UNKNOWN'],
    [
      'a property of the wrong type',
      { properties: { content_id: 7, duration_seconds: 'long' } },
      'EVENT_PROPERTY_INVALID',
    ],
    ['a missing property', { properties: {} }, 'EVENT_PROPERTY_INVALID'],
    ['an undeclared property', { properties: { content_id: 7, colour: 'red' } }, 'EVENT_PROPERTY_INVALID'],
    [
      'money with a fraction',
      { name: 'purchase', properties: { order_no: 'A', amount: 12.5 } },
      'EVENT_PROPERTY_INVALID',
    ],
    ['a time in the future', { occurredAt: new Date(Date.now() + 11 * 60_000) }, 'EVENT_TIME_INVALID'],
    ['no time at all', { occurredAt: new Date(Number.NaN) }, 'EVENT_TIME_INVALID'],
  ])('refuses %s and leaves nothing behind', async (_, change, code) => {
    const before = await count()
    const good = event({ dedupKey: `beside ${code}` })
    await expect(events.recordMany([good, event({ dedupKey: 'bad', ...change })])).rejects.toMatchObject({ code })
    expect(await count()).toBe(before)
  })

  it('reaches the audience engine', async () => {
    const id = await events.record(event({ dedupKey: 'to the engine' }))
    const engine = testApp.app.get(AudienceEngine)
    const [row] = await until(
      async () => {
        const rows = await engine.query<Record<string, unknown>>('SELECT * FROM event WHERE id = {id:UInt64}', { id })
        return rows.length === 1 ? rows : null
      },
      { what: 'the event in the engine' },
    )
    expect(row).toMatchObject({
      customer_id: person.customerId,
      name: 'read_content',
      content_id: 7,
      channel: '小程序',
      properties: { duration_seconds: '95' },
    })
  })

  it('shows a person’s events newest first, page by page, without holes', async () => {
    const at = (minute: number): Date => new Date(Date.UTC(2026, 9, 1, 0, minute))
    // Two of them share an instant, at the edge of a page.
    await events.recordMany(
      [1, 2, 2, 3, 4].map((minute, index) =>
        event({ name: 'scan_channel_code', properties: {}, dedupKey: `page ${index}`, occurredAt: at(minute) }),
      ),
    )
    const operator = await roles.asOperator()
    const seen: number[] = []
    for (let next: string | null = ''; next !== null;) {
      const page: Timeline = await operator.get(`/api/customers/${person.publicId}/timeline`, {
        names: 'scan_channel_code',
        limit: 2,
        ...(next ? { before: next } : {}),
      })
      seen.push(...page.items.map(({ id }) => id))
      next = page.next
    }
    expect(seen).toHaveLength(5)
    expect(new Set(seen).size).toBe(5)
  })

  it('tells events in words', async () => {
    const operator = await roles.asOperator()
    const { items } = await operator.get<Timeline>(`/api/customers/${person.publicId}/timeline`, { names: 'purchase' })
    expect(items[0]).toMatchObject({ label: '购买商品' })
    expect(items[0]?.details).toEqual(
      expect.arrayContaining([expect.objectContaining({ label: '金额', value: '¥129.00' })]),
    )
  })

  it('knows who is subscribed to a template by the last answer to it, of either kind of account', async () => {
    const operator = await roles.asOperator()
    const query = { event: 'answer_subscribe_message', property: 'result' }
    expect(await operator.get('/api/rules/values', query)).toEqual([
      { value: '同意', count: 0 },
      { value: '拒绝', count: 0 },
    ])
    const { officialAccount, miniProgram } = loadDemoAccounts()
    const official: CallbackAccount = { path: 'official-account', key: officialAccount.appid, ...officialAccount }
    const program: CallbackAccount = { path: 'mini-program', key: miniProgram.appid, ...miniProgram }
    const identities = testApp.app.get(IdentityService)
    // The platform is asked about followers whom nobody knows yet, and there is none here.
    const follower = { kind: 'openid', scope: official.key, value: 'o-follower', verified: true } as const
    await identities.resolve({ identities: [follower], at: new Date(), source: 'test' })

    const send = async (account: CallbackAccount, message: string): Promise<void> => {
      expect(await sendCallback(testApp.url, account, encryptCallback(account, message))).toMatchObject({ status: 200 })
    }
    const line = (TemplateId: string, SubscribeStatusString: string): object => ({ TemplateId, SubscribeStatusString })
    const json = (name: string, FromUserName: string, minute: number, ...List: object[]): string => {
      const head = { ToUserName: 'gh_m', FromUserName, CreateTime: 1_790_000_000 + minute * 60, MsgType: 'event' }
      return JSON.stringify({ ...head, Event: `subscribe_msg_${name}_event`, List })
    }
    const accepted = json('popup', 'o-keeps', 0, line('tpl-1', 'accept'), line('tpl-2', 'reject'))
    const switchedOff = json('change', 'o-leaves', 2, line('tpl-1', 'reject'))
    await send(program, accepted)
    // The later answer comes first.
    await send(program, switchedOff)
    await send(program, json('popup', 'o-leaves', 1, line('tpl-1', 'accept')))
    await send(program, json('popup', 'o-other', 1, line('tpl-2', 'accept')))
    const list = '<List><TemplateId>tpl-1</TemplateId><SubscribeStatusString>accept</SubscribeStatusString></List>'
    const popup = followerEvent({ FromUserName: 'o-follower', Event: 'subscribe_msg_popup_event' })
    const wrapped = `<SubscribeMsgPopupEvent>${list}</SubscribeMsgPopupEvent></xml>`
    await send(official, popup.replace('</xml>', wrapped))
    await send(program, accepted)
    await send(program, switchedOff)
    // A delivery is not an answer.
    await send(program, json('sent', 'o-keeps', 3, { TemplateId: 'tpl-1', MsgID: '1', ErrorCode: '0' }))

    const states = (): Promise<{ kind: string; state: string }[]> =>
      testApp.db.query(
        `SELECT kind, state FROM raw_message WHERE kind LIKE '%.subscribe_message' OR kind LIKE '%.event'`,
      )
    await until(async () => {
      const messages = await states()
      return messages.length === 6 && messages.every(({ state }) => state === 'done')
    })
    await new TestPeople(testApp).settled()
    const answers = await testApp.db.query<{ name: string }>(
      `SELECT name FROM event WHERE name = 'answer_subscribe_message'`,
    )
    expect(answers).toHaveLength(6)

    const subscribed = {
      kind: 'event',
      event: 'answer_subscribe_message',
      where: [{ property: 'template_id', test: { op: 'is', values: ['tpl-1'] } }],
      window: { kind: 'ever' },
      measure: { of: 'last', property: 'result' },
      test: { op: 'is', values: ['同意'] },
    }
    const publicIdOf = async (scope: string, value: string): Promise<string> => {
      const known = await identities.findCustomer({ kind: 'openid', scope, value })
      return (await testApp.app.get(CustomerService).summary(known?.customerId ?? 0)).publicId
    }
    const { items } = await operator.post<{ items: { customerId: string }[] }>('/api/segments/people', {
      rule: subscribed,
    })
    expect(items.map(({ customerId }) => customerId).sort()).toEqual(
      [await publicIdOf(program.key, 'o-keeps'), await publicIdOf(official.key, 'o-follower')].sort(),
    )
    const count = await operator.post('/api/segments/count', { rule: subscribed })
    expect(count).toMatchObject({ people: 2, sentence: expect.stringContaining('的最近一次结果为 同意') as string })
  })

  it('keeps sales and strangers out', async () => {
    expect(await roles.anonymous().refusal('GET', '/api/events')).toMatchObject({ status: 401, code: 'NOT_LOGGED_IN' })
    expect(await (await roles.asSales()).refusal('GET', '/api/events')).toMatchObject({
      status: 403,
      code: 'FORBIDDEN',
    })
    expect(await (await roles.asEditor()).refusal('POST', '/api/event-definitions', {})).toMatchObject({ status: 403 })
  })

  it('has a partition for every month to come', async () => {
    const rows = await testApp.db.query<{ name: string }>(
      `SELECT PARTITION_NAME AS name FROM information_schema.PARTITIONS WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = 'event' AND PARTITION_NAME IS NOT NULL`,
    )
    const now = new Date()
    const month = `p_${now.getUTCFullYear()}_${String(now.getUTCMonth() + 1).padStart(2, '0')}`
    expect(rows.map(({ name }) => name)).toContain(month)
  })

  it('refuses two movers of the same name at start-up', () => {
    const moves = testApp.app.get(CustomerMoves)
    expect(() => moves.register({ name: 'event', move: () => Promise.resolve() })).toThrow('event')
  })
})
