import { startTestApp, type TestApp } from '../support/app'
import { rolesOf, type TestClient } from '../support/http'
import type { SandboxPerson } from '../support/sandbox'

interface Coupon {
  id: number
  name: string
  claimedCount: number
  usedCount: number
  state: string
}
interface Offer {
  id: string
  name: string
  claimed: boolean
  remaining: number
}
interface MyCoupon {
  id: string
  code: string
  name: string
  state: string
}

describe('coupons', () => {
  let app: TestApp
  let operator: TestClient
  let sequence = 0

  beforeAll(async () => {
    app = await startTestApp({ sandbox: true })
    operator = await rolesOf(app).asOperator()
  })
  afterAll(() => app.close())

  const terms = (changes: object = {}): object => ({
    name: `见面礼 ${++sequence}`,
    amountFen: 2000,
    thresholdFen: 9900,
    stock: 10,
    perPersonLimit: 1,
    requiresPhone: false,
    openAt: '2026-01-01T00:00:00Z',
    closeAt: null,
    validDays: 30,
    validUntil: null,
    ...changes,
  })
  const open = async (changes: object = {}): Promise<Coupon> => {
    const coupon = await operator.post<Coupon>('/api/coupons', terms(changes))
    return operator.post(`/api/coupons/${coupon.id}/state`, { action: 'open' })
  }
  const consumer = async (): Promise<TestClient> => {
    sequence += 1
    return rolesOf(app).asConsumer(await app.sandbox.post<SandboxPerson>('people', { name: `顾客${sequence}` }))
  }
  const offerOf = async (client: TestClient, coupon: Coupon): Promise<Offer> => {
    const { coupons } = await client.get<{ coupons: Offer[] }>('/api/consumer/home')
    const offer = coupons.find(({ name }) => name === coupon.name)
    if (!offer) throw new Error('not offered')
    return offer
  }
  const reload = (coupon: Coupon): Promise<Coupon> => operator.get(`/api/coupons/${coupon.id}`)

  it('are offered, claimed once, and listed with their holder', async () => {
    const coupon = await open()
    const client = await consumer()
    const offer = await offerOf(client, coupon)
    expect(offer).toMatchObject({ claimed: false, remaining: 10 })
    const { coupon: mine } = await client.post<{ coupon: MyCoupon }>(`/api/consumer/coupons/${offer.id}/claim`)
    expect(mine).toMatchObject({ name: coupon.name, state: 'claimed' })
    expect(await client.refusal('POST', `/api/consumer/coupons/${offer.id}/claim`)).toMatchObject({
      status: 409,
      code: 'COUPON_ALREADY_CLAIMED',
    })
    expect(await offerOf(client, coupon)).toMatchObject({ claimed: true, remaining: 9 })
    expect(await client.get<MyCoupon[]>('/api/consumer/my-coupons')).toEqual([
      expect.objectContaining({ code: mine.code }),
    ])
    expect(await client.get('/api/consumer/me')).toMatchObject({ couponCount: 1 })
    expect(await operator.get(`/api/coupons/${coupon.id}/claims`)).toMatchObject({
      total: 1,
      items: [{ code: mine.code, channel: '小程序' }],
    })
    expect(await app.db.query('SELECT name FROM event WHERE name = ?', ['claim_coupon'])).toHaveLength(1)
    const file = await operator.raw<string>('GET', `/api/coupons/${coupon.id}/claims/export`)
    expect(file.body).toContain(mine.code)
  })

  it('give the same answer to the same request again', async () => {
    const coupon = await open()
    const client = await consumer()
    const { id } = await offerOf(client, coupon)
    const headers = { 'x-request-id': 'same-request-0001' }
    const replies = [
      await client.raw('POST', `/api/consumer/coupons/${id}/claim`, { headers }),
      await client.raw('POST', `/api/consumer/coupons/${id}/claim`, { headers }),
    ]
    expect(replies.map(({ status }) => status)).toEqual([200, 200])
    expect(replies[1]?.body).toEqual(replies[0]?.body)
    expect((await reload(coupon)).claimedCount).toBe(1)
  })

  it('give the last one to exactly one of twenty', async () => {
    const coupon = await open({ stock: 1 })
    const clients = await Promise.all(Array.from({ length: 20 }, consumer))
    const [first] = clients
    if (!first) throw new Error('nobody came')
    const { id } = await offerOf(first, coupon)
    const replies = await Promise.all(
      clients.map((client) => client.raw<{ error?: { code: string } }>('POST', `/api/consumer/coupons/${id}/claim`)),
    )
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(new Set(replies.filter(({ status }) => status !== 200).map(({ body }) => body.error?.code))).toEqual(
      new Set(['COUPON_SOLD_OUT']),
    )
    expect(await reload(coupon)).toMatchObject({ claimedCount: 1 })
    expect(await app.db.query('SELECT 1 FROM coupon_claim WHERE coupon_id = ?', [coupon.id])).toHaveLength(1)
  })

  it('hold the limit when one person asks many times at once', async () => {
    const coupon = await open({ perPersonLimit: 2, stock: 100 })
    const client = await consumer()
    const { id } = await offerOf(client, coupon)
    const replies = await Promise.all(
      Array.from({ length: 8 }, () => client.raw('POST', `/api/consumer/coupons/${id}/claim`)),
    )
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(2)
    expect(await reload(coupon)).toMatchObject({ claimedCount: 2 })
  })

  it('ask for a phone number where they should, and keep to their time', async () => {
    const phoned = await open({ requiresPhone: true })
    const later = await open({ openAt: '2099-01-01T00:00:00Z' })
    const closed = await open()
    const client = await consumer()
    const { id } = await offerOf(client, phoned)
    const closedOffer = await offerOf(client, closed)
    await operator.post(`/api/coupons/${closed.id}/state`, { action: 'close' })
    expect(await client.refusal('POST', `/api/consumer/coupons/${id}/claim`)).toMatchObject({
      status: 403,
      code: 'COUPON_PHONE_REQUIRED',
    })
    expect(await client.refusal('POST', `/api/consumer/coupons/${closedOffer.id}/claim`)).toMatchObject({
      code: 'COUPON_NOT_OPEN',
    })
    await expect(offerOf(client, later)).rejects.toThrow('not offered')
    expect(await client.refusal('POST', '/api/consumer/coupons/1/claim')).toMatchObject({ status: 404 })
    expect(
      await app.db.query(`SELECT 1 FROM coupon_claim WHERE coupon_id IN (${phoned.id}, ${closed.id})`),
    ).toHaveLength(0)
  })

  it('are spent once', async () => {
    const coupon = await open()
    const client = await consumer()
    const { id } = await offerOf(client, coupon)
    const { coupon: mine } = await client.post<{ coupon: MyCoupon }>(`/api/consumer/coupons/${id}/claim`)
    expect(await operator.post('/api/coupons/use', { code: mine.code.toLowerCase() })).toMatchObject({ usedCount: 1 })
    expect(await operator.refusal('POST', '/api/coupons/use', { code: mine.code })).toMatchObject({
      status: 409,
      code: 'COUPON_NOT_USABLE',
    })
    expect(await operator.refusal('POST', '/api/coupons/use', { code: 'AAAAAAAAAAAA' })).toMatchObject({
      status: 404,
      code: 'COUPON_CODE_UNKNOWN',
    })
    expect(await client.get('/api/consumer/my-coupons')).toMatchObject([{ state: 'used' }])
  })

  it('refuse terms that cannot stand', async () => {
    expect(await operator.refusal('POST', '/api/coupons', terms({ thresholdFen: 100 }))).toMatchObject({
      code: 'COUPON_RULE_INVALID',
      field: 'thresholdFen',
    })
    expect(await operator.refusal('POST', '/api/coupons', terms({ amountFen: 0 }))).toMatchObject({
      code: 'VALIDATION_FAILED',
      field: 'amountFen',
    })
    expect(await operator.refusal('POST', '/api/coupons', terms({ validDays: null }))).toMatchObject({
      code: 'COUPON_RULE_INVALID',
    })
    const coupon = await open({ stock: 5 })
    const client = await consumer()
    await client.post(`/api/consumer/coupons/${(await offerOf(client, coupon)).id}/claim`)
    await app.db.query('UPDATE coupon SET claimed_count = 3 WHERE id = ?', [coupon.id])
    expect(await operator.refusal('PUT', `/api/coupons/${coupon.id}`, terms({ stock: 2 }))).toMatchObject({
      code: 'COUPON_STOCK_TOO_LOW',
      field: 'stock',
    })
    expect(await operator.refusal('POST', `/api/coupons/${coupon.id}/state`, { action: 'open' })).toMatchObject({
      code: 'COUPON_STATE_REFUSED',
    })
  })

  it('let in whom they should', async () => {
    const roles = rolesOf(app)
    expect(await roles.anonymous().refusal('GET', '/api/coupons')).toMatchObject({ status: 401 })
    expect(await roles.anonymous().refusal('POST', '/api/consumer/coupons/x/claim')).toMatchObject({ status: 401 })
    expect(await (await roles.asEditor()).refusal('POST', '/api/coupons', terms())).toMatchObject({
      status: 403,
      code: 'FORBIDDEN',
    })
  })
})

