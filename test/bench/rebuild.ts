/**
 * `npm run bench -- rebuild [--small]`: the audience engine's folder is deleted under a stopped server; the next start
 * fills it again from the record. Ends only when every column of every table is what it was before. What is compared
 * with came by the feed, too: new events, a tag and a segment. The yardstick is streaming the same events out of the
 * record without writing them anywhere.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createConnection } from 'mysql2'
import { AudienceEngine, EngineFeeder, EngineSchema } from '../../server/src/platform/audience-engine'
import { startTestApp, type TestApp } from '../support/app'
import { rolesOf } from '../support/http'
import { freshDatabase, type TestDatabase } from '../support/mariadb'
import { TestPeople } from '../integration/tag-support'
import { fillRecord } from './support/record-world'
import { runBench, say, timed } from './support/report'

const SMALL = process.argv.includes('--small')
const CUSTOMERS = SMALL ? 10_000 : 1_000_000
const EVENTS = SMALL ? 100_000 : 50_000_000
const BUYERS = 50
const WITHIN_MS = 3_600_000

/** Every row of every table, whatever their order. */
async function contents({ app }: TestApp): Promise<Record<string, string>> {
  const engine = app.get(AudienceEngine)
  const hashes: Record<string, string> = {}
  for (const { name } of app.get(EngineSchema).all()) {
    const [row] = await engine.query<{ rows: number; hash: string }>(
      `SELECT count() AS rows, toString(sum(cityHash64(toString(tuple(*))))) AS hash FROM ${name}`,
      {},
      { timeoutSeconds: 900 },
    )
    hashes[name] = JSON.stringify(row)
  }
  return hashes
}

/** Waits for the rebuild that a server begins when it finds an empty engine. @returns how long it took, in ms */
async function rebuilt(testApp: TestApp): Promise<number> {
  const { ms } = await timed(async () => {
    for (;;) {
      const [job] = await testApp.db.query<{ id: string }>(
        "SELECT id FROM job WHERE kind = 'engine.rebuild' ORDER BY id DESC LIMIT 1",
      )
      if (job) return new TestPeople(testApp).jobDone(Number(job.id), WITHIN_MS)
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  })
  return ms
}

/** What reaches the engine by the feed and by evaluations rather than by a rebuild. */
async function liveOn(testApp: TestApp): Promise<void> {
  const people = new TestPeople(testApp)
  const operator = await rolesOf(testApp).asOperator()
  for (let index = 0; index < BUYERS; index += 1) {
    await people.buys(await people.person(`rebuild-${index}`), 100 + index)
  }
  const spends = { kind: 'event', event: 'purchase', window: { kind: 'past', days: 30 } }
  const tag = await operator.post<{ id: number }>('/api/tags', {
    name: '近 30 天消费',
    kind: 'fact',
    method: 'rule',
    rule: { ...spends, kind: 'metric', measure: { of: 'sum', property: 'amount' } },
  })
  const { jobId } = await operator.post<{ jobId: number }>(`/api/tags/${tag.id}/publish`)
  await people.jobDone(jobId, WITHIN_MS)
  const bought = { ...spends, measure: { of: 'count' }, test: { op: '>=', value: 2 } }
  const segment = await operator.post<{ jobId: number }>('/api/segments', { name: '近 30 天买过两次', rule: bought })
  await people.jobDone(segment.jobId, WITHIN_MS)
  await testApp.app.get(EngineFeeder).drain()
}

/** Everything that the copy has to read, read and thrown away. */
async function streamed(url: string): Promise<number> {
  const connection = createConnection({ uri: url, timezone: 'Z' })
  const { ms } = await timed(
    () =>
      new Promise<void>((resolve, reject) => {
        connection
          .query('SELECT * FROM event')
          .stream()
          .on('data', () => undefined)
          .on('end', resolve)
          .on('error', reject)
      }),
  )
  connection.destroy()
  return ms
}

async function measure(db: TestDatabase, dataDir: string): Promise<object> {
  const first = await startTestApp({ db, dataDir })
  say(`  filled for the first time in ${Math.round((await rebuilt(first)) / 1000)} s`)
  await liveOn(first)
  const before = await contents(first)
  await first.close()
  rmSync(join(dataDir, 'engine'), { recursive: true })
  await db.query("DELETE FROM job WHERE kind = 'engine.rebuild'")

  const second = await startTestApp({ db, dataDir })
  const ms = await rebuilt(second)
  const after = await contents(second)
  await second.close()
  for (const [table, hash] of Object.entries(before))
    if (after[table] !== hash) throw new Error(`${table}: ${hash} before, ${after[table]} after the rebuild`)
  const yardstick = await streamed(db.url)
  return {
    bench: 'rebuild',
    value: Math.round(EVENTS / (ms / 1000)),
    unit: 'events/s from the record into an empty engine, everything else included',
    ratio: Number((ms / yardstick).toFixed(2)),
    yardstick: `streaming the same events out of the record (${Math.round(EVENTS / (yardstick / 1000))}/s)`,
    size: `${CUSTOMERS} customers, ${EVENTS} events`,
    goal: `identical again in every column of ${Object.keys(before).length} tables`,
    met: true,
  }
}

runBench(async () => {
  const db = await freshDatabase()
  const dataDir = mkdtempSync(join(tmpdir(), 'guiyi-rebuild-'))
  try {
    await fillRecord(db, { customers: CUSTOMERS, events: EVENTS }, say)
    return await measure(db, dataDir)
  } finally {
    await db.drop()
    rmSync(dataDir, { recursive: true, force: true })
  }
})
