import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createConnection, type Connection, type RowDataPacket } from 'mysql2/promise'
import { loadDemoAccounts } from '../../sandbox/accounts'
import { freePort } from '../../support/free-port'
import { startTestSandbox, type SandboxPerson, type TestSandbox } from '../../support/sandbox'
import { until } from '../../support/until'
import { CallbackStream } from './callback-stream'
import { KillableServer } from './killable-server'
import { startStoppableDatabase, type StoppableDatabase } from './stoppable-database'

export interface ChaosPlan {
  kills: number
  /** Time that the server gets between coming up and being killed. */
  livesMs: number
  databaseAwayMs: number
  people: number
}

export interface ChaosReport {
  chaos: 'intake'
  sent: number
  /** Messages that were answered with success, and those of them that were answered while the database was stopped. */
  answered: number
  answeredWhileAway: number
  /** Events in the record that came from these messages; more than `answered` when an answer was lost. */
  effects: number
  lost: number
  doubled: number
  outOfOrder: number
  kills: number
  /** Times that the server ended by itself. */
  crashes: number
  databaseAwaySeconds: number
  seconds: number
  met: boolean
}

const SECRET_KEYS = `chaos:${Buffer.alloc(32, 9).toString('base64')}`
const UP_WITHIN = { withinMs: 90_000, what: 'the server answering' }

/**
 * A stream of callbacks, while the server is killed again and again and the database is stopped once. What was answered
 * must have exactly one effect, and each person's effects must come in the order of her messages.
 */
