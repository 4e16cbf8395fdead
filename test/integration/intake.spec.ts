import { until } from '../support/until'
import { freshDatabase, type TestDatabase } from '../support/mariadb'
import { loadDemoAccounts } from '../sandbox/accounts'
import { AppError } from '../../server/src/platform/errors'
import { ReplayMessages } from '../../server/src/modules/intake/commands/replay-messages'
import { INTAKE_KINDS, type IntakeHandler, type IntakeKind, type IntakeMessage } from '../../server/src/modules/intake'
import { MessageStore } from '../../server/src/modules/intake/message-store'
import { Database } from '../../server/src/platform/database'
import { startIntakeApp, type Handlers, type IntakeApp } from './support/intake-app'
import { encryptCallback, followerEvent, sendCallback, sortedSha1, type CallbackAccount } from './support/wechat-side'

const demo = loadDemoAccounts()
const official: CallbackAccount = { path: 'official-account', key: demo.officialAccount.appid, ...demo.officialAccount }
const work: CallbackAccount = { path: 'work', key: demo.work.corpid, ...demo.work }
const miniProgram: CallbackAccount = { path: 'mini-program', key: demo.miniProgram.appid, ...demo.miniProgram }

interface Row {
  id: number
  kind: string
  state: string
  attempts: number
  last_error: string | null
  lease_token: string | null
  person_key: string | null
  body: string
}

