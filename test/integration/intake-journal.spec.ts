import {
  appendFileSync,
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import type { IntakeMessage } from '../../server/src/modules/intake'
import { Database } from '../../server/src/platform/database'
import { SetAside } from '../../server/src/modules/intake/journal/set-aside'
import { JobRegistry, Jobs } from '../../server/src/platform/jobs'
import { loadDemoAccounts } from '../sandbox/accounts'
import { gateBefore, type DatabaseGate } from '../support/database-gate'
import { freshDatabase, type TestDatabase } from '../support/mariadb'
import { until } from '../support/until'
import { startIntakeApp, type Handlers, type IntakeApp } from './support/intake-app'
import {
  encryptCallback,
  followerEvent,
  sendCallback,
  sendPaidNotification,
  type CallbackAccount,
} from './support/wechat-side'

const demo = loadDemoAccounts()
const official: CallbackAccount = { path: 'official-account', key: demo.officialAccount.appid, ...demo.officialAccount }
const EFFECTS = 'test_effect'

describe('callbacks while the record is away', () => {
  let db: TestDatabase
  let gate: DatabaseGate
  let app: IntakeApp
  let dataDir: string
  let running: IntakeApp

  const handlers: Handlers = {
    'official-account.message': async (message: IntakeMessage, body) => {
      const { Content } = body as { Content: string }
      await running.app
        .get(Database)
        .query(`INSERT INTO ${EFFECTS} (name, person) VALUES (?, ?)`, [Content, message.personKey])
    },
    'consumer.form-submit': () => Promise.resolve('done'),
  }

  const effects = async (): Promise<string[]> =>
    (await db.query<{ name: string }>(`SELECT name FROM ${EFFECTS} ORDER BY id`)).map(({ name }) => name)
  const say = (text: string, openid = 'oA', id = text): string =>
    followerEvent({ FromUserName: openid, MsgType: 'text', Content: text, MsgId: id })
  const send = (text: string, openid?: string): ReturnType<typeof sendCallback> =>
    sendCallback(running.url, official, encryptCallback(official, say(text, openid)))
  const ready = async (): Promise<{ status: number; text: string }> => {
    const reply = await fetch(`${running.url}/readyz`)
    return { status: reply.status, text: await reply.text() }
  }
  const journalFiles = (): string[] =>
    (readdirSync(join(dataDir, 'intake-journal'), { recursive: true }) as string[]).filter((name) =>
      name.endsWith('.journal'),
    )

  beforeAll(async () => {
    db = await freshDatabase()
    await db.query(
      `CREATE TABLE ${EFFECTS} (id INT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(100), person VARCHAR(600))`,
    )
    gate = await gateBefore(db.url)
    dataDir = mkdtempSync(join(tmpdir(), 'guiyi-journal-'))
    app = await startIntakeApp({ db: gate, handlers, dataDir })
    running = app
  }, 60_000)
  afterEach(async () => {
    await gate.open()
    await until(() => !running.journal.carries)
    await db.query(`DELETE FROM ${EFFECTS}`)
    await db.query('DELETE FROM raw_message')
  })
  afterAll(async () => {
    await running.close()
    await gate.close()
    await db.drop()
    rmSync(dataDir, { recursive: true, force: true })
  })

  it('answers after flushing them to disk, keeps each person in order and brings everything in once', async () => {
    await send('m0')
    await gate.shut()
    for (let index = 1; index <= 12; index += 1)
      expect(await send(`m${index}`, index % 3 === 0 ? 'oB' : 'oA')).toMatchObject({ status: 200, text: 'success' })
    // The platform was answered too late, it thinks, and sends the last one again.
    expect(await send('m12', 'oB')).toMatchObject({ status: 200 })
    expect(running.journal.state()).toMatchObject({ waiting: 13, recordAway: true })
    expect(journalFiles()).toHaveLength(1)

    await gate.open()
    await send('m13')
    await until(async () => (await effects()).length === 14)
    const order = await effects()
    const ofB = ['m3', 'm6', 'm9', 'm12']
    expect(order.filter((name) => ofB.includes(name))).toEqual(ofB)
    const ofA = ['m0', 'm1', 'm2', 'm4', 'm5', 'm7', 'm8', 'm10', 'm11', 'm13']
    expect(order.filter((name) => !ofB.includes(name))).toEqual(ofA)
    await until(() => readdirSync(join(dataDir, 'intake-journal')).length === 0)
    expect(running.journal.state()).toMatchObject({ waiting: 0, recordAway: false, since: null })
  })

  it('keeps bodies and people unreadable on disk', async () => {
    await gate.shut()
    const phone = ['170', '0000', '0002'].join('')
    await send(`打 ${phone}`, 'oSecretPerson')
    const [file = ''] = journalFiles()
    const bytes = readFileSync(join(dataDir, 'intake-journal', file), 'latin1')
    expect(bytes.length).toBeGreaterThan(100)
    expect(bytes).not.toContain(phone)
    expect(bytes).not.toContain('oSecretPerson')
  })

  it('tells the probe how much waits and since when', async () => {
    expect(await ready()).toMatchObject({ status: 200 })
    await gate.shut()
    await send('m1')
    const away = await ready()
    expect(away.status).toBe(503)
    expect(away.text).toContain('本地日志')
    expect(away.text).toMatch(/等待 1 条/)
  })

  it('goes on answering when a running job loses the record, and runs that job again later', async () => {
    const stray: unknown[] = []
    const note = (reason: unknown): void => void stray.push(reason)
    process.on('unhandledRejection', note)
    try {
      let runs = 0
      let finish = (): void => undefined
      const finishing = new Promise<void>((resolve) => (finish = resolve))
      const kind = 'test.loses-the-record'
      const handler = (): Promise<void> => ((runs += 1) === 1 ? finishing : Promise.resolve())
      running.app.get(JobRegistry, { strict: false }).register({ kind, handler })
      await running.app.get(Jobs, { strict: false }).enqueue(kind, {})
      await until(() => runs === 1)
      await gate.shut()
      finish()
      expect(await send('m1')).toMatchObject({ status: 200, text: 'success' })
      await gate.open()
      // Nobody could write down how the job ended: whoever comes once its time is over takes it up again.
      await until(async () => {
        await db.query("UPDATE job SET lease_until = '2026-01-01' WHERE kind = ? AND state = 'running'", [kind])
        return runs === 2
      })
      await until(async () => (await db.query('SELECT id FROM job WHERE kind = ?', [kind])).length === 0)
      expect(stray).toEqual([])
    } finally {
      process.off('unhandledRejection', note)
    }
  })

  it('gives interactive senders a readable refusal', async () => {
    await gate.shut()
    const submit = running.intake.acceptAndProcess({
      kind: 'consumer.form-submit',
      accountId: null,
      dedupKey: 'f',
      body: {},
    })
    await expect(submit).rejects.toMatchObject({ code: 'RECORD_AWAY', message: '数据库暂时连接不上，请稍后再试' })
    await gate.open()
    expect(
      await running.intake.acceptAndProcess({ kind: 'consumer.form-submit', accountId: null, dedupKey: 'f', body: {} }),
    ).toBe('done')
  })

  it('does not wait longer than the platform for a database that hangs', async () => {
    gate.freeze()
    const startedAt = Date.now()
    expect(await send('m1')).toMatchObject({ status: 200 })
    expect(Date.now() - startedAt).toBeLessThan(4_500)
    expect(await send('m2')).toMatchObject({ status: 200 })
    await gate.open()
    await until(async () => (await effects()).length === 2)
    expect(await effects()).toEqual(['m1', 'm2'])
    expect(await db.query('SELECT id FROM raw_message')).toHaveLength(2)
  })

  it.each([
    ['is away', 'shut'],
    ['hangs', 'freeze'],
  ] as const)('takes payments while the database %s, from a merchant that had not paid before', async (_name, how) => {
    await Promise.resolve(gate[how]())
    const startedAt = Date.now()
    expect(await sendPaidNotification(running.url, demo.pay, 'T1')).toEqual({ status: 204 })
    expect(Date.now() - startedAt).toBeLessThan(4_500)
    expect(await sendPaidNotification(running.url, demo.pay, 'T2')).toEqual({ status: 204 })
    await gate.open()
    await until(async () => (await db.query("SELECT id FROM raw_message WHERE state = 'done'")).length === 2)
    expect(await db.query('SELECT kind, person_key FROM raw_message ORDER BY id')).toEqual([
      { kind: 'pay.transaction', person_key: 'pay:T1' },
      { kind: 'pay.transaction', person_key: 'pay:T2' },
    ])
  })

  it('keeps what the record refuses to take, tells of it, and offers it again when asked', async () => {
    const setAside = running.app.get(SetAside)
    await gate.shut()
    await send('good')
    await running.journal.add({
      kind: 'official-account.message',
      accountId: null,
      dedupKey: 'bad',
      // Longer than the column: the record refuses it whatever happens.
      personKey: 'p'.repeat(500),
      format: 'xml',
      body: '<xml><Content>late</Content></xml>',
      occurredAt: new Date(),
      claimed: false,
    })
    await gate.open()
    await until(async () => (await effects()).length === 1 && (await setAside.count()) === 1)
    expect(await setAside.restore()).toEqual({ restored: 0, left: 1 })
    await db.query('ALTER TABLE raw_message MODIFY person_key VARCHAR(600) CHARACTER SET ascii COLLATE ascii_bin NULL')
    expect(await setAside.restore()).toEqual({ restored: 1, left: 0 })
    await until(async () => (await effects()).length === 2)
    expect(await effects()).toEqual(['good', 'late'])
  })

  it('never says success when neither the record nor the disk takes the message', async () => {
    const root = join(dataDir, 'intake-journal')
    renameSync(root, `${root}-aside`)
    // A file where the folder should be: stands for a disk that is full or read-only, which root would write to.
    writeFileSync(root, '')
    try {
      await gate.shut()
      expect(await send('m1')).toMatchObject({ status: 503, code: 'INTAKE_JOURNAL_UNWRITABLE' })
    } finally {
      rmSync(root)
      renameSync(`${root}-aside`, root)
    }
    expect(await send('m1')).toMatchObject({ status: 200 })
    await gate.open()
    await until(async () => (await effects()).length === 1)
  })

  describe('across processes', () => {
    it('brings in what a killed process left, cutting what it had not finished', async () => {
      await gate.shut()
      for (const text of ['m1', 'm2', 'm3']) await send(text)
      // What SIGKILL leaves: the files as they are, under the name of a process that no longer runs, the last entry torn.
      const left = mkdtempSync(join(tmpdir(), 'guiyi-left-'))
      cpSync(join(dataDir, 'intake-journal'), join(left, 'intake-journal'), { recursive: true })
      const [folder = ''] = readdirSync(join(left, 'intake-journal'))
      const path = join(left, 'intake-journal', folder)
      const owner = readdirSync(path).find((name) => name.startsWith('owner,')) ?? ''
      renameSync(join(path, owner), join(path, `owner,${hostname().replace(/[^\w.-]/g, '_')},5000000,00ff`))
      const file = readdirSync(path).find((name) => name.endsWith('.journal')) ?? ''
      appendFileSync(join(path, file), readFileSync(join(path, file)).subarray(0, 100))

      const other = await freshDatabase()
      await other.query(
        `CREATE TABLE ${EFFECTS} (id INT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(100), person VARCHAR(128))`,
      )
      const first = running
      const next = await startIntakeApp({ db: other, handlers, dataDir: left })
      running = next
      try {
        const names = (): Promise<{ name: string }[]> => other.query(`SELECT name FROM ${EFFECTS} ORDER BY id`)
        await until(async () => (await names()).length === 3)
        expect((await names()).map(({ name }) => name)).toEqual(['m1', 'm2', 'm3'])
        await until(() => readdirSync(join(left, 'intake-journal')).length === 0)
      } finally {
        running = first
        await next.close()
        await other.drop()
        rmSync(left, { recursive: true, force: true })
      }
    })

    it('refuses when the journal is full', async () => {
      const small = mkdtempSync(join(tmpdir(), 'guiyi-small-'))
      const first = running
      running = await startIntakeApp({ db: gate, handlers, dataDir: small, env: { INTAKE_JOURNAL_MAX_MB: '0.002' } })
      try {
        await gate.shut()
        const replies = []
        for (let index = 0; index < 6; index += 1) replies.push(await send(`full${index}`))
        const refused = replies.filter(({ status }) => status !== 200)
        expect(refused.length).toBeGreaterThan(0)
        expect(new Set(refused.map(({ code }) => code))).toEqual(new Set(['INTAKE_JOURNAL_FULL']))
        await gate.open()
        await until(() => !running.journal.carries)
        const stored = await db.query('SELECT id FROM raw_message')
        expect(stored).toHaveLength(replies.length - refused.length)
      } finally {
        await running.close()
        running = first
        rmSync(small, { recursive: true, force: true })
      }
    })
  })
})
