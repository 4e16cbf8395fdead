import { startTestApp, type TestApp } from '../support/app'
import { rolesOf, type Roles, type TestClient } from '../support/http'
import type { SandboxPerson } from '../support/sandbox'
import { until } from '../support/until'

interface Lead {
  id: string
  customerId: string
  state: string
  ownerName: string | null
  source: string
  nextStep: string
  actions: string[]
  followUps: { kind: string; text: string; toState: string | null }[]
}

interface LeadPage {
  items: Lead[]
  total: number
}

interface ChannelCode {
  id: number
  platformId?: string
  configId?: string
}

describe('leads', () => {
  let app: TestApp
  let roles: Roles
  let operator: TestClient
  let sales: TestClient
  let configId: string

  beforeAll(async () => {
    app = await startTestApp({ sandbox: true })
    roles = rolesOf(app)
    operator = await roles.asOperator()
    sales = await roles.asSales()
    const items = await operator.get<{ id: number; kind: string }[]>('/api/accounts')
    const account = items.find(({ kind }) => kind === 'work')
    await operator.post<ChannelCode>('/api/channel-codes', {
      kind: 'work_contact_way',
      accountId: account?.id,
      name: '门店活码',
      channel: '门店',
      owners: ['linxiaoyu'],
      welcomeText: '你好 {昵称}，欢迎来到谷雨集',
    })
    const [row] = await app.db.query<{ platform_id: string }>('SELECT platform_id FROM channel_code')
    configId = row?.platform_id ?? ''
  })
  afterAll(() => app.close())

  const newPerson = (name: string): Promise<SandboxPerson> => app.sandbox.post('people', { name })

  /** A person adds the sales behind the live code; the lead that comes of it. */
  async function addContact(name: string): Promise<Lead> {
    const person = await newPerson(name)
    await app.sandbox.post(`people/${person.id}/add-contact`, { configId })
    return until(async () =>
      (await operator.get<{ items: (Lead & { displayName: string })[] }>('/api/leads', { pageSize: 200 })).items.find(
        ({ displayName }) => displayName === name,
      ),
    )
  }

  it('makes a lead of a new WeCom contact, owned by the sales whose code it was, and greets in time', async () => {
    const person = await newPerson('许清禾')
    await app.sandbox.post(`people/${person.id}/add-contact`, { configId })
    const lead = await until(async () => (await sales.get<LeadPage>('/api/leads', { scope: 'mine' })).items[0])
    expect(lead).toMatchObject({ state: 'new', source: '门店活码', ownerName: '林晓雨' })
    const inbox = await until(async () => {
      const items = await app.sandbox.get<{ kind: string }[]>(`people/${person.id}/inbox`)
      return items.find(({ kind }) => kind.includes('welcome'))
    })
    expect(JSON.stringify(inbox)).toContain('你好 许清禾，欢迎来到谷雨集')
    const [delivery] = await until(async () => {
      const rows = await app.db.query<{ state: string; origin: string }>('SELECT state, origin FROM delivery')
      return rows.length > 0 ? rows : undefined
    })
    expect(delivery).toEqual({ state: 'delivered', origin: 'welcome' })
  })

  it('keeps one open lead when the same person is added again', async () => {
    const lead = await addContact('重复的人')
    const detail = await operator.get<Lead>(`/api/leads/${lead.id}`)
    const [{ customer_id: customerId } = { customer_id: 0 }] = await app.db.query<{ customer_id: number }>(
      'SELECT customer_id FROM sales_lead ORDER BY id DESC LIMIT 1',
    )
    const opened = await sales.post<Lead>('/api/leads', { customerId: detail.customerId })
    expect(opened.id).toBe(lead.id)
    const person = await app.sandbox.get<{ items: SandboxPerson[] }>(`people?search=${encodeURIComponent('重复的人')}`)
    await app.sandbox.post(`people/${person.items[0]?.id}/delete-contact`, { userid: 'linxiaoyu' })
    // Messages of one second with the same fields are one message to the platform's own rule, so let time pass over there.
    await app.sandbox.post('clock', { advanceSeconds: 5 })
    await app.sandbox.post(`people/${person.items[0]?.id}/add-contact`, { configId })
    await until(async () =>
      (await operator.get<Lead>(`/api/leads/${lead.id}`)).followUps.some(({ text }) => text === '再次添加了企微好友'),
    )
    expect(await app.db.query('SELECT id FROM sales_lead WHERE customer_id = ?', [customerId])).toHaveLength(1)
  })

  it('is followed up: a note marks it as contacted, then it moves on in its life', async () => {
    const lead = await addContact('跟进的人')
    const noted = await sales.post<Lead>(`/api/leads/${lead.id}/notes`, {
      text: '客户关注敏感肌修护，想先试用',
      nextStep: '寄送试用装',
      nextStepAt: '2027-01-05T02:00:00.000Z',
    })
    expect(noted).toMatchObject({ state: 'contacted', nextStep: '寄送试用装' })
    const moved = await sales.post<Lead>(`/api/leads/${lead.id}/move`, { action: 'qualify' })
    expect(moved.state).toBe('interested')
    expect(moved.followUps.map(({ kind, toState }) => [kind, toState])).toEqual([
      ['state', 'interested'],
      ['state', 'contacted'],
      ['note', null],
      ['contact', null],
    ])
  })

  it('does not go backwards, and wants a reason for a loss', async () => {
    const lead = await addContact('流失的人')
    expect(await sales.refusal('POST', `/api/leads/${lead.id}/move`, { action: 'revive' })).toMatchObject({
      status: 409,
      code: 'LEAD_STATE',
    })
    expect(await sales.refusal('POST', `/api/leads/${lead.id}/move`, { action: 'lose' })).toMatchObject({
      code: 'LEAD_REASON_REQUIRED',
      field: 'reason',
    })
    const lost = await sales.post<Lead>(`/api/leads/${lead.id}/move`, { action: 'lose', reason: '价格不合适' })
    expect(lost.state).toBe('lost')
    expect(lost.actions).toEqual(['revive'])
  })

  it('goes to exactly one of many who claim it at once', async () => {
    const lead = await addContact('抢手的人')
    await operator.post(`/api/leads/${lead.id}/assign`, { ownerId: null })
    const others = await roles.asSales('sales2')
    const claims = await Promise.all(
      Array.from({ length: 12 }, (_, index) =>
        (index % 2 ? sales : others).raw<{ error?: { code: string } }>('POST', `/api/leads/${lead.id}/claim`),
      ),
    )
    const won = claims.filter(({ status }) => status === 200)
    expect(won).toHaveLength(1)
    expect(new Set(claims.filter(({ status }) => status !== 200).map(({ body }) => body.error?.code))).toEqual(
      new Set(['LEAD_TAKEN']),
    )
  })

  it('is not for the eyes of a sales who does not own it', async () => {
    const lead = await addContact('别人的客户')
    const other = await roles.asSales('sales2')
    expect(await other.refusal('GET', `/api/leads/${lead.id}`)).toMatchObject({ status: 403, code: 'LEAD_NOT_YOURS' })
    expect(await other.refusal('POST', `/api/leads/${lead.id}/notes`, { text: '偷看' })).toMatchObject({
      code: 'LEAD_NOT_YOURS',
    })
    const { items } = await other.get<LeadPage>('/api/leads', { pageSize: 200 })
    expect(items.map(({ id }) => id)).not.toContain(lead.id)
    const { customerId } = await operator.get<{ customerId: string }>(`/api/leads/${lead.id}`)
    expect(await other.refusal('POST', '/api/leads', { customerId })).toMatchObject({ code: 'LEAD_OPEN_EXISTS' })
  })

  it('is only given to somebody who sells', async () => {
    const lead = await addContact('分配的人')
    expect(await operator.refusal('POST', `/api/leads/${lead.id}/assign`, { ownerId: 1 })).toMatchObject({
      code: 'LEAD_OWNER_INVALID',
    })
    expect(await sales.refusal('POST', `/api/leads/${lead.id}/assign`, { ownerId: null })).toMatchObject({
      status: 403,
      code: 'FORBIDDEN',
    })
  })

  it('refuses a forged id, an empty note and a stranger', async () => {
    expect(await sales.refusal('GET', '/api/leads/AAAAAAAAAAAAAAAAAAAAAA')).toMatchObject({
      status: 404,
      code: 'NOT_FOUND',
    })
    const lead = await addContact('空备注的人')
    expect(await sales.refusal('POST', `/api/leads/${lead.id}/notes`, { text: '' })).toMatchObject({
      code: 'VALIDATION_FAILED',
      field: 'text',
    })
    expect(await roles.anonymous().refusal('GET', '/api/leads')).toMatchObject({ code: 'NOT_LOGGED_IN' })
  })

  it('hears when the customer removes the sales', async () => {
    const person = await newPerson('离开的人')
    await app.sandbox.post(`people/${person.id}/add-contact`, { configId })
    const lead = await until(async () =>
      (await operator.get<{ items: (Lead & { displayName: string })[] }>('/api/leads', { pageSize: 200 })).items.find(
        ({ displayName }) => displayName === '离开的人',
      ),
    )
    await app.sandbox.post(`people/${person.id}/delete-contact`, { userid: 'linxiaoyu' })
    const detail = await until(async () => {
      const now = await operator.get<Lead>(`/api/leads/${lead.id}`)
      return now.followUps.some(({ text }) => text === '客户删除了好友') ? now : undefined
    })
    expect(detail.followUps[0]?.kind).toBe('contact')
  })
})
