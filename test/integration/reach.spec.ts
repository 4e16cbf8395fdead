import { loadDemoAccounts } from '../sandbox/accounts'
import { startTestApp, type TestApp } from '../support/app'
import { rolesOf, type Roles, type TestClient } from '../support/http'
import type { SandboxPerson } from '../support/sandbox'
import { until } from '../support/until'

interface Counts {
  planned: number
  skipped: number
  submitted: number
  unknown: number
  delivered: number
  failed: number
}

interface Campaign {
  id: number
  state: string
  counts: Counts
  audienceSize: number
  audienceSentence: string
  reachedPeople: number
  controlPeople: number
  reasons: { channel: string; reason: string; people: number }[]
  messages: { channel: string; counts: Counts }[]
  actions: string[]
}

interface Effect {
  reached: { people: number; converted: number }
  control: { people: number; converted: number }
  rateDifference: { value: number; low: number; high: number } | null
  verdict: string
}

const { officialAccount, miniProgram, templates } = loadDemoAccounts()

describe('campaigns', () => {
  let app: TestApp
  let roles: Roles
  let operator: TestClient
  let consentVersion: string
  let configId: string
  let template: { accountId: number; templateId: string; title: string; fields: { key: string }[] }
  let workAccountId: number
  let next = 1
  const everybody: SandboxPerson[] = []

  beforeAll(async () => {
    app = await startTestApp({ sandbox: true })
    roles = rolesOf(app)
    operator = await roles.asOperator()
    consentVersion = (await roles.anonymous().get<{ privacy: { version: string } }>('/api/consumer/config')).privacy
      .version
    const options = await operator.get<{ channels: { channel: string; accountId: number }[] }>('/api/campaigns/options')
    workAccountId = options.channels.find(({ channel }) => channel === 'work_group_message')?.accountId ?? 0
    const accountId = options.channels.find(({ channel }) => channel === 'official_account_template')?.accountId ?? 0
    const [first] = await operator.get<(typeof template)[]>(`/api/campaigns/templates/${accountId}`)
    if (!first) throw new Error('the sandbox has no template')
    template = { ...first, accountId }
    await operator.post('/api/channel-codes', {
      kind: 'work_contact_way',
      accountId: workAccountId,
      name: '导购活码',
      channel: '导购',
      owners: ['linxiaoyu'],
    })
    configId =
      (await app.db.query<{ platform_id: string }>('SELECT platform_id FROM channel_code'))[0]?.platform_id ?? ''
    // Six people who may be reached over both channels, one who never agreed to anything, one who only agreed.
    for (let index = 0; index < 6; index++) await join({ follow: true, phone: true, contact: true })
    await join({ follow: true, phone: false, contact: false })
    await join({ follow: false, phone: true, contact: false })
  }, 60_000)
  afterAll(() => app.close())

  async function join(ways: { follow: boolean; phone: boolean; contact: boolean }): Promise<void> {
    const person = await app.sandbox.post<SandboxPerson>('people', {
      name: `客人${next}`,
      phone: `1990000${String(next++).padStart(4, '0')}`,
    })
    if (ways.follow) await app.sandbox.post(`people/${person.id}/follow`, { appid: officialAccount.appid })
    const consumer = await roles.asConsumer(person)
    if (ways.phone) {
      const { code } = await app.sandbox.post<{ code: string }>(`people/${person.id}/phone-code`, {
        appid: miniProgram.appid,
      })
      await consumer.post('/api/consumer/phone', { code, consentVersion })
    }
    if (ways.contact) await app.sandbox.post(`people/${person.id}/add-contact`, { configId })
    everybody.push(person)
  }

  /** A segment of everybody who logged in to the mini-program, once the engine holds all of them. */
  async function segmentOfEverybody(): Promise<number> {
    const rule = {
      kind: 'event',
      event: 'login_mini_program',
      window: { kind: 'ever' },
      measure: { of: 'count' },
      test: { op: '>=', value: 1 },
    }
    await until(
      async () =>
        (await operator.post<{ everyone?: number; people?: number; count?: number }>('/api/segments/count', { rule }))
          .people === everybody.length,
      {
        what: 'everybody in the engine',
      },
    )
    const { segment } = await operator.post<{ segment: { id: number } }>('/api/segments', {
      name: `登录过小程序的人 ${next++}`,
      rule,
    })
    await evaluated(segment.id)
    return segment.id
  }

  async function evaluated(segmentId: number): Promise<void> {
    await until(
      async () =>
        (await operator.get<{ evaluatedAt: string | null }>(`/api/segments/${segmentId}`)).evaluatedAt !== null,
      { what: 'the evaluated segment' },
    )
  }

  const templateMessage = () => ({
    channel: 'official_account_template',
    accountId: template.accountId,
    template: {
      templateId: template.templateId,
      templateTitle: template.title,
      values: Object.fromEntries(
        template.fields.map(({ key }) => [key, key.startsWith('thing') ? '{昵称}您好' : valueOf(key)]),
      ),
      miniProgramPath: 'pages/index/index',
      miniProgramAppid: miniProgram.appid,
    },
  })
  const workMessage = () => ({
    channel: 'work_group_message',
    accountId: workAccountId,
    work: {
      text: '双十一专属礼遇已为您备好',
      link: { title: '去看看', description: '', url: 'https://example.com/a' },
    },
  })

  async function draft(changes: Record<string, unknown> = {}): Promise<Campaign> {
    return operator.post<Campaign>('/api/campaigns', {
      name: '双十一唤醒',
      segmentId: await segmentOfEverybody(),
      controlBasisPoints: 0,
      channelPolicy: 'each',
      conversionEvent: 'submit_form',
      conversionDays: 7,
      messages: [templateMessage(), workMessage()],
      ...changes,
    })
  }

  async function planned(id: number): Promise<Campaign> {
    await operator.post(`/api/campaigns/${id}/plan`)
    return until(async () => {
      const campaign = await operator.get<Campaign>(`/api/campaigns/${id}`)
      return campaign.state === 'planned' ? campaign : undefined
    })
  }

  it('plans for everybody with a row and a reason for each who is skipped, sends once, and settles by receipts', async () => {
    const { id } = await draft()
    const plan = await planned(id)
    expect(plan).toMatchObject({ audienceSize: 8, reachedPeople: 6, controlPeople: 0 })
    expect(plan.counts).toMatchObject({ planned: 12, skipped: 4 })
    expect(new Set(plan.reasons.map(({ channel, reason, people }) => `${channel} ${reason} ${people}`))).toEqual(
      new Set([
        'official_account_template NO_CONSENT 1',
        'work_group_message NO_CONSENT 1',
        'official_account_template NOT_A_FOLLOWER 1',
        'work_group_message NOT_A_CONTACT 1',
      ]),
    )
    await operator.post(`/api/campaigns/${id}/send`, { ignoreQuietHours: true })
    const sent = await until(async () => {
      const campaign = await operator.get<Campaign>(`/api/campaigns/${id}`)
      const template = campaign.messages.find(({ channel }) => channel === 'official_account_template')
      return template?.counts.delivered === 6 && campaign.state === 'finished' ? campaign : undefined
    })
    expect(sent.messages.find(({ channel }) => channel === 'work_group_message')?.counts).toMatchObject({
      submitted: 6,
      failed: 0,
    })

    const inbox = await app.sandbox.get<{ kind: string }[]>(`people/${everybody[0]?.id}/inbox`)
    expect(inbox.filter(({ kind }) => kind === 'template')).toHaveLength(1)

    // The member confirms the task in 企业微信; then the customers have it.
    const tasks = await app.sandbox.get<{ msgid: string }[]>('work/members/linxiaoyu/tasks')
    for (const { msgid } of tasks) await app.sandbox.post(`work/tasks/${msgid}/confirm`, { userid: 'linxiaoyu' })
    await until(
      async () => {
        const campaign = await operator.get<Campaign>(`/api/campaigns/${id}`)
        return campaign.messages.find(({ channel }) => channel === 'work_group_message')?.counts.delivered === 6
      },
      { withinMs: 30_000, what: 'the confirmed group message' },
    )
    const events = await app.db.query<{ channel: string }>("SELECT channel FROM event WHERE name = 'receive_message'")
    expect(events).toHaveLength(12)
  }, 90_000)

  it('draws a control group that nobody reaches, and compares both arms honestly', async () => {
    // The people of the test before have had two messages each; the brand's own cap allows four in a week.
    const { id } = await draft({ controlBasisPoints: 5000, messages: [templateMessage()] })
    const plan = await planned(id)
    expect(plan.reachedPeople + plan.controlPeople).toBe(6)
    const control = await operator.get<{ items: { customerId: string }[]; total: number }>(
      `/api/campaigns/${id}/deliveries`,
      { control: true },
    )
    expect(control.total).toBe(plan.controlPeople)
    const deliveries = await operator.get<{ items: { customerId: string; state: string }[] }>(
      `/api/campaigns/${id}/deliveries`,
      { state: 'planned', pageSize: 100 },
    )
    const reached = new Set(deliveries.items.map(({ customerId }) => customerId))
    expect(control.items.filter(({ customerId }) => reached.has(customerId))).toEqual([])
    expect(reached.size).toBe(plan.reachedPeople)
    const before = await operator.get<Effect>(`/api/campaigns/${id}/effect`)
    expect(before).toMatchObject({ rateDifference: null, verdict: 'nothing-to-compare' })
  }, 60_000)

  it('lists exactly the people behind each of its counts', async () => {
    const { id } = await draft({ controlBasisPoints: 5000, messages: [templateMessage()] })
    const plan = await planned(id)
    const listed = async (query: Record<string, string>): Promise<number> =>
      (await operator.get<{ total: number }>(`/api/campaigns/${id}/deliveries`, query)).total
    expect(await listed({ arm: 'reached' })).toBe(plan.reachedPeople)
    const unreachable = plan.audienceSize - plan.reachedPeople - plan.controlPeople
    expect(unreachable).toBeGreaterThan(0)
    expect(await listed({ arm: 'none' })).toBe(unreachable)
    expect(await listed({ state: 'planned,skipped' })).toBe(plan.counts.planned + plan.counts.skipped)
    expect(await listed({ state: 'delivered,failed' })).toBe(0)
    expect(await operator.refusal('GET', `/api/campaigns/${id}/deliveries?state=planned,nonsense`)).toMatchObject({
      status: 400,
      details: [expect.objectContaining({ field: 'state' })],
    })
  }, 60_000)

  it('takes a plan back and leaves nothing of it', async () => {
    const { id } = await draft({ messages: [templateMessage()] })
    await planned(id)
    await operator.post(`/api/campaigns/${id}/replan`)
    const again = await operator.get<Campaign>(`/api/campaigns/${id}`)
    expect(again).toMatchObject({
      state: 'draft',
      counts: { planned: 0, skipped: 0 },
      reachedPeople: 0,
      controlPeople: 0,
    })
  }, 60_000)

  it('stops when it is cancelled, with a reason for everybody', async () => {
    const { id } = await draft({ messages: [templateMessage()] })
    await planned(id)
    await operator.post(`/api/campaigns/${id}/send`, { at: new Date(Date.now() + 3_600_000).toISOString() })
    const cancelled = await operator.post<Campaign>(`/api/campaigns/${id}/cancel`)
    expect(cancelled.state).toBe('cancelled')
    expect(cancelled.counts.planned).toBe(0)
    expect(cancelled.reasons.find(({ reason }) => reason === 'CAMPAIGN_CANCELLED')?.people).toBeGreaterThan(0)
    expect(await operator.refusal('POST', `/api/campaigns/${id}/send`, {})).toMatchObject({
      status: 409,
      code: 'CAMPAIGN_STATE',
    })
  }, 60_000)

  it('does not send to somebody who withdrew consent between planning and sending', async () => {
    const { id } = await draft({ messages: [templateMessage()] })
    const plan = await planned(id)
    const [person] = everybody
    if (!person) throw new Error('nobody is here')
    const consumer = await roles.asConsumer(person)
    await consumer.put('/api/consumer/consents', { purpose: 'marketing', granted: false, consentVersion })
    const inboxBefore = await app.sandbox.get<unknown[]>(`people/${person.id}/inbox`)
    await operator.post(`/api/campaigns/${id}/send`, { ignoreQuietHours: true })
    const sent = await until(async () => {
      const campaign = await operator.get<Campaign>(`/api/campaigns/${id}`)
      return campaign.state === 'finished' ? campaign : undefined
    })
    expect(plan.reasons.find(({ reason }) => reason === 'NO_CONSENT')?.people).toBe(1)
    expect(sent.reasons.find(({ reason }) => reason === 'NO_CONSENT')?.people).toBe(2)
    expect(await app.sandbox.get<unknown[]>(`people/${person.id}/inbox`)).toHaveLength(inboxBefore.length)
  }, 60_000)

  it('never repeats a message whose outcome is unknown, and believes the receipt that settles it', async () => {
    const { id } = await draft({ messages: [templateMessage()] })
    await planned(id)
    await app.sandbox.post('faults', { effect: 'drop', path: '/cgi-bin/message/template/send', times: 1 })
    await operator.post(`/api/campaigns/${id}/send`, { ignoreQuietHours: true })
    const sent = await until(async () => {
      const campaign = await operator.get<Campaign>(`/api/campaigns/${id}`)
      return campaign.state === 'finished' && campaign.counts.submitted === 0 ? campaign : undefined
    })
    expect(sent.counts.unknown + sent.counts.delivered + sent.counts.failed).toBe(sent.reachedPeople)
    expect(sent.counts.planned).toBe(0)
  }, 60_000)

  it('refuses an audience of nobody, wrong contents, an unknown template and the wrong hands', async () => {
    const rule = {
      kind: 'event',
      event: 'purchase',
      window: { kind: 'ever' },
      measure: { of: 'count' },
      test: { op: '>=', value: 99 },
    }
    const { segment } = await operator.post<{ segment: { id: number } }>('/api/segments', { name: '没有人', rule })
    await evaluated(segment.id)
    const { id } = await draft({ segmentId: segment.id, messages: [templateMessage()] })
    expect(await operator.refusal('POST', `/api/campaigns/${id}/plan`)).toMatchObject({
      status: 409,
      code: 'CAMPAIGN_AUDIENCE_EMPTY',
      field: 'segmentId',
    })

    const body = {
      name: '有误',
      segmentId: segment.id,
      controlBasisPoints: 1000,
      channelPolicy: 'each',
      conversionEvent: 'purchase',
      conversionDays: 7,
    }
    const wrong = templateMessage()
    wrong.template.templateId = 'no-such-template'
    expect(await operator.refusal('POST', '/api/campaigns', { ...body, messages: [wrong] })).toMatchObject({
      code: 'MESSAGE_TEMPLATE_UNKNOWN',
    })
    const personal = { ...workMessage(), work: { text: '{昵称}您好', link: null } }
    expect(await operator.refusal('POST', '/api/campaigns', { ...body, messages: [personal] })).toMatchObject({
      code: 'MESSAGE_CONTENT_INVALID',
    })
    expect(
      await operator.refusal('POST', '/api/campaigns', { ...body, messages: [workMessage(), workMessage()] }),
    ).toMatchObject({ code: 'CAMPAIGN_CHANNEL_TWICE' })
    expect(await operator.refusal('POST', '/api/campaigns', { ...body, messages: [] })).toMatchObject({
      code: 'VALIDATION_FAILED',
      field: 'messages',
    })
    expect(await (await roles.asSales()).refusal('GET', '/api/campaigns')).toMatchObject({
      status: 403,
      code: 'FORBIDDEN',
    })
    expect(await roles.anonymous().refusal('POST', `/api/campaigns/${id}/send`, {})).toMatchObject({ status: 401 })
  }, 60_000)

  it('keeps the segment it goes to from being removed, as long as it has not ended', async () => {
    const segmentId = await segmentOfEverybody()
    const { id } = await draft({ segmentId, name: '占着这群人' })
    expect(await operator.refusal('DELETE', `/api/segments/${segmentId}`)).toMatchObject({
      status: 409,
      code: 'SEGMENT_IN_USE',
      message: expect.stringContaining('群发「占着这群人」') as string,
    })
    expect(await operator.get(`/api/segments/${segmentId}`)).toMatchObject({
      users: [{ kind: 'campaign', id, name: '占着这群人' }],
    })
    await operator.delete(`/api/campaigns/${id}`)
    await operator.delete(`/api/segments/${segmentId}`)
  })

  it('knows its templates', () => {
    expect(templates.map(({ templateId }) => templateId)).toContain(template.templateId)
  })
})

/** A value that the platform takes for a keyword of this kind. */
function valueOf(key: string): string {
  if (key.startsWith('time') || key.startsWith('date')) return '2026年11月22日'
  if (key.startsWith('amount')) return '￥20.00'
  return /^(number|character_string)/.test(key) ? '20261122' : '已备好'
}
