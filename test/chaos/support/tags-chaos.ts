import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createConnection, type RowDataPacket } from 'mysql2/promise'
import { loadDemoAccounts } from '../../sandbox/accounts'
import { freePort } from '../../support/free-port'
import { TestClient } from '../../support/http'
import { until } from '../../support/until'
import { dumpEngine, type EngineDump } from './engine-dump'
import { KillableServer } from './killable-server'
import { CATEGORIES, PurchaseStream, type Purchase } from './purchase-stream'
import { startStoppableDatabase, type StoppableDatabase } from './stoppable-database'

export interface TagsPlan {
  kills: number
  /** At most so long does the server live between coming up and being killed. */
  livesMs: number
  people: number
}

export interface TagsReport {
  chaos: 'tags'
  purchases: number
  kills: number
  values: number
  history: number
  /** Rows that differ after the rebuild. */
  changedByRebuild: number
  /** People whose tags or membership are not what their purchases say. */
  wrong: string[]
  seconds: number
  met: boolean
}

const SECRET_KEYS = `chaos:${Buffer.alloc(32, 9).toString('base64')}`
const UP_WITHIN = { withinMs: 90_000, what: 'the server answering' }
const SETTLED_WITHIN = { withinMs: 600_000, everyMs: 500 }
const OFTEN: [value: string, atLeast: number][] = [
  ['常客', 6],
  ['回头客', 2],
  ['新客', 1],
]

interface Scene {
  folder: string
  url: string
  database: StoppableDatabase
  server: KillableServer
  say: (line: string) => void
}

/** Tags by id, in the order count, sum, taste; and the segment of the most frequent buyers. */
interface Knowledge {
  tags: number[]
  segment: number
}