describe('intake', () => {
  let db: TestDatabase
  let app: IntakeApp
  /** What the running test does with each kind; kinds that it does not mention do nothing. */
  let handlers: Partial<Record<IntakeKind, IntakeHandler<unknown>>> = {}

  const handle = (message: IntakeMessage, body: unknown): Promise<unknown> =>
    handlers[message.kind]?.(message, body, undefined) ?? Promise.resolve(null)
  /** What a platform says when it is asked before a follower or a new friend is handled. */
  let platformAnswer: Promise<void> = Promise.resolve()
  const asking = { prepare: () => platformAnswer, handle }
  const delegating: Handlers = {
    ...Object.fromEntries(Object.keys(INTAKE_KINDS).map((kind) => [kind, handle])),
    'official-account.event.subscribe': asking,
    'work.add_external_contact': { prepare: () => Promise.resolve(), handle },
  }

  /** Effects that really committed: one row per effect, written by the handlers inside their transaction. */
  const effects = (): Promise<{ name: string }[]> => db.query('SELECT name FROM test_effect ORDER BY id')
  const messages = (): Promise<Row[]> => db.query('SELECT * FROM raw_message ORDER BY id')

  /** Writes an effect through the application's own transaction. */
  const effect = async (name: string, through = app): Promise<void> => {
    await through.app.get(Database).query('INSERT INTO test_effect (name) VALUES (?)', [name])
  }

  const makeDatabase = async (): Promise<TestDatabase> => {
    const made = await freshDatabase()
    await made.query('CREATE TABLE test_effect (id INT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(100))')
    return made
  }

  beforeAll(async () => {
    db = await makeDatabase()
    app = await startIntakeApp({ db, handlers: delegating })
  }, 60_000)
  afterEach(async () => {
    handlers = {}
    await until(async () => (await messages()).every(({ lease_token }) => lease_token === null))
    for (const table of ['raw_message', 'intake_refusal', 'test_effect']) await db.query(`DELETE FROM ${table}`)
  })
  afterAll(async () => {
    await app.close()
    await db.drop()
  })

  const subscribe = (openid: string, second = 1790000000): string =>
    followerEvent({
      FromUserName: openid,
      CreateTime: second,
      Event: 'subscribe',
      EventKey: 'qrscene_shop',
      Ticket: 't',
    })

  describe('callbacks', () => {
    it('stores what a platform sends, answers success and hands it to the handler once', async () => {
      const seen: unknown[] = []
      handlers = {
        'official-account.event.subscribe': async (message, body) => {
          seen.push({ kind: message.kind, at: message.occurredAt.toISOString(), body })
          await effect('subscribe')
        },
      }
      const reply = await sendCallback(app.url, official, encryptCallback(official, subscribe('oA')))
      expect(reply).toMatchObject({ status: 200, text: 'success' })
      await until(async () => (await messages())[0]?.state === 'done')
      expect(await effects()).toEqual([{ name: 'subscribe' }])
      expect(seen).toEqual([
        {
          kind: 'official-account.event.subscribe',
          at: '2026-09-21T14:13:20.000Z',
          body: {
            ToUserName: 'gh_test',
            CreateTime: '1790000000',
            MsgType: 'event',
            FromUserName: 'oA',
            Event: 'subscribe',
            EventKey: 'qrscene_shop',
            Ticket: 't',
          },
        },
      ])
    })

    it('keeps the body sealed', async () => {
      const phone = ['170', '0000', '0001'].join('')
      const text = followerEvent({ FromUserName: 'oA', MsgType: 'text', Content: `我的电话 ${phone}`, MsgId: '1' })
      await sendCallback(app.url, official, encryptCallback(official, text))
      const [row] = await messages()
      expect(row?.kind).toBe('official-account.message')
      expect(row?.body).not.toContain(phone)
    })

    it('has one effect for the same message sent twice, in a new envelope or in the same one', async () => {
      handlers = { 'official-account.event.subscribe': () => effect('subscribe') }
      const first = encryptCallback(official, subscribe('oA'))
      await sendCallback(app.url, official, first)
      expect(await sendCallback(app.url, official, encryptCallback(official, subscribe('oA')))).toMatchObject({
        text: 'success',
      })
      expect(await sendCallback(app.url, official, first)).toMatchObject({ status: 409, code: 'CALLBACK_REPLAYED' })
      await sendCallback(app.url, official, encryptCallback(official, subscribe('oA', 1790000001)))
      await until(async () => (await effects()).length === 2)
      expect(await messages()).toHaveLength(2)
    })

    it('sorts the events of WeCom and of the mini-program', async () => {
      const change = (type: string, second: number): string =>
        followerEvent({
          FromUserName: 'sys',
          CreateTime: second,
          Event: 'change_external_contact',
          ChangeType: type,
          UserID: 'linxiaoyu',
          ExternalUserID: 'wmA',
        })
      const types = ['add_external_contact', 'del_external_contact', 'del_follow_user', 'edit_external_contact']
      for (const [index, type] of types.entries()) {
        await sendCallback(app.url, work, encryptCallback(work, change(type, 1790000000 + index)))
      }
      const popup = JSON.stringify({
        FromUserName: 'oM',
        CreateTime: 1790000000,
        MsgType: 'event',
        Event: 'x',
        List: [1],
      })
      await sendCallback(app.url, miniProgram, encryptCallback(miniProgram, popup))
      expect((await messages()).map(({ kind, person_key }) => [kind, person_key])).toEqual([
        ['work.add_external_contact', `${work.key}:wmA`],
        ['work.del_external_contact', `${work.key}:wmA`],
        ['work.del_follow_user', `${work.key}:wmA`],
        ['work.edit_external_contact', `${work.key}:wmA`],
        ['mini-program.event', `${miniProgram.key}:oM`],
      ])
    })

    it.each([
      [
        'a wrong signature',
        401,
        'CALLBACK_SIGNATURE_INVALID',
        official,
        (): ReturnType<typeof encryptCallback> => {
          const sent = encryptCallback(official, subscribe('oA'))
          return { ...sent, query: { ...sent.query, msg_signature: '0'.repeat(40) } }
        },
      ],
      [
        'another receiver',
        403,
        'CALLBACK_RECEIVER_MISMATCH',
        official,
        () => encryptCallback(official, subscribe('oA'), { receiver: 'wxsomebodyelse0001' }),
      ],
      [
        'a changed ciphertext',
        401,
        'CALLBACK_SIGNATURE_INVALID',
        official,
        () => {
          const sent = encryptCallback(official, subscribe('oA'))
          const other = (kept: string, character: string): string => `${kept}${character === 'A' ? 'B' : 'A'}`
          return {
            ...sent,
            body: sent.body.replace(/(CDATA\[.{300})(.)/, (_all, kept: string, character: string) =>
              other(kept, character),
            ),
          }
        },
      ],
      [
        'malformed XML outside',
        400,
        'CALLBACK_MALFORMED',
        official,
        () => ({ ...encryptCallback(official, 'x'), body: '<xml><Encrypt>' }),
      ],
      ['malformed XML inside', 400, 'CALLBACK_MALFORMED', official, () => encryptCallback(official, '<xml><A>')],
      ['an empty body', 400, 'CALLBACK_MALFORMED', official, () => ({ ...encryptCallback(official, 'x'), body: '' })],
      [
        'an old timestamp',
        403,
        'CALLBACK_STALE',
        official,
        () => encryptCallback(official, subscribe('oA'), { timestamp: Math.floor(Date.now() / 1000) - 600 }),
      ],
      [
        'a message in the clear',
        400,
        'CALLBACK_NOT_ENCRYPTED',
        official,
        () => {
          const timestamp = String(Math.floor(Date.now() / 1000))
          const signature = sortedSha1([official.token, timestamp, 'n'])
          return { query: { timestamp, nonce: 'n', signature }, body: subscribe('oA') }
        },
      ],
      [
        'an unknown account',
        404,
        'CALLBACK_ACCOUNT_UNKNOWN',
        { ...official, key: 'wx0000000000000000' },
        () => encryptCallback(official, subscribe('oA')),
      ],
    ])('refuses %s, stores nothing and counts it', async (_name, status, code, account, make) => {
      expect(await sendCallback(app.url, account, make())).toMatchObject({ status, code })
      expect(await messages()).toEqual([])
      await until(async () => (await db.query('SELECT * FROM intake_refusal WHERE code = ?', [code])).length === 1)
    })

    it('answers the check of the address, in the clear and encrypted', async () => {
      const timestamp = String(Math.floor(Date.now() / 1000))
      const ask = (account: CallbackAccount, query: Record<string, string>): Promise<Response> =>
        fetch(`${app.url}/callbacks/${account.path}/${account.key}?${new URLSearchParams(query)}`)
      const signature = sortedSha1([official.token, timestamp, 'n'])
      const plain = await ask(official, { timestamp, nonce: 'n', echostr: '42', signature })
      expect([plain.status, await plain.text()]).toEqual([200, '42'])
      const sealed = encryptCallback(work, '5837491029384756')
      const echostr = /CDATA\[([^\]]{40,})]/.exec(sealed.body)?.[1] ?? ''
      const encrypted = await ask(work, { ...sealed.query, echostr })
      expect([encrypted.status, await encrypted.text()]).toEqual([200, '5837491029384756'])
      expect((await ask(official, { timestamp, nonce: 'm', echostr: '42', signature })).status).toBe(401)
    })
  })

  describe('processing', () => {
    const track = (key: string, person: string | null = null): Parameters<IntakeApp['intake']['accept']>[0] => ({
      kind: 'consumer.track',
      accountId: null,
      dedupKey: key,
      personKey: person,
      body: { key },
    })

    it('keeps the order of each person while others go on', async () => {
      handlers = { 'consumer.track': (_message, body) => effect((body as { key: string }).key) }
      const keys = Array.from({ length: 30 }, (_, index) => `m${String(index).padStart(2, '0')}`)
      for (const [index, key] of keys.entries()) await app.intake.accept(track(key, index % 2 ? 'odd' : 'even'))
      await until(async () => (await effects()).length === 30)
      const order = (await effects()).map(({ name }) => name)
      for (const rest of [0, 1]) {
        const own = order.filter((name) => Number(name.slice(1)) % 2 === rest)
        expect(own).toEqual([...own].sort())
      }
    })

    it('rolls a failed effect back, retries with a pause, sets the message aside and lets a replay mend it', async () => {
      let broken = true
      handlers = {
        'consumer.track': async () => {
          await effect('half')
          if (broken) throw new Error('database of somebody else is away')
        },
      }
      await app.intake.accept(track('a'))
      const failed = await until(async () => (await messages()).find(({ state }) => state === 'failed'))
      expect(failed).toMatchObject({ attempts: 1, last_error: 'Error' })
      const id = Number(failed.id)
      // The last try is at hand: seven pauses of up to minutes are the policy's own test.
      await db.query('UPDATE raw_message SET attempts = 7, next_at = UTC_TIMESTAMP(3) WHERE id = ?', [id])
      await until(async () => (await messages())[0]?.state === 'dead')
      expect(await effects()).toEqual([])

      broken = false
      const again = await replay({ ids: [id] })
      expect(again).toEqual({ replayed: 1, skipped: 0, jobId: null })
      await until(async () => (await messages())[0]?.state === 'done')
      expect(await effects()).toEqual([{ name: 'half' }])
      expect(await replay({ ids: [id] })).toEqual({ replayed: 0, skipped: 1, jobId: null })
    })

    it('does not count a try that failed because the record was away', async () => {
      let away = true
      handlers = {
        'consumer.track': () => (away ? Promise.reject(Object.assign(new Error(), { fatal: true })) : effect('late')),
      }
      await app.intake.accept(track('a'))
      const failed = await until(async () => (await messages()).find(({ state }) => state === 'failed'))
      expect(failed).toMatchObject({ attempts: 0 })
      away = false
      await db.query('UPDATE raw_message SET next_at = UTC_TIMESTAMP(3)')
      await until(async () => (await messages())[0]?.state === 'done')
      expect((await messages())[0]).toMatchObject({ attempts: 1 })
    })

    it('does not let a platform that hangs hold up what needs none, nor a new friend', async () => {
      let answer = (): void => undefined
      platformAnswer = new Promise((resolve) => (answer = resolve))
      handlers = {
        'official-account.event.subscribe': () => effect('followed'),
        'work.add_external_contact': () => effect('greeted'),
        'consumer.track': () => effect('tracked'),
      }
      const from = (kind: IntakeKind, person: string): ReturnType<IntakeApp['intake']['accept']> =>
        app.intake.accept({ kind, accountId: null, dedupKey: person, personKey: person, body: {} })
      for (let index = 0; index < 30; index += 1) await from('official-account.event.subscribe', `o${index}`)
      await from('work.add_external_contact', 'wmA')
      await from('consumer.track', 'somebody')
      await until(async () => (await effects()).length === 2)
      expect((await effects()).map(({ name }) => name).sort()).toEqual(['greeted', 'tracked'])
      answer()
      await until(async () => (await effects()).length === 32)
    })

    it('does not retry what is hopeless', async () => {
      handlers = { 'consumer.track': () => Promise.reject(new AppError('MESSAGE_BODY_UNREADABLE')) }
      await app.intake.accept(track('a'))
      const dead = await until(async () => (await messages()).find(({ state }) => state === 'dead'))
      expect(dead).toMatchObject({ attempts: 1, last_error: 'MESSAGE_BODY_UNREADABLE' })
    })

    it('answers an interactive sender at once, the same way for the same request', async () => {
      let calls = 0
      handlers = {
        'consumer.coupon-claim': async (_message, body) => {
          await effect('coupon')
          return { code: `C${(calls += 1)}`, of: (body as { of: string }).of }
        },
      }
      const claim = { kind: 'consumer.coupon-claim' as const, accountId: null, dedupKey: 'x', body: { of: 'tea' } }
      expect(await app.intake.acceptAndProcess(claim)).toEqual({ code: 'C1', of: 'tea' })
      expect(await app.intake.acceptAndProcess(claim)).toEqual({ code: 'C1', of: 'tea' })
      expect(await effects()).toHaveLength(1)
    })

    it('gives an interactive sender the coded refusal and lets it try again', async () => {
      let soldOut = true
      handlers = {
        'consumer.coupon-claim': async () => {
          await effect('coupon')
          if (soldOut) throw new AppError('CONFLICT')
          return 'given'
        },
      }
      const claim = { kind: 'consumer.coupon-claim' as const, accountId: null, dedupKey: 'x', body: {} }
      await expect(app.intake.acceptAndProcess(claim)).rejects.toMatchObject({ code: 'CONFLICT' })
      expect(await messages()).toMatchObject([{ state: 'refused', last_error: 'CONFLICT' }])
      expect(await effects()).toEqual([])
      soldOut = false
      expect(await app.intake.acceptAndProcess(claim)).toBe('given')
    })

    it('one of many identical messages at once has the effect', async () => {
      handlers = { 'consumer.track': () => effect('once') }
      const accepted = await Promise.all(Array.from({ length: 50 }, () => app.intake.acceptOrKnow(track('same'))))
      expect(accepted.filter(({ duplicate }) => !duplicate)).toHaveLength(1)
      expect(await messages()).toHaveLength(1)
      await until(async () => (await messages())[0]?.state === 'done')
      expect(await effects()).toHaveLength(1)
    })

    it('two processes refuse another message under a signature that does not cover it', async () => {
      const plain = (text: string): Parameters<typeof sendCallback>[2] => ({
        query: signedQuery,
        body: followerEvent({ FromUserName: 'oPlain', MsgType: 'text', Content: text, MsgId: text }),
      })
      const timestamp = String(Math.floor(Date.now() / 1000))
      const signature = sortedSha1([official.token, timestamp, 'recorded'])
      const signedQuery = { timestamp, nonce: 'recorded', signature }
      const settings = 'UPDATE touchpoint_account SET settings ='
      const ofOfficial = "WHERE kind = 'official_account'"
      await db.query(`${settings} JSON_SET(settings, '$.plainCallbacks', JSON_EXTRACT('true', '$')) ${ofOfficial}`)
      const other = await startIntakeApp({ db, handlers: delegating })
      try {
        expect(await sendCallback(other.url, official, plain('first'))).toMatchObject({ status: 200 })
        // The settings of an account may be five seconds old elsewhere.
        await until(async () => (await sendCallback(app.url, official, plain('forged'))).status !== 400)
        expect(await sendCallback(app.url, official, plain('forged'))).toMatchObject({ code: 'CALLBACK_REPLAYED' })
        // The very same again is a repetition, which the platform may send to any process.
        expect(await sendCallback(app.url, official, plain('first'))).toMatchObject({ status: 200 })
        expect(await messages()).toHaveLength(1)
      } finally {
        await other.close()
        await db.query(`${settings} JSON_REMOVE(settings, '$.plainCallbacks') ${ofOfficial}`)
      }
    })

    it('two processes share the work without doing it twice', async () => {
      handlers = { 'consumer.track': (_message, body) => effect((body as { key: string }).key) }
      const other = await startIntakeApp({ db, handlers: delegating })
      try {
        const keys = Array.from({ length: 60 }, (_, index) => `m${index}`)
        await Promise.all(
          keys.map((key, index) => (index % 2 ? app : other).intake.accept(track(key, `p${index % 5}`))),
        )
        await until(async () => (await messages()).every(({ state }) => state === 'done'))
        expect((await effects()).map(({ name }) => name).sort()).toEqual([...keys].sort())
      } finally {
        await other.close()
      }
    })

    it('answers after what the same person sent before, and loses nothing when the accepting process dies', async () => {
      const own = await makeDatabase()
      const accepting = await startIntakeApp({ db: own, handlers: delegating, roles: ['api'] })
      let running = accepting
      const names = async (): Promise<string[]> =>
        (await own.query<{ name: string }>('SELECT name FROM test_effect ORDER BY id')).map(({ name }) => name)
      handlers = {
        'consumer.track': (_message, body) => effect((body as { key: string }).key, running),
        'consumer.form-submit': () => effect('form', running),
      }
      try {
        await accepting.intake.accept(track('before', 'p'))
        await accepting.intake.acceptAndProcess({ ...track('form', 'p'), kind: 'consumer.form-submit' })
        expect(await names()).toEqual(['before', 'form'])

        for (const key of ['m0', 'm1', 'm2']) await accepting.intake.accept(track(key, 'p'))
        await accepting.intake.accept(track('killer', 'q'))
        // Processes that die again and again, with messages in hand that they had not come to.
        for (let death = 0; death < 10; death += 1) {
          await accepting.app.get(MessageStore).claimDue(['consumer.track'], 24)
          await own.query("UPDATE raw_message SET next_at = UTC_TIMESTAMP(3) WHERE state = 'pending'")
        }
        await own.query("UPDATE raw_message SET attempts = 8 WHERE person_key = 'q'")
        await accepting.close()
        const tries: number[] = []
        handlers['consumer.track'] = async (message, body) => {
          const rows = await own.query<{ attempts: number }>('SELECT attempts FROM raw_message WHERE id = ?', [
            message.id,
          ])
          tries.push(...rows.map(({ attempts }) => attempts))
          await effect((body as { key: string }).key, running)
        }
        running = await startIntakeApp({ db: own, handlers: delegating })
        await until(async () => (await names()).length === 5)
        expect(await names()).toEqual(['before', 'form', 'm0', 'm1', 'm2'])
        // The first had been in somebody's hands: its try is written down before it begins.
        expect(tries).toEqual([1, 0, 0])
        const fates = await own.query('SELECT person_key, state, attempts, last_error FROM raw_message ORDER BY id')
        expect(fates.slice(2)).toEqual([
          ...['m0', 'm1', 'm2'].map(() => ({ person_key: 'p', state: 'done', attempts: 1, last_error: null })),
          { person_key: 'q', state: 'dead', attempts: 9, last_error: 'MESSAGE_ABANDONED' },
        ])
      } finally {
        await running.close()
        await own.drop()
      }
    })

    const replay = (body: { ids: number[] }): Promise<unknown> => app.app.get(ReplayMessages).run(body)
  })
})