describe('forms', () => {
  let app: TestApp
  let operator: TestClient
  let reward: Coupon
  let form: { id: number; fields: object[] }
  const fields = [
    { key: 'birthday', label: '生日', kind: 'date', required: true, attribute: 'birthday' },
    {
      key: 'skin',
      label: '肤质',
      kind: 'single',
      required: true,
      attribute: 'skin_type',
      options: [
        { value: 'sensitive', label: '敏感肌' },
        { value: 'dry', label: '干性' },
      ],
    },
    { key: 'note', label: '想解决的问题', kind: 'text', required: false, maxLength: 20 },
  ]
  const answers = { birthday: '1996-04-20', skin: 'sensitive', note: '=换季泛红' }

  beforeAll(async () => {
    app = await startTestApp({ sandbox: true })
    operator = await rolesOf(app).asOperator()
    reward = await operator.post('/api/coupons', {
      name: '小测奖励',
      amountFen: 1500,
      thresholdFen: 0,
      stock: 2,
      perPersonLimit: 1,
      requiresPhone: false,
      openAt: '2026-01-01T00:00:00Z',
      validDays: 7,
    })
    await operator.post(`/api/coupons/${reward.id}/state`, { action: 'open' })
    form = await operator.post('/api/forms', { title: '肤质小测', fields, rewardCouponId: reward.id, thanks: '谢谢' })
    await operator.post(`/api/forms/${form.id}/state`, { action: 'open' })
  })
  afterAll(() => app.close())

  const consumer = async (name: string): Promise<TestClient> =>
    rolesOf(app).asConsumer(await app.sandbox.post<SandboxPerson>('people', { name }))
  const path = (): string => `/api/consumer/forms/${form.id}`

  it('are filled in once, set attributes and give their reward', async () => {
    const client = await consumer('沈知夏')
    expect((await client.get<{ form: object }>('/api/consumer/home')).form).toMatchObject({
      title: '肤质小测',
      reward: '小测奖励',
    })
    const shown = await client.get<{ fields: object[]; submitted: boolean }>(path())
    expect(shown.submitted).toBe(false)
    expect(JSON.stringify(shown.fields)).not.toContain('attribute')
    expect(await client.post(`${path()}/submissions`, { answers })).toMatchObject({
      message: '谢谢',
      coupon: { name: '小测奖励', state: 'claimed' },
    })
    expect(await client.refusal('POST', `${path()}/submissions`, { answers })).toMatchObject({
      status: 409,
      code: 'FORM_ALREADY_SUBMITTED',
    })
    expect(await client.get(path())).toMatchObject({ submitted: true })
    expect((await client.get<{ form: object | null }>('/api/consumer/home')).form).toBeNull()
    const values = await app.db.query<{ attribute: string; value: string }>(
      `SELECT attribute, value FROM attribute_value WHERE source = 'consumer' ORDER BY attribute`,
    )
    expect(values.map(({ attribute, value }) => [attribute, JSON.parse(value) as unknown])).toEqual([
      ['birthday', '1996-04-20'],
      ['skin_type', 'sensitive'],
    ])
    expect(await app.db.query(`SELECT 1 FROM event WHERE name = 'submit_form'`)).toHaveLength(1)
  })

  it('name each malformed answer and keep nothing', async () => {
    const client = await consumer('程安')
    const refusal = await client.refusal('POST', `${path()}/submissions`, {
      answers: { birthday: '1996-02-30', skin: ['dry'], note: 'x'.repeat(21), other: 1 },
    })
    expect(refusal).toMatchObject({ status: 400, code: 'FORM_ANSWERS_INVALID' })
    expect(refusal.details?.map(({ field }) => field).sort()).toEqual([
      'answers.birthday',
      'answers.note',
      'answers.other',
      'answers.skin',
    ])
    expect(await client.refusal('POST', `${path()}/submissions`, { answers: 'everything' })).toMatchObject({
      code: 'VALIDATION_FAILED',
    })
    expect(await client.get(path())).toMatchObject({ submitted: false })
    expect(await client.get<unknown[]>('/api/consumer/my-coupons')).toEqual([])
  })

  it('take one submission of a person who sends many at once', async () => {
    const client = await consumer('陆舟')
    const replies = await Promise.all(
      Array.from({ length: 6 }, () => client.raw('POST', `${path()}/submissions`, { body: { answers } })),
    )
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(1)
  })

  it('are worth filling in after the reward is gone, too', async () => {
    const client = await consumer('许言')
    expect(await client.post(`${path()}/submissions`, { answers })).toEqual({ message: '谢谢', coupon: null })
  })

  it('show what was answered, in numbers and as a file that no spreadsheet runs', async () => {
    const statistics = await operator.get<{
      submissions: number
      questions: { key: string; counts: object[]; texts: string[] }[]
    }>(`/api/forms/${form.id}/statistics`)
    expect(statistics.submissions).toBe(3)
    expect(statistics.questions.find(({ key }) => key === 'skin')?.counts).toEqual([
      { name: '敏感肌', value: 3 },
      { name: '干性', value: 0 },
    ])
    expect(await operator.get(`/api/forms/${form.id}/submissions`)).toMatchObject({
      total: 3,
      items: [{ answers: [{ answer: '1996-04-20' }, { answer: '敏感肌' }, { answer: '=换季泛红' }] }, {}, {}],
    })
    const file = await operator.raw<string>('GET', `/api/forms/${form.id}/submissions/export`)
    expect(file.body).toContain("'=换季泛红")
  })

  it('refuse questions that cannot be asked, and changes that would orphan answers', async () => {
    expect(await operator.refusal('POST', '/api/forms', { title: '空', fields: [] })).toMatchObject({
      code: 'FORM_FIELDS_INVALID',
    })
    expect(
      await operator.refusal('POST', '/api/forms', {
        title: '坏',
        fields: [{ key: 'a', label: 'A', kind: 'text', required: true, attribute: 'birthday' }],
      }),
    ).toMatchObject({ code: 'FORM_FIELDS_INVALID' })
    expect(
      await operator.refusal('POST', '/api/forms', {
        title: '坏',
        fields: [{ key: 'Bad Key', label: 'A', kind: 'text', required: true }],
      }),
    ).toMatchObject({ code: 'VALIDATION_FAILED', field: 'fields.0.key' })
    expect(
      await operator.refusal('PUT', `/api/forms/${form.id}`, {
        title: '肤质小测',
        fields: [{ key: 'skin', label: '肤质', kind: 'text', required: true }],
      }),
    ).toMatchObject({ code: 'FORM_FIELDS_LOCKED' })
  })

  it('are closed to those who come late or are not allowed', async () => {
    const client = await consumer('何年')
    await operator.post(`/api/forms/${form.id}/state`, { action: 'close' })
    expect(await client.refusal('POST', `${path()}/submissions`, { answers })).toMatchObject({
      status: 409,
      code: 'FORM_NOT_OPEN',
    })
    expect(await rolesOf(app).anonymous().refusal('GET', path())).toMatchObject({ status: 401 })
    expect(await (await rolesOf(app).asSales()).refusal('POST', '/api/forms', { title: 'x', fields })).toMatchObject({
      status: 403,
    })
    expect(await (await rolesOf(app).asEditor()).refusal('GET', `/api/forms/${form.id}/submissions`)).toMatchObject({
      status: 403,
    })
  })
})