/** Purchases enter while the server is killed in the middle of evaluations, then the engine is rebuilt. */
export async function runTagsChaos(plan: TagsPlan, say: (line: string) => void): Promise<TagsReport> {
  const startedAt = Date.now()
  const folder = mkdtempSync(join(tmpdir(), 'guiyi-chaos-'))
  const database = await startStoppableDatabase(join(folder, 'database'))
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const server = new KillableServer({
    PORT: String(port),
    HOST: '127.0.0.1',
    PUBLIC_URL: url,
    DATABASE_URL: database.url,
    DATA_DIR: join(folder, 'data'),
    SECRET_KEYS,
    SANDBOX_URL: 'http://127.0.0.1:9',
    DEMO_ACCOUNTS: join(__dirname, '../../sandbox/demo-accounts.json'),
    LOG_LEVEL: 'silent',
  })
  const scene = { folder, url, database, server, say }
  try {
    server.start()
    await until(() => isUp(url), UP_WITHIN)
    const operator = await login(url, 'operator')
    const known = await define(operator)
    const source = { code: 'chaos', kind: 'server', name: '混沌', identityKinds: ['member_no'] }
    const { key } = await operator.post<{ key: string }>('/api/track-sources', source)
    const stream = new PurchaseStream(url, key, plan.people)
    stream.start()
    const kills = await disturb(plan, scene, operator, known, stream)
    await stream.stop()
    const before = await dumpOf(scene)
    const { jobId } = await (await login(url, 'admin')).post<{ jobId: number }>('/api/system/engine/rebuild')
    await until(async () => (await operator.get<{ state: string }>(`/api/system/jobs/${jobId}`)).state === 'done', {
      ...SETTLED_WITHIN,
      what: 'the rebuild',
    })
    const after = await dumpOf(scene)
    const changedByRebuild = differences(before, after)
    const wrong = await judge(scene, after, known, stream.acknowledged)
    return {
      chaos: 'tags',
      purchases: stream.acknowledged.length,
      kills,
      values: after.tagValues.length,
      history: after.tagHistory.length,
      changedByRebuild,
      wrong,
      seconds: Math.round((Date.now() - startedAt) / 1000),
      met: kills >= plan.kills && changedByRebuild === 0 && wrong.length === 0 && after.tagValues.length > 0,
    }
  } catch (error) {
    say(server.errors)
    throw error
  } finally {
    await server.stop()
    await database.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function login(url: string, username: string): Promise<TestClient> {
  const client = new TestClient(url)
  const password = loadDemoAccounts().staff.find((one) => one.username === username)?.password
  await client.post('/api/auth/login', { username, password })
  return client
}

async function define(operator: TestClient): Promise<Knowledge> {
  const purchases = { event: 'purchase', window: { kind: 'ever' } }
  const atLeast = (value: number): object => ({
    kind: 'event',
    ...purchases,
    measure: { of: 'count' },
    test: { op: '>=', value },
  })
  const rules: [string, object][] = [
    ['购买次数', { kind: 'tiers', tiers: OFTEN.map(([value, count]) => ({ value, when: atLeast(count) })) }],
    ['购买金额', { kind: 'metric', ...purchases, measure: { of: 'sum', property: 'amount' } }],
    ['偏好', { kind: 'preference', ...purchases, by: 'category', score: { of: 'count' }, top: 1 }],
  ]
  const tags: number[] = []
  for (const [name, rule] of rules) {
    const { id } = await operator.post<{ id: number }>('/api/tags', { name, method: 'rule', rule })
    await operator.post(`/api/tags/${id}/publish`, {})
    tags.push(id)
  }
  const rule = { kind: 'tag', tagId: tags[0], values: [OFTEN[0]?.[0]] }
  const { segment } = await operator.post<{ segment: { id: number } }>('/api/segments', { name: '常客', rule })
  return { tags, segment: segment.id }
}

/** Each time everyone is being evaluated, beside what real time does, and the process dies at some moment of it. */
async function disturb(
  { kills, livesMs }: TagsPlan,
  { url, server, say }: Scene,
  operator: TestClient,
  { tags }: Knowledge,
  stream: PurchaseStream,
): Promise<number> {
  let done = 0
  while (done < kills) {
    await until(() => isUp(url), UP_WITHIN)
    for (const id of tags) await operator.post(`/api/tags/${id}/evaluation`)
    await pause(Math.random() * livesMs)
    if (server.kill()) done += 1
    say(`kill ${done}: ${stream.acknowledged.length} acknowledged`)
  }
  await until(() => isUp(url), UP_WITHIN)
  return done
}

/** Once nothing is under way any more, the server makes room for whoever reads the engine's folder, and comes back. */
async function dumpOf({ database, server, folder, url }: Scene): Promise<EngineDump> {
  await until(
    async () => {
      const [open] = await ask<Record<string, number | string>>(
        database,
        `SELECT (SELECT COUNT(*) FROM raw_message WHERE state IN ('pending', 'failed')) AS messages,
         (SELECT COUNT(*) FROM engine_feed_row) AS feed,
         (SELECT COUNT(*) FROM materialised_owner WHERE wanted > served OR recorded_delta_id <> applied_delta_id) AS owners,
         (SELECT COUNT(*) FROM job WHERE kind IN ('rule.evaluate-some', 'rule.evaluate-all') AND state IN ('pending', 'running')) AS jobs`,
      )
      if (open && Object.values(open).every((count) => Number(count) === 0)) return true
      throw new Error(`still waiting: ${JSON.stringify(open)}`)
    },
    { ...SETTLED_WITHIN, what: 'everything evaluated' },
  )
  await server.stop()
  const dump = await dumpEngine(join(folder, 'data'))
  server.start()
  await until(() => isUp(url), UP_WITHIN)
  return dump
}

function differences(before: EngineDump, after: EngineDump): number {
  const kinds = ['tagValues', 'tagHistory', 'members', 'memberHistory'] as const
  return kinds.reduce((sum, kind) => {
    const longest = Math.max(before[kind].length, after[kind].length)
    return sum + Array.from({ length: longest }).filter((_, row) => before[kind][row] !== after[kind][row]).length
  }, 0)
}

/** Compares what people have with what their acknowledged purchases say. */
async function judge(
  { database }: Scene,
  dump: EngineDump,
  { tags, segment }: Knowledge,
  purchases: readonly Purchase[],
): Promise<string[]> {
  const events = await ask<{ customer: number; person: string }>(
    database,
    `SELECT customer_id AS customer, SUBSTRING_INDEX(JSON_UNQUOTE(JSON_EXTRACT(properties, '$.order_no')), '-', 1) AS person
     FROM event WHERE name = 'purchase'`,
  )
  const wrong: string[] = []
  if (events.length !== purchases.length) wrong.push(`${events.length} events of ${purchases.length} purchases`)
  const customers = new Map(events.map(({ customer, person }) => [person, Number(customer)]))
  const values = dump.tagValues.map(
    (row) => JSON.parse(row) as { owner_id: number; customer_id: number; value: string },
  )
  const members = dump.members.map((row) => JSON.parse(row) as { owner_id: number; customer_id: number })
  const frequent = OFTEN[0]?.[1] ?? 0
  for (const person of new Set(purchases.map((purchase) => purchase.person))) {
    const own = purchases.filter((purchase) => purchase.person === person)
    const customer = customers.get(`P${person}`)
    const has = tags.map((tag) => values.find((row) => row.owner_id === tag && row.customer_id === customer)?.value)
    const inside = members.some((row) => row.owner_id === segment && row.customer_id === customer)
    const is = JSON.stringify([...has, inside])
    const should = JSON.stringify([...valuesOf(own), own.length >= frequent])
    if (is !== should) wrong.push(`${person}: ${is} instead of ${should}`)
  }
  return wrong
}

function valuesOf(own: readonly Purchase[]): (string | undefined)[] {
  const tier = OFTEN.find(([, count]) => own.length >= count)?.[0]
  const sum = own.reduce((total, { amountFen }) => total + amountFen, 0)
  const count = (category: string): number => own.filter((purchase) => purchase.category === category).length
  // Of equal ones the first by name.
  const taste = [...CATEGORIES].sort((a, b) => count(b) - count(a) || (a < b ? -1 : 1))[0]
  return [tier, String(sum), taste]
}

async function ask<T>(database: StoppableDatabase, sql: string): Promise<T[]> {
  const connection = await createConnection({ uri: database.url })
  try {
    const [rows] = await connection.query<RowDataPacket[]>(sql)
    return rows as T[]
  } finally {
    await connection.end()
  }
}

const isUp = async (url: string): Promise<boolean> => (await fetch(`${url}/healthz`)).ok

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds))
