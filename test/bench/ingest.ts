/**
 * `npm run bench -- ingest [--small]`: events per second through `POST /v1/track` into the record, each of them answered
 * after it has become an event, with the audience engine fed meanwhile; against LOAD DATA of the same rows into a table
 * of the same shape, in the same run. The whole server is one process beside the database and this program.
 */
import { fork, type ChildProcess } from 'node:child_process'
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { createConnection } from 'mysql2/promise'
import { freshDatabase } from '../support/mariadb'
import { play } from './support/http-load'
import type { IngestServerHello, LagReport } from './support/ingest-server'
import { fillRecord, fillThings } from './support/record-world'
import { runBench, say } from './support/report'

const GOAL = 10_000
const GOAL_LAG_SECONDS = 5
const SMALL = process.argv.includes('--small')
/** What lies in both stores before the first event comes. */
const PEOPLE = SMALL ? 20_000 : 1_000_000
const KNOWN_EVENTS = SMALL ? 200_000 : 50_000_000
const EVENTS = SMALL ? 100_000 : 1_000_000
const WARM_UP = SMALL ? 10_000 : 40_000
const THINGS = 300
const PER_CALL = 200
const CONNECTIONS = 8
const LAG_EVERY_MS = 250
const DAY_MS = 86_400_000

let serial = 0

/** What people do in a shop: half of it reading, a fifth buying; most of it now, some of it days late. */
function message(): object {
  serial += 1
  const kind = serial % 10
  const late = serial % 7 === 0 ? Math.random() * 3 * DAY_MS : Math.random() * 60_000
  const [event, properties] =
    kind < 5
      ? ['read_content', { content_id: 1 + (serial % THINGS), duration_seconds: serial % 300 }]
      : kind < 8
        ? ['view_product', { product_id: 1 + (serial % THINGS) }]
        : ['purchase', { order_no: `B${serial}`, amount: 1_000 + (serial % 40_000), quantity: 1 + (serial % 3) }]
  return {
    id: `m-${serial}`,
    event,
    time: new Date(Date.now() - late).toISOString(),
    properties,
    identities: [{ kind: 'member_no', scope: 'bench', value: `P${(serial * 7919) % PEOPLE}` }],
  }
}

function requests(key: string, events: number): Buffer[] {
  return Array.from({ length: Math.ceil(events / PER_CALL) }, () => {
    const body = Buffer.from(JSON.stringify({ messages: Array.from({ length: PER_CALL }, message) }))
    const head = `POST /v1/track HTTP/1.1\r\nhost: bench\r\nauthorization: Bearer ${key}\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n`
    return Buffer.concat([Buffer.from(head), body])
  })
}