export async function runIntakeChaos(plan: ChaosPlan, say: (line: string) => void): Promise<ChaosReport> {
  const startedAt = Date.now()
  const folder = mkdtempSync(join(tmpdir(), 'guiyi-chaos-'))
  const database = await startStoppableDatabase(join(folder, 'database'))
  const sandbox = await startTestSandbox()
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const server = new KillableServer({
    PORT: String(port),
    HOST: '127.0.0.1',
    PUBLIC_URL: url,
    DATABASE_URL: database.url,
    DATA_DIR: join(folder, 'data'),
    SECRET_KEYS,
    SANDBOX_URL: sandbox.url,
    DEMO_ACCOUNTS: join(__dirname, '../../sandbox/demo-accounts.json'),
    LOG_LEVEL: 'silent',
  })
  try {
    server.start()
    const openids = await peopleOf(plan.people, sandbox, url, database)
    const demo = loadDemoAccounts().officialAccount
    const stream = new CallbackStream(url, { path: 'official-account', key: demo.appid, ...demo }, openids)
    stream.start()
    const { kills, away, answeredWhileAway } = await disturb(plan, { database, server, stream, url, say })
    await stream.stop()
    const texts = await settledTexts(database, url)
    const report = judge(stream, texts)
    const { crashes } = server
    const faults = report.lost + report.doubled + report.outOfOrder + crashes
    const met = faults === 0 && answeredWhileAway > 0 && kills >= plan.kills
    return {
      chaos: 'intake',
      sent: stream.sent,
      answered: stream.answered.length,
      answeredWhileAway,
      effects: texts.length,
      ...report,
      kills,
      crashes,
      databaseAwaySeconds: Math.round(away / 1000),
      seconds: Math.round((Date.now() - startedAt) / 1000),
      met,
    }
  } catch (error) {
    say(server.errors)
    throw error
  } finally {
    await server.stop()
    await sandbox.close()
    await database.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

interface Scene {
  database: StoppableDatabase
  server: KillableServer
  stream: CallbackStream
  url: string
  say: (line: string) => void
}

/** Half of the kills come before the database is stopped, one at the end of its absence, the rest after. */
async function disturb(
  { kills, livesMs, databaseAwayMs }: ChaosPlan,
  { database, server, stream, url, say }: Scene,
): Promise<{ kills: number; away: number; answeredWhileAway: number }> {
  let done = 0
  const kill = async (): Promise<void> => {
    await until(() => isUp(url), UP_WITHIN)
    await pause(livesMs)
    if (server.kill()) done += 1
    say(`kill ${done}: ${stream.answered.length} answered`)
  }
  for (let index = 0; index < Math.floor(kills / 2); index += 1) await kill()
  await until(() => isUp(url), UP_WITHIN)
  await pause(livesMs)
  const stoppedAt = Date.now()
  await database.stop()
  const before = stream.answered.length
  say(`database stopped: ${before} answered`)
  await pause(databaseAwayMs)
  const answeredWhileAway = stream.answered.length - before
  // What only the local journal knows must outlive the process that wrote it.
  if (server.kill()) done += 1
  say(`kill ${done}, without a database: ${answeredWhileAway} answered meanwhile`)
  await database.start()
  const away = Date.now() - stoppedAt
  while (done < kills) await kill()
  await until(() => isUp(url), UP_WITHIN)
  await pause(livesMs)
  return { kills: done, away, answeredWhileAway }
}

async function peopleOf(
  count: number,
  sandbox: TestSandbox,
  url: string,
  database: StoppableDatabase,
): Promise<string[]> {
  await until(() => isUp(url), UP_WITHIN)
  await sandbox.pointAt(url)
  const { appid } = loadDemoAccounts().officialAccount
  for (let index = 0; index < count; index += 1) {
    const person = await sandbox.post<SandboxPerson>('people', { name: `客户${index}` })
    await sandbox.post(`people/${person.id}/follow`, { appid })
  }
  return until(
    async () => {
      const rows = await ask<{ person: string }>(
        database,
        "SELECT person_key AS person FROM raw_message WHERE kind = 'official-account.event.subscribe' AND state = 'done'",
      )
      return rows.length === count && rows.map(({ person }) => person.slice(person.indexOf(':') + 1))
    },
    { withinMs: 30_000, what: 'everybody following' },
  )
}

/** The messages' texts in the order of their effects, once nothing is under way any more. */
async function settledTexts(database: StoppableDatabase, url: string): Promise<string[]> {
  await until(
    async () => {
      const health = (await (await fetch(`${url}/readyz`)).json()) as { status?: string; notes?: unknown }
      const open = await ask<object>(
        database,
        `SELECT state, attempts, last_error, COUNT(*) AS messages FROM raw_message
         WHERE state IN ('pending', 'failed') GROUP BY 1, 2, 3 LIMIT 10`,
      )
      if (health.status === 'ok' && health.notes === undefined && open.length === 0) return true
      throw new Error(`still waiting: ${JSON.stringify({ health, open })}`)
    },
    { withinMs: 900_000, everyMs: 500, what: 'every message handled' },
  )
  const events = await ask<{ properties: string }>(
    database,
    "SELECT properties FROM event WHERE name = 'send_message' ORDER BY id",
  )
  return events.map(({ properties }) => (JSON.parse(properties) as { text: string }).text)
}

function judge({ answered }: CallbackStream, texts: string[]): Pick<ChaosReport, 'lost' | 'doubled' | 'outOfOrder'> {
  const had = new Set(texts)
  const last = new Map<string, number>()
  let outOfOrder = 0
  for (const text of texts) {
    const [person = '', number = ''] = text.split(':')
    if (Number(number) <= (last.get(person) ?? -1)) outOfOrder += 1
    last.set(person, Number(number))
  }
  return { lost: answered.filter((text) => !had.has(text)).length, doubled: texts.length - had.size, outOfOrder }
}

async function ask<T>(database: StoppableDatabase, sql: string): Promise<T[]> {
  const connection: Connection = await createConnection({ uri: database.url })
  try {
    const [rows] = await connection.query<RowDataPacket[]>(sql)
    return rows as T[]
  } finally {
    await connection.end()
  }
}

async function isUp(url: string): Promise<boolean> {
  return (await fetch(`${url}/healthz`)).ok
}

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds))
