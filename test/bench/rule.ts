/**
 * `npm run bench -- rule [--small]`: one tag rule of each kind over everyone, compiled, against the best ClickHouse SQL
 * written by hand and the best MariaDB SQL for the same answer, in the same run, turn by turn. Every statement's outer
 * query uses every column, since the engine drops what nobody reads.
 */
import { createReadStream, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createConnection, type Connection } from 'mysql2/promise'
import { EngineWorld } from '../integration/rule-world'
import { emptyDatabase } from '../support/mariadb'
import { median } from './support/http-load'
import { fillWorld } from './support/event-world'
import { runBench, say, timed } from './support/report'
import { RULE_CASES, type RuleCase } from './support/rule-cases'

const SMALL = process.argv.includes('--small')
const CUSTOMERS = SMALL ? 60_000 : 1_000_000
const EVENTS = SMALL ? 3_000_000 : 50_000_000
const ROUNDS = SMALL ? 5 : 9
const GOAL_MS = 600
const GOAL_RATIO = 1.3
const GOAL_SPEEDUP = 15

interface Timing {
  name: string
  compiledMs: number
  handMs: number
  /** Compiled by hand-written, of statements run one right after the other. */
  ratio: number
  /** Null where MariaDB was not asked. */
  mariaDbMs: number | null
  people: number
}