async function startServer(databaseUrl: string): Promise<IngestServerHello & { child: ChildProcess }> {
  const child = fork(join(__dirname, 'support/ingest-server.ts'), {
    execArgv: [
      ...process.execArgv,
      ...(process.env.BENCH_PROFILE ? ['--cpu-prof', `--cpu-prof-dir=${process.env.BENCH_PROFILE}`] : []),
    ],
    env: { ...process.env, BENCH_DATABASE: databaseUrl, BENCH_KNOWN_EVENTS: String(KNOWN_EVENTS) },
  })
  const hello = await new Promise<IngestServerHello>((resolve, reject) => {
    child.once('message', (first) => resolve(first as IngestServerHello))
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}`)))
  })
  return { ...hello, child }
}

/** Asks the server now and then how far the engine is behind. */
function watchLag(child: ChildProcess): { worst(): number; now(): Promise<LagReport>; stop(): void } {
  let worst = 0
  let waiting: ((lag: LagReport) => void)[] = []
  child.on('message', (lag: LagReport) => {
    worst = Math.max(worst, lag.oldestSeconds)
    for (const resolve of waiting.splice(0)) resolve(lag)
  })
  const now = (): Promise<LagReport> =>
    new Promise((resolve) => {
      waiting = [...waiting, resolve]
      child.send('lag')
    })
  const timer = setInterval(() => void now(), LAG_EVERY_MS)
  return { worst: () => worst, now, stop: () => clearInterval(timer) }
}

/** The same number of rows of the same shape, by the fastest way into the database. */
async function yardstick(url: string, rows: number): Promise<number> {
  const connection = await createConnection({ uri: url, timezone: 'Z', flags: ['+LOCAL_FILES'] })
  await connection.query('CREATE TABLE bench_event LIKE event')
  function* lines(): Generator<Buffer> {
    for (let id = 1; id <= rows; id += 1) {
      const at = new Date(Date.now() - Math.random() * 60_000).toISOString().replace('T', ' ').replace('Z', '')
      const hash = createHash('sha256').update(String(id)).digest('hex').slice(0, 32)
      const person = 1 + ((id * 7919) % PEOPLE)
      yield Buffer.from(
        `${person}\t${at}\t${id}\t${person}\tpurchase\t压测\t\\N\t\\N\t12900\t1\t{"order_no":"B${id}"}\t${hash}\n`,
      )
    }
  }
  const startedAt = performance.now()
  await connection.query({
    sql: `LOAD DATA LOCAL INFILE 'events' INTO TABLE bench_event CHARACTER SET utf8mb4
      (customer_id, occurred_at, id, identity_id, name, channel, content_id, product_id, amount_fen, quantity, properties, dedup_hash)`,
    infileStreamFactory: () => Readable.from(lines()),
  })
  const perSecond = rows / ((performance.now() - startedAt) / 1000)
  await connection.query('DROP TABLE bench_event')
  await connection.end()
  return perSecond
}

async function main(): Promise<object> {
  const db = await freshDatabase()
  const loadData = await yardstick(db.url, Math.min(EVENTS, 500_000))
  await fillRecord(db, { customers: PEOPLE, events: KNOWN_EVENTS }, say)
  await fillThings(db, THINGS)
  say('the server fills its engine')
  const { port, key, child } = await startServer(db.url)
  const run = async (calls: Buffer[]): Promise<number> => {
    const { failed, seconds } = await play({ port, connections: CONNECTIONS, requests: calls })
    if (failed > 0) throw new Error(`${failed} calls were refused`)
    return seconds
  }
  await run(requests(key, WARM_UP))
  // Made beforehand, so that the stream has no gaps in which the engine could catch up.
  const calls = requests(key, EVENTS)
  const lag = watchLag(child)
  const before = await lag.now()
  const seconds = await run(calls)
  say(`${Math.round(EVENTS / seconds)}/s, engine at most ${lag.worst()} s behind`)
  const drainedAt = performance.now()
  while ((await lag.now()).rows > 0) await new Promise((resolve) => setTimeout(resolve, 50))
  say(`engine level ${Math.round(performance.now() - drainedAt)} ms after the last event`)
  const after = await lag.now()
  say(
    `the server's own CPU, engine included: ${Math.round(((after.cpuSeconds - before.cpuSeconds) / EVENTS) * 1e6)} µs per event`,
  )
  lag.stop()
  const [stored] = await db.query<{ n: number }>('SELECT COUNT(*) AS n FROM event')
  const expected = KNOWN_EVENTS + EVENTS + WARM_UP
  if (Number(stored?.n) !== expected) throw new Error(`${expected} should be stored, ${stored?.n} are`)
  child.disconnect()
  await new Promise((resolve) => child.once('exit', resolve))
  await db.drop()

  const value = EVENTS / seconds
  return {
    bench: 'ingest',
    value: Math.round(value),
    unit: 'events/s',
    ratio: Number((value / loadData).toFixed(3)),
    yardstick: `LOAD DATA of the same rows into an empty table (${Math.round(loadData)}/s)`,
    size: `${EVENTS} events onto ${PEOPLE} customers with ${KNOWN_EVENTS} events`,
    goal: `>= ${GOAL}/s; engine lag < ${GOAL_LAG_SECONDS} s (at most ${lag.worst()} s)`,
    met: value >= GOAL && lag.worst() < GOAL_LAG_SECONDS,
    peakMemoryMb: after.peakMemoryMb,
  }
}

runBench(main)
