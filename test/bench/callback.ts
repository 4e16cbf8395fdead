/**
 * `npm run bench -- callback [--small]`: durable callbacks per second (verify, decrypt, store, answer after the commit)
 * against the same HTTP path without the database, in the same run, round by round; then latency at half that load.
 */
import { fork, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { encryptCallback, followerEvent, type CallbackAccount } from '../integration/support/wechat-side'
import { loadDemoAccounts } from '../sandbox/accounts'
import { freshDatabase } from '../support/mariadb'
import { median, play } from './support/http-load'
import { percentile, runBench, say } from './support/report'

const GOAL = 0.8
const GOAL_P99_MS = 50
const CONNECTIONS = 100
const SMALL = process.argv.includes('--small')
// Many short rounds: the machine's own moods last longer than one, and meet both sides alike.
const ROUNDS = SMALL ? 5 : 31
const PER_ROUND = SMALL ? 3_000 : 5_000
const WARM_UP = 3_000
const HALF_LOAD_SECONDS = SMALL ? 4 : 20

const demo = loadDemoAccounts().officialAccount
const account: CallbackAccount = { path: 'official-account', key: demo.appid, ...demo }
let serial = 0

/** Ready-made requests, no two alike, as the platform would send them now. */
function requests(count: number): Buffer[] {
  return Array.from({ length: count }, () => {
    serial += 1
    const message = followerEvent({
      FromUserName: `oBench${serial % 5_000}`,
      MsgType: 'text',
      Content: '在吗？',
      MsgId: serial,
    })
    const { query, body } = encryptCallback(account, message)
    const path = `/callbacks/${account.path}/${account.key}?${new URLSearchParams({ ...query, encrypt_type: 'aes' })}`
    const head = `POST ${path} HTTP/1.1\r\nhost: bench\r\ncontent-type: text/xml\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n`
    return Buffer.from(head + body)
  })
}

async function startServer(databaseUrl: string, store: 'on' | 'off'): Promise<{ port: number; child: ChildProcess }> {
  const child = fork(join(__dirname, 'support/callback-server.ts'), {
    execArgv: process.execArgv,
    env: { ...process.env, BENCH_DATABASE: databaseUrl, STORE: store },
  })
  const port = await new Promise<number>((resolve, reject) => {
    child.once('message', (message) => resolve((message as { port: number }).port))
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}`)))
  })
  return { port, child }
}

/** The most memory that the server has held, in MB. */
function peakOf(child: ChildProcess): Promise<number> {
  return new Promise((resolve) => {
    child.once('message', (message) => resolve((message as { peakMemoryMb: number }).peakMemoryMb))
    child.send('peak')
  })
}

async function main(): Promise<object> {
  const db = await freshDatabase()
  const durable = await startServer(db.url, 'on')
  const bare = await startServer(db.url, 'off')
  const run = async (port: number, count: number): Promise<number> => {
    const { succeeded, failed, seconds } = await play({ port, connections: CONNECTIONS, requests: requests(count) })
    if (failed > 0) throw new Error(`${failed} of ${count} callbacks were not answered with success`)
    return succeeded / seconds
  }
  for (const { port } of [durable, bare]) await run(port, WARM_UP)
  const withDatabase: number[] = []
  const without: number[] = []
  for (let round = 1; round <= ROUNDS; round += 1) {
    without.push(await run(bare.port, PER_ROUND))
    withDatabase.push(await run(durable.port, PER_ROUND))
    say(
      `round ${round}: durable ${Math.round(withDatabase.at(-1) ?? 0)}/s, without database ${Math.round(without.at(-1) ?? 0)}/s`,
    )
  }
  const value = median(withDatabase)
  const yardstick = median(without)
  const ratePerSecond = Math.floor(value / 2)
  const half = await play({
    port: durable.port,
    connections: CONNECTIONS * 2,
    requests: requests(ratePerSecond * HALF_LOAD_SECONDS),
    ratePerSecond,
  })
  const [p50, p99] = [0.5, 0.99].map((share) => Math.round(percentile(half.latencies, share) * 10) / 10)
  say(`at half load (${ratePerSecond}/s): p50 ${p50} ms, p99 ${p99} ms (goal < ${GOAL_P99_MS} ms)`)

  const [stored] = await db.query<{ rows: number }>('SELECT COUNT(*) AS `rows` FROM raw_message')
  const sent = WARM_UP + ROUNDS * PER_ROUND + half.succeeded
  if (Number(stored?.rows) !== sent) throw new Error(`${sent} callbacks were answered but ${stored?.rows} are stored`)
  const peakMemoryMb = await peakOf(durable.child)
  for (const { child } of [durable, bare]) child.disconnect()
  await db.drop()

  const ratio = Math.round((value / yardstick) * 1000) / 1000
  return {
    bench: 'callback',
    value: Math.round(value),
    unit: 'callbacks/s',
    ratio,
    yardstick: `the same HTTP path without the database (${Math.round(yardstick)}/s)`,
    size: `${sent} callbacks`,
    goal: `ratio >= ${GOAL}; p99 < ${GOAL_P99_MS} ms at half load (p50 ${p50}, p99 ${p99})`,
    met: ratio >= GOAL && (p99 ?? Infinity) < GOAL_P99_MS,
    peakMemoryMb,
  }
}

runBench(main)
