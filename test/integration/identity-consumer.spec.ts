import { loadDemoAccounts } from '../sandbox/accounts'
import { startTestApp, type TestApp } from '../support/app'
import { rolesOf, TestClient, type Roles } from '../support/http'
import type { SandboxPerson } from '../support/sandbox'
import { until } from '../support/until'

interface Me {
  id: string
  nickname: string | null
  phoneMasked: string | null
  couponCount: number
}

interface CustomerRow {
  id: string
  phoneMasked: string | null
  touchpoints: string[]
  channel: string
}

describe('a person on the touchpoints', () => {
  const { officialAccount, miniProgram } = loadDemoAccounts()
  let testApp: TestApp
  let roles: Roles
  let consentVersion: string
  let next = 1

  beforeAll(async () => {
    testApp = await startTestApp({ sandbox: true })
    roles = rolesOf(testApp)
    consentVersion = (await roles.anonymous().get<{ privacy: { version: string } }>('/api/consumer/config')).privacy
      .version
  })

  afterAll(() => testApp.close())

  const newPerson = (): Promise<SandboxPerson> =>
    testApp.sandbox.post('people', { name: `路人${next}`, phone: `1990000${String(next++).padStart(4, '0')}` })
  const phoneCode = async ({ id }: SandboxPerson): Promise<string> =>
    (await testApp.sandbox.post<{ code: string }>(`people/${id}/phone-code`, { appid: miniProgram.appid })).code
  const findBy = async (search: string): Promise<CustomerRow[]> =>
    (await (await roles.asOperator()).get<{ items: CustomerRow[] }>('/api/customers', { search })).items
  const eventsOf = async (id: string): Promise<{ name: string; channel: string }[]> =>
    (
      await (
        await roles.asOperator()
      ).get<{ items: { name: string; channel: string }[] }>(`/api/customers/${id}/timeline`)
    ).items

  it('takes back in WeChat what was allowed, and then the account itself', async () => {
    const person = await newPerson()
    const consumer = await roles.asConsumer(person)
    const { id } = await consumer.get<Me>('/api/consumer/me')
    await consumer.post('/api/consumer/phone', { code: await phoneCode(person), consentVersion })
    const operator = await roles.asOperator()
    const granted = async (): Promise<string[]> =>
      (await operator.get<{ consents: { purpose: string; granted: boolean }[] }>(`/api/customers/${id}`)).consents
        .filter((consent) => consent.granted)
        .map(({ purpose }) => purpose)
    const tell = (event: string, revokeInfo = '301'): Promise<unknown> =>
      testApp.sandbox.post(`people/${person.id}/authorization`, { appid: miniProgram.appid, event, revokeInfo })
    const handled = (number: number): Promise<true> =>
      until(
        async () =>
          (
            await testApp.db.query(
              `SELECT id FROM raw_message WHERE kind = 'mini-program.event' AND state = 'done' AND person_key LIKE ?`,
              [`${miniProgram.appid}:%`],
            )
          ).length === number,
      )
    await tell('user_authorization_revoke', '7')
    await handled(1)
    expect(await granted()).toHaveLength(3)
    await tell('user_authorization_revoke')
    await until(async () => (await granted()).length === 0)

    await tell('user_authorization_cancellation')
    await until(async () => (await findBy(person.phone.slice(-4))).length === 0)
    expect(await operator.refusal('GET', `/api/customers/${id}`)).toMatchObject({ code: 'CUSTOMER_ERASED' })
  })

  it('follows the official account and becomes a customer with an openid, a unionid and an event', async () => {
    const person = await newPerson()
    await testApp.sandbox.post(`people/${person.id}/follow`, { appid: officialAccount.appid })
    const consumer = await roles.asConsumer(person)
    const { id } = await consumer.get<Me>('/api/consumer/me')
    const events = await until(
      async () => {
        const list = await eventsOf(id)
        return list.length >= 2 ? list : null
      },
      { what: 'both events' },
    )
    expect(events.map(({ name }) => name).sort()).toEqual(['follow_official_account', 'login_mini_program'])
    const detail = await (
      await roles.asOperator()
    ).get<{ identities: { kind: string }[]; touchpoints: string[] }>(`/api/customers/${id}`)
    expect(detail.identities.map(({ kind }) => kind).sort()).toEqual(['openid', 'openid', 'unionid'])
    expect(detail.touchpoints).toContain('follower')
    await testApp.sandbox.post(`people/${person.id}/unfollow`, { appid: officialAccount.appid })
    await until(
      async () =>
        !(await (await roles.asOperator()).get<{ touchpoints: string[] }>(`/api/customers/${id}`)).touchpoints.includes(
          'follower',
        ),
      {
        what: 'the end of following',
      },
    )
  })

  it('gives the phone number with consent and is one customer from then on', async () => {
    const person = await newPerson()
    const consumer = await roles.asConsumer(person)
    const before = await consumer.get<Me>('/api/consumer/me')
    expect(before.phoneMasked).toBeNull()
    const code = await phoneCode(person)
    expect(await consumer.refusal('POST', '/api/consumer/phone', { code, consentVersion: 'none' })).toMatchObject({
      status: 409,
      code: 'CONSENT_REQUIRED',
    })
    const reply = await consumer.post<{ me: Me; merged: boolean }>('/api/consumer/phone', { code, consentVersion })
    expect(reply).toMatchObject({
      merged: false,
      me: { id: before.id, phoneMasked: `${person.phone.slice(0, 3)}****${person.phone.slice(-4)}` },
    })
    expect(await consumer.refusal('POST', '/api/consumer/phone', { code, consentVersion })).toMatchObject({
      status: 400,
      code: 'PHONE_CODE_INVALID',
    })
    const detail = await (
      await roles.asOperator()
    ).get<{ consents: { purpose: string; granted: boolean }[] }>(`/api/customers/${before.id}`)
    expect(
      detail.consents
        .filter(({ granted }) => granted)
        .map(({ purpose }) => purpose)
        .sort(),
    ).toEqual(['marketing', 'phone', 'profile'])
    expect((await eventsOf(before.id)).map(({ name }) => name)).toContain('authorize_phone')
  })

  it('is found by whole number and by its last four digits, and shown masked', async () => {
    const person = await newPerson()
    const consumer = await roles.asConsumer(person)
    await consumer.post('/api/consumer/phone', { code: await phoneCode(person), consentVersion })
    const { id } = await consumer.get<Me>('/api/consumer/me')
    for (const search of [person.phone, `+86 ${person.phone}`, person.phone.slice(-4), id]) {
      expect((await findBy(search)).map((row) => row.id)).toEqual([id])
    }
    expect(await findBy('19900009999')).toEqual([])
  })

  it('shows the whole number only to those who may see it, and notes that they did', async () => {
    const person = await newPerson()
    const consumer = await roles.asConsumer(person)
    await consumer.post('/api/consumer/phone', { code: await phoneCode(person), consentVersion })
    const { id } = await consumer.get<Me>('/api/consumer/me')
    const operator = await roles.asOperator()
    expect(await (await roles.asSales()).refusal('POST', `/api/customers/${id}/phone`)).toMatchObject({
      status: 403,
      code: 'FORBIDDEN',
    })
    expect(await roles.anonymous().refusal('POST', `/api/customers/${id}/phone`)).toMatchObject({ status: 401 })
    expect(await operator.post(`/api/customers/${id}/phone`)).toEqual({ phone: person.phone })
    const [entry] = await testApp.db.query<{ staff_name: string; after: string }>(
      `SELECT staff_name, after FROM audit_entry WHERE action = 'customer.reveal-phone' AND target_id = ?`,
      [id],
    )
    expect(entry).toBeDefined()
    expect(JSON.stringify(entry)).not.toContain(person.phone)
  })

  it('keeps whole phone numbers out of the database and out of replies', async () => {
    const person = await newPerson()
    const consumer = await roles.asConsumer(person)
    await consumer.post('/api/consumer/phone', { code: await phoneCode(person), consentVersion })
    const { id } = await consumer.get<Me>('/api/consumer/me')
    const operator = await roles.asOperator()
    await operator.post(`/api/customers/${id}/phone`)
    const replies = await Promise.all([
      operator.raw<string>('GET', `/api/customers/${id}`),
      operator.raw<string>('GET', '/api/customers'),
      operator.raw<string>('GET', '/api/customers/export'),
      consumer.raw<string>('GET', '/api/consumer/me'),
    ])
    for (const { status, body } of replies) {
      expect(status).toBe(200)
      expect(JSON.stringify(body)).not.toContain(person.phone)
    }
    const tables = await testApp.db.query<{ name: string }>(
      `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = DATABASE() AND table_type = 'BASE TABLE'`,
    )
    for (const { name } of tables) {
      const rows = await testApp.db.query(`SELECT * FROM \`${name}\``)
      expect([name, JSON.stringify(rows).includes(person.phone)]).toEqual([name, false])
    }
  })

  it('lets many people out only by way of an approval', async () => {
    const operator = await roles.asOperator()
    const sales = await roles.asSales()
    await testApp.db.query(
      "INSERT INTO customer (channel, first_seen_at, last_seen_at) SELECT '导入', UTC_TIMESTAMP(3), UTC_TIMESTAMP(3) FROM seq_1_to_1001",
    )
    const path = '/api/customers/export?channel=' + encodeURIComponent('导入')
    expect(await operator.refusal('GET', path)).toMatchObject({ status: 409, code: 'EXPORT_NEEDS_APPROVAL' })
    expect(await sales.refusal('GET', path)).toMatchObject({ status: 403 })
    await testApp.db.query("DELETE FROM customer WHERE channel = '导入' ORDER BY id DESC LIMIT 1")
    const { body } = await operator.raw<string>('GET', path)
    expect(body.trim().split('\n')).toHaveLength(1001)
    const [entry] = await testApp.db.query<{ after: string }>(
      "SELECT after FROM audit_entry WHERE action = 'customer.export' ORDER BY id DESC LIMIT 1",
    )
    expect(JSON.parse(entry?.after ?? '{}')).toEqual({ people: 1000 })
    await testApp.db.query("DELETE FROM customer WHERE channel = '导入'")
  })

  it('cannot log in with a used or invented code, or to a mini-program that is not ours', async () => {
    const person = await newPerson()
    const { code } = await testApp.sandbox.post<{ code: string }>(`people/${person.id}/login-code`, {
      appid: miniProgram.appid,
    })
    const anonymous = roles.anonymous()
    const { token } = await anonymous.post<{ token: string }>('/api/consumer/login', { code, appid: miniProgram.appid })
    expect(token).toMatch(/^[\w-]{40,}$/)
    for (const refused of [code, 'invented']) {
      expect(
        await anonymous.refusal('POST', '/api/consumer/login', { code: refused, appid: miniProgram.appid }),
      ).toMatchObject({ status: 400, code: 'LOGIN_CODE_INVALID' })
    }
    expect(await anonymous.refusal('POST', '/api/consumer/login', { code, appid: 'wx-unknown' })).toMatchObject({
      code: 'MINI_PROGRAM_UNKNOWN',
    })
    expect(await anonymous.refusal('POST', '/api/consumer/login', {})).toMatchObject({
      status: 400,
      code: 'VALIDATION_FAILED',
    })
  })

  it('cannot log in with a code that is older than five minutes', async () => {
    const person = await newPerson()
    const { code } = await testApp.sandbox.post<{ code: string }>(`people/${person.id}/login-code`, {
      appid: miniProgram.appid,
    })
    await testApp.sandbox.post('clock', { advanceSeconds: 301 })
    expect(
      await roles.anonymous().refusal('POST', '/api/consumer/login', { code, appid: miniProgram.appid }),
    ).toMatchObject({ status: 400, code: 'LOGIN_CODE_INVALID' })
  })

  it('needs a token of her own', async () => {
    for (const client of [roles.anonymous(), new TestClient(testApp.url, 'x'.repeat(43)), await roles.asOperator()]) {
      expect(await client.refusal('GET', '/api/consumer/me')).toMatchObject({ status: 401, code: 'NOT_LOGGED_IN' })
      expect(await client.refusal('POST', '/v1/track', { messages: [] })).toMatchObject({ status: 401 })
    }
  })

  it('withdraws a consent and grants it again', async () => {
    const consumer = await roles.asConsumer(await newPerson())
    const marketing = async (granted: boolean): Promise<boolean | undefined> => {
      const list = await consumer.put<{ purpose: string; granted: boolean }[]>('/api/consumer/consents', {
        purpose: 'marketing',
        granted,
        consentVersion,
      })
      return list.find(({ purpose }) => purpose === 'marketing')?.granted
    }
    expect(await marketing(true)).toBe(true)
    expect(await marketing(false)).toBe(false)
    expect(
      await consumer.refusal('PUT', '/api/consumer/consents', {
        purpose: 'marketing',
        granted: true,
        consentVersion: 'old',
      }),
    ).toMatchObject({ code: 'CONSENT_REQUIRED' })
  })

  describe('tracked', () => {
    const message = (change: object = {}): object => ({
      id: `m-${next++}`,
      event: 'read_content',
      time: new Date(Date.now() - 3_600_000).toISOString(),
      properties: { content_id: 5, duration_seconds: 40 },
      ...change,
    })

    beforeAll(() =>
      testApp.db.query(
        `INSERT INTO article (id, title, summary, author, cover_url, body, read_minutes, product_ids, updated_at)
         VALUES (5, '白茶', '', '', '', '', 1, '[]', NOW(3))`,
      ),
    )

    it('counts every message once and judges each by itself', async () => {
      const consumer = await roles.asConsumer(await newPerson())
      const { id } = await consumer.get<Me>('/api/consumer/me')
      const good = [message(), message({ time: '2026-10-01T08:00:00.000Z' })]
      const bad = [
        message({ id: 'unknown', event: 'no_such_event' }),
        message({ id: 'type', properties: { content_id: 'abc' } }),
        message({ id: 'future', time: new Date(Date.now() + 20 * 60_000).toISOString() }),
        { id: 'shapeless' },
      ]
      type Refused = { id: string; code: string }[]
      const reply = await consumer.post<{ rejected: Refused; quarantined: Refused }>('/v1/track', {
        messages: [...good, ...bad],
      })
      expect(reply).toMatchObject({ accepted: 2, duplicates: 0 })
      expect(Object.fromEntries(reply.quarantined.map((one) => [one.id, one.code]))).toEqual({
        unknown: 'EVENT_UNKNOWN',
        type: 'EVENT_PROPERTY_INVALID',
        future: 'EVENT_TIME_INVALID',
      })
      expect(reply.rejected).toMatchObject([{ id: 'shapeless', code: 'TRACK_MESSAGE_INVALID' }])
      expect(await consumer.post('/v1/track', { messages: good })).toMatchObject({ accepted: 0, duplicates: 2 })
      const read = async (): Promise<number> =>
        (await eventsOf(id)).filter(({ name }) => name === 'read_content').length
      await until(async () => (await read()) === 2, { what: 'two readings' })
    })

    it('refuses more than five hundred at once', async () => {
      const consumer = await roles.asConsumer(await newPerson())
      const messages = Array.from({ length: 501 }, () => message())
      expect(await consumer.refusal('POST', '/v1/track', { messages })).toMatchObject({
        status: 400,
        code: 'VALIDATION_FAILED',
      })
    })
  })
})
