import { ReplayableMessages } from '../../server/src/modules/intake/replayable-messages'
import { AppError } from '../../server/src/platform/errors'
import { loadDemoAccounts } from '../sandbox/accounts'
import { rolesOf, TestClient } from '../support/http'
import { freshDatabase, type TestDatabase } from '../support/mariadb'
import { until } from '../support/until'
import { startIntakeApp, type IntakeApp } from './support/intake-app'
import { encryptCallback, followerEvent, sendCallback, type CallbackAccount } from './support/wechat-side'

const demo = loadDemoAccounts()
const official: CallbackAccount = { path: 'official-account', key: demo.officialAccount.appid, ...demo.officialAccount }

interface Message {
  id: number
  kind: string
  kindLabel: string
  state: string
  person: string | null
  lastError: string | null
  lastErrorMessage: string | null
}
interface Page {
  items: Message[]
  total: number
  totalIsCapped: boolean
}

describe('the console of raw messages', () => {
  let db: TestDatabase
  let app: IntakeApp
  let operator: TestClient
  let admin: TestClient
  let editor: TestClient
  let broken = true
  const phone = ['170', '0000', '0002'].join('')

  beforeAll(async () => {
    db = await freshDatabase()
    app = await startIntakeApp({
      db,
      handlers: {
        'consumer.track': () => (broken ? Promise.reject(new AppError('MESSAGE_BODY_UNREADABLE')) : Promise.resolve()),
      },
    })
    const roles = rolesOf({ url: app.url } as Parameters<typeof rolesOf>[0])
    operator = await roles.asOperator()
    admin = await roles.asAdministrator()
    editor = await roles.asEditor()
    const text = followerEvent({ FromUserName: 'oTalker', MsgType: 'text', Content: `打我电话 ${phone}`, MsgId: '99' })
    await sendCallback(app.url, official, encryptCallback(official, text))
    for (const key of ['a', 'b', 'c']) {
      const body = { code: 'one-time-secret', key }
      await app.intake.accept({ kind: 'consumer.track', accountId: null, dedupKey: key, body })
    }
    await sendCallback(app.url, official, encryptCallback(official, text, { timestamp: 1 }))
    await until(async () => (await list({ state: 'dead' })).total === 3)
    await until(async () => (await db.query('SELECT 1 FROM intake_refusal')).length === 1)
  })
  afterAll(async () => {
    await app.close()
    await db.drop()
  })

  const replay = (body: object): Promise<{ replayed: number; skipped: number; jobId: number | null }> =>
    operator.post('/api/intake/replay', body)
  const jobOf = (id: number | null): Promise<{ state: string; progressDone: number; progressTotal: number }> =>
    operator.get(`/api/system/jobs/${id}`)
  /** Copies of a message that was handled well, as if they had failed for good. */
  const deadLetters = (count: number): Promise<unknown> =>
    db.query(
      `INSERT INTO raw_message (kind, account_id, dedup_key, format, body, occurred_at, received_at, receipt, next_at, state)
       SELECT kind, account_id, UUID(), format, body, occurred_at, received_at, seq, received_at, 'dead'
       FROM (SELECT * FROM raw_message WHERE kind = 'consumer.track' AND state = 'done' LIMIT 1) one, seq_1_to_100000
       LIMIT ?`,
      [count],
    )
  const list = (query: Record<string, string | number> = {}): Promise<Page> =>
    operator.get('/api/intake/messages', query)

  it('lists what came in, newest first, and filters it', async () => {
    const all = await list()
    expect(all.total).toBe(4)
    expect(all.items.map(({ kind }) => kind).at(-1)).toBe('official-account.message')
    expect((await list({ kind: 'consumer.track', page: 2, pageSize: 2 })).items).toHaveLength(1)
    expect(await list({ search: 'oTalk' })).toMatchObject({
      total: 1,
      items: [{ person: 'oTalker', kindLabel: '公众号 · 用户消息' }],
    })
    expect((await list({ search: 'MESSAGE_BODY_UNREADABLE' })).total).toBe(3)
    expect((await list({ accountId: all.items.length, state: 'done' })).total).toBeLessThanOrEqual(1)
    expect((await list({ from: '2099-01-01T00:00:00Z' })).total).toBe(0)
    expect((await list({ to: '2099-01-01T00:00:00Z', state: 'dead' })).items[0]).toMatchObject({
      lastErrorMessage: '原始消息的内容无法读取',
    })
  })

  it('shows a message with phone numbers and one-time codes masked', async () => {
    const { items } = await list({ kind: 'official-account.message' })
    const detail = await operator.get<{ body: string; format: string }>(`/api/intake/messages/${items[0]?.id}`)
    expect(detail.format).toBe('xml')
    expect(detail.body).toContain(`打我电话 ${phone.slice(0, 3)}****${phone.slice(-4)}`)
    const dead = (await list({ state: 'dead' })).items[0]
    const tracked = await operator.get<{ body: string }>(`/api/intake/messages/${dead?.id}`)
    expect(tracked.body).not.toContain('one-time-secret')
    // As the mini-program's own handler stores it: with the country's code.
    await app.intake.accept({
      kind: 'mini-program.phone',
      accountId: null,
      dedupKey: 'grant',
      body: { appid: demo.miniProgram.appid, openid: 'oGiver', phone: `+86${phone}`, consentVersion: 1 },
    })
    const grant = (await list({ kind: 'mini-program.phone' })).items[0]
    const given = await operator.get<{ body: string }>(`/api/intake/messages/${grant?.id}`)
    expect(given.body).toContain(`"+86${phone.slice(0, 3)}****${phone.slice(-4)}"`)
    await until(async () => (await list({ state: 'done' })).total === 2)
    await db.query('DELETE FROM raw_message WHERE id = ?', [grant?.id])
    expect(await operator.refusal('GET', '/api/intake/messages/999999')).toMatchObject({
      status: 404,
      code: 'NOT_FOUND',
    })
  })

  it('counts states, minutes and refusals', async () => {
    const overview = await operator.get<{
      dead: number
      done: number
      minutes: { accepted: number; refused: number }[]
      refusals: { code: string; count: number; message: string }[]
    }>('/api/intake/overview')
    expect(overview).toMatchObject({ dead: 3, done: 1, refusals: [{ code: 'CALLBACK_STALE', count: 1 }] })
    expect(overview).toMatchObject({ journal: { waiting: 0, since: null, recordAway: false } })
    expect(overview.minutes).toHaveLength(60)
    const sum = (name: 'accepted' | 'refused'): number =>
      overview.minutes.reduce((total, minute) => total + minute[name], 0)
    expect([sum('accepted'), sum('refused')]).toEqual([4, 1])
  })

  it.each([
    ['state', { state: 'lost' }],
    ['kind', { kind: 'something' }],
    ['from', { from: 'yesterday' }],
    ['search', { search: '中文' }],
  ])('names a faulty %s', async (field, query) => {
    const path = `/api/intake/messages?${new URLSearchParams(Object.entries(query))}`
    expect(await operator.refusal('GET', path)).toMatchObject({ status: 400, code: 'VALIDATION_FAILED', field })
  })

  it('lets nobody in without the permission', async () => {
    expect(await new TestClient(app.url).refusal('GET', '/api/intake/messages')).toMatchObject({ status: 401 })
    expect(await editor.refusal('GET', '/api/intake/overview')).toMatchObject({ status: 403 })
    expect(await editor.refusal('POST', '/api/intake/replay', { ids: [1] })).toMatchObject({ status: 403 })
    expect(await editor.refusal('GET', '/api/intake/replayable')).toMatchObject({ status: 403 })
  })

  it('replays one, then all that fit, writes it down, and leaves what is done alone', async () => {
    broken = false
    const replayable = (query: Record<string, string>): Promise<unknown> =>
      operator.get('/api/intake/replayable', query)
    expect(await replayable({ kind: 'consumer.track' })).toEqual({ count: 3 })
    expect(await replayable({ search: 'oTalk' })).toEqual({ count: 0 })
    expect(await replayable({ search: 'MESSAGE_BODY_UNREADABLE' })).toEqual({ count: 3 })
    const dead = (await list({ state: 'dead' })).items
    const first = dead[0]?.id
    expect(await replay({ ids: [first] })).toEqual({ replayed: 1, skipped: 0, jobId: null })
    await until(async () => (await list({ state: 'dead' })).total === 2)
    const { jobId } = await replay({ filter: { state: 'dead', kind: 'consumer.track' } })
    await until(async () => (await jobOf(jobId)).state === 'done')
    expect(await jobOf(jobId)).toMatchObject({ progressDone: 2, progressTotal: 2 })
    await until(async () => (await list({ state: 'done' })).total === 4)
    expect(await replay({ ids: dead.map(({ id }) => id) })).toEqual({ replayed: 0, skipped: 3, jobId: null })
    expect(await operator.refusal('POST', '/api/intake/replay', {})).toMatchObject({ code: 'REPLAY_NOTHING' })
    expect(await db.query("SELECT id FROM audit_entry WHERE action = 'intake.replay'")).toHaveLength(3)
  })

  it('replays by a filter in steps that may be cancelled, and shows what is under way', async () => {
    await deadLetters(1_200)
    const messages = app.app.get(ReplayableMessages)
    const renew = messages.renew.bind(messages)
    let cancelled: Promise<unknown> | undefined
    // Somebody cancels while the first step is under way.
    jest.spyOn(messages, 'renew').mockImplementation(async (ids) => {
      const { replayJobId } = await operator.get<{ replayJobId: number | null }>('/api/intake/overview')
      cancelled ??= admin.post(`/api/system/jobs/${replayJobId}/cancel`)
      await cancelled
      return renew(ids)
    })
    const { jobId } = await replay({ filter: { state: 'dead' } })
    await until(async () => (await jobOf(jobId)).state === 'cancelled')
    jest.restoreAllMocks()
    expect(await jobOf(jobId)).toMatchObject({ progressDone: 500, progressTotal: 1_200 })
    expect((await list({ state: 'dead' })).total).toBe(700)
    await until(async () => (await list({ state: 'done' })).total === 504)
    expect(await operator.get('/api/intake/overview')).toMatchObject({ replayJobId: null })
  })

  it('counts no further than ten thousand', async () => {
    await deadLetters(9_302)
    expect(await list({ state: 'dead' })).toMatchObject({ total: 10_001, totalIsCapped: true })
    expect(await list({ state: 'done' })).toMatchObject({ total: 504, totalIsCapped: false })
    expect(await operator.get('/api/intake/replayable', { state: 'dead' })).toEqual({ count: 10_001 })
    await db.query("DELETE FROM raw_message WHERE state = 'dead'")
  })
})