/** The same events for MariaDB, clustered as the rules read them, with the index that its windows want. */
async function copyToMariaDb(world: EngineWorld, url: string): Promise<Connection> {
  const folder = mkdtempSync(join(tmpdir(), 'guiyi-bench-'))
  const file = join(folder, 'events.csv')
  const connection = await createConnection({
    uri: url,
    timezone: 'Z',
    infileStreamFactory: () => createReadStream(file),
  })
  try {
    // As much memory as all of it needs: the comparison is with MariaDB at its best.
    await connection.query(`SET GLOBAL innodb_buffer_pool_size = ${SMALL ? 1 : 6} * 1024 * 1024 * 1024`)
    await world.engine.command(
      `INSERT INTO FUNCTION file({file:String}, 'TSV', 'name String, customer_id UInt64, occurred_at String, id UInt64, channel String, amount_fen Nullable(Int64), product_id UInt64')
       SELECT name, customer_id, formatDateTime(occurred_at, '%Y-%m-%d %H:%i:%s.%f', 'UTC'), id, channel, amount_fen, product_id
       FROM event WHERE name IN ('purchase', 'login_mini_program') ORDER BY name, customer_id, occurred_at, id`,
      { file },
    )
    await connection.query(`CREATE TABLE bench_event (name VARCHAR(32) CHARACTER SET ascii NOT NULL, customer_id BIGINT UNSIGNED NOT NULL,
      occurred_at DATETIME(3) NOT NULL, id BIGINT UNSIGNED NOT NULL, channel VARCHAR(16) NOT NULL, amount_fen BIGINT NULL,
      product_id BIGINT UNSIGNED NOT NULL,
      PRIMARY KEY (name, customer_id, occurred_at, id))`)
    await connection.query(`LOAD DATA LOCAL INFILE 'events' INTO TABLE bench_event CHARACTER SET utf8mb4`)
    await connection.query('CREATE TABLE bench_product (id BIGINT UNSIGNED PRIMARY KEY, category VARCHAR(32) NOT NULL)')
    const products = await world.engine.query<{ id: number; category: string }>('SELECT id, category FROM product')
    await connection.query('INSERT INTO bench_product (id, category) VALUES ?', [
      products.map(({ id, category }) => [id, category]),
    ])
    await connection.query(
      'CREATE INDEX bench_event_window ON bench_event (name, occurred_at, customer_id, amount_fen)',
    )
    await connection.query('ANALYZE TABLE bench_event')
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  return connection
}

async function measure(world: EngineWorld, connection: Connection, one: RuleCase, now: Date): Promise<Timing> {
  const { sql, params } = world.compileTag(one.rule)
  const whole = (inner: string): string =>
    `SELECT count() AS people, sum(cityHash64(customer_id, vals)) AS hash FROM (${inner})`
  const ask = (inner: string, values: object): Promise<{ people: number; hash: number }[]> =>
    world.engine.query(whole(inner), { ...values }, { timeoutSeconds: 300 })
  const compiled: number[] = []
  const hand: number[] = []
  let people = 0
  for (let round = 0; round <= ROUNDS; round += 1) {
    const ours = await timed(() => ask(sql, params))
    const theirs = await timed(() => ask(one.clickHouse, { now: now.getTime() }))
    if (JSON.stringify(ours.result) !== JSON.stringify(theirs.result))
      throw new Error(`${one.name}: the answers differ`)
    people = ours.result[0]?.people ?? 0
    // The first round fills the caches of both.
    if (round === 0) continue
    compiled.push(ours.ms)
    hand.push(theirs.ms)
  }
  return {
    name: one.name,
    compiledMs: median(compiled),
    handMs: median(hand),
    ratio: median(compiled.map((ms, round) => ms / (hand[round] ?? ms))),
    mariaDbMs: one.mariaDb === null ? null : await inMariaDb(connection, one.name, one.mariaDb, now, people),
    people,
  }
}

/** The better of two times, in ms. @throws when it counts other people */
async function inMariaDb(
  connection: Connection,
  name: string,
  sql: string,
  now: Date,
  people: number,
): Promise<number> {
  const places = [...sql].filter((character) => character === '?').length
  const at = Array.from({ length: places }, () => now.toISOString().replace('T', ' ').replace('Z', ''))
  const times: number[] = []
  for (let round = 0; round < 2; round += 1) {
    const answer = await timed(() =>
      connection.query(
        `SELECT COUNT(*) AS people, SUM(CRC32(CONCAT(customer_id, val))) AS hash FROM (${sql}) answer`,
        at,
      ),
    )
    const [rows] = answer.result as [{ people: number }[], unknown]
    if (Number(rows[0]?.people) !== people)
      throw new Error(`${name}: MariaDB counts ${rows[0]?.people} people, the engine ${people}`)
    times.push(answer.ms)
  }
  return Math.min(...times)
}

async function main(): Promise<object> {
  const now = new Date()
  const db = await emptyDatabase()
  const world = await EngineWorld.open()
  try {
    await fillWorld(world, now, { customers: CUSTOMERS, events: EVENTS }, say)
    say('copying to MariaDB')
    const connection = await copyToMariaDb(world, db.url)
    const timings: Timing[] = []
    for (const one of RULE_CASES) {
      const timing = await measure(world, connection, one, now)
      timings.push(timing)
      say(
        `  ${timing.name}: compiled ${timing.compiledMs.toFixed(0)} ms, by hand ${timing.handMs.toFixed(0)} ms, MariaDB ${timing.mariaDbMs?.toFixed(0) ?? '–'} ms (${timing.people} people)`,
      )
    }
    await connection.end()
    return report(timings)
  } finally {
    await world.close()
    await db.drop()
  }
}

function report(timings: readonly Timing[]): object {
  const slowest = Math.max(...timings.map(({ compiledMs }) => compiledMs))
  const ratio = Math.max(...timings.map((timing) => timing.ratio))
  const speedup = Math.min(
    ...timings.flatMap(({ compiledMs, mariaDbMs }) => (mariaDbMs === null ? [] : [mariaDbMs / compiledMs])),
  )
  return {
    bench: 'rule',
    value: Math.round(slowest),
    unit: 'ms, slowest rule over everyone',
    ratio: Number(ratio.toFixed(2)),
    yardstick: 'hand-written ClickHouse SQL, worst of all rules',
    size: `${CUSTOMERS} customers, ${EVENTS} events`,
    goal: `< ${GOAL_MS} ms; ratio <= ${GOAL_RATIO}; >= ${GOAL_SPEEDUP} x MariaDB (now ${speedup.toFixed(1)} x)`,
    met: slowest < GOAL_MS && ratio <= GOAL_RATIO && speedup >= GOAL_SPEEDUP,
  }
}

runBench(main)
