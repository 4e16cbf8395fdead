import { loadDemoAccounts } from '../sandbox/accounts'
import { startTestApp, type TestApp } from '../support/app'
import { rolesOf, type Roles } from '../support/http'
import type { SandboxPerson } from '../support/sandbox'
import { until } from '../support/until'
import { encryptCallback, followerEvent, sendCallback } from './support/wechat-side'

const { officialAccount, miniProgram } = loadDemoAccounts()
const account = { ...officialAccount, path: 'official-account', key: officialAccount.appid }

/** What nothing of this may change. Refused callbacks, wrong orders, rules and audiences stand in their areas' tests. */
const UNTOUCHED = ['customer', 'identity', 'event', 'consent_record', 'attribute_value'] as const

describe('bad input to the whole product', () => {
  let app: TestApp
  let roles: Roles
  let consentVersion: string
  let next = 1

  beforeAll(async () => {
    app = await startTestApp({ sandbox: true })
    roles = rolesOf(app)
    consentVersion = (await roles.anonymous().get<{ privacy: { version: string } }>('/api/consumer/config')).privacy
      .version
  }, 60_000)
  afterAll(() => app.close())

  const newPerson = (): Promise<SandboxPerson> =>
    app.sandbox.post('people', { name: `路人${next}`, phone: `1700000${String(2000 + next++)}` })

  const phoneCode = async (person: SandboxPerson): Promise<string> =>
    (await app.sandbox.post<{ code: string }>(`people/${person.id}/phone-code`, { appid: miniProgram.appid })).code

  async function rows(): Promise<Record<string, number>> {
    const counts: Record<string, number> = {}
    for (const table of UNTOUCHED) {
      const [row] = await app.db.query<{ rows: number }>(`SELECT COUNT(*) AS \`rows\` FROM ${table}`)
      counts[table] = row?.rows ?? 0
    }
    return counts
  }

  it('an event that no version of the platform’s manual names is kept, answered and has no effect', async () => {
    const before = await rows()
    const xml = followerEvent({ FromUserName: 'oNobodyYet', Event: 'something_brand_new', Anything: '谁知道' })
    expect(await sendCallback(app.url, account, encryptCallback(account, xml))).toMatchObject({
      status: 200,
      text: 'success',
    })
    await until(
      async () => {
        const [message] = await app.db.query<{ state: string }>(
          "SELECT state FROM raw_message WHERE kind = 'official-account.event.other'",
        )
        return message?.state === 'done'
      },
      { what: 'the unknown event to be settled' },
    )
    expect(await rows()).toEqual(before)
  })

  it.each([
    '/api/orders?from=2026-02-30T00:00:00Z',
    '/api/customers?from=2026-02-30',
    '/api/intake/messages?from=2026-W07',
    '/api/audit?from=25:00',
  ])('a day that no calendar has is named: %s', async (path) => {
    expect(await (await roles.asAdministrator()).refusal('GET', path)).toMatchObject({
      status: 400,
      code: 'VALIDATION_FAILED',
      field: 'from',
    })
  })

  it('a phone code that somebody else has used gives nobody the number', async () => {
    const owner = await newPerson()
    const code = await phoneCode(owner)
    await (await roles.asConsumer(owner)).post('/api/consumer/phone', { code, consentVersion })
    const other = await roles.asConsumer(await newPerson())
    const before = await rows()
    expect(await other.refusal('POST', '/api/consumer/phone', { code, consentVersion })).toMatchObject({
      status: 400,
      code: 'PHONE_CODE_INVALID',
    })
    expect(await other.get('/api/consumer/me')).toMatchObject({ phoneMasked: null })
    expect(await rows()).toEqual(before)
  })

  it('a phone code older than five minutes is refused', async () => {
    const person = await newPerson()
    const consumer = await roles.asConsumer(person)
    const code = await phoneCode(person)
    const before = await rows()
    await app.sandbox.post('clock', { advanceSeconds: 301 })
    try {
      expect(await consumer.refusal('POST', '/api/consumer/phone', { code, consentVersion })).toMatchObject({
        status: 400,
        code: 'PHONE_CODE_INVALID',
      })
    } finally {
      await app.sandbox.post('clock', { offsetSeconds: 0 })
    }
    expect(await rows()).toEqual(before)
  })
})
