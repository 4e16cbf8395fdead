/**
 * `npm run bench -- rebuild [--small]`: the audience engine is deleted and filled again from the record. Ends only when
 * the new engine answers byte for byte what the old one answered. The yardstick is reading the same events out of the
 * record without writing them anywhere.
 */
import { AudienceEngine, EngineFeeder, EngineRebuild } from '../../server/src/platform/audience-engine'
import { startTestApp, type TestApp } from '../support/app'
import { TestPeople } from '../integration/tag-support'
import { runBench, say, timed } from './support/report'

const SMALL = process.argv.includes('--small')
const CUSTOMERS = SMALL ? 10_000 : 200_000
const EVENTS = SMALL ? 100_000 : 5_000_000
const EVENTS_PER_INSERT = 500_000
const HASHES = {
  event:
    'SELECT count() AS rows, toString(sum(cityHash64(id, customer_id, name, occurred_at, channel, amount_fen))) AS hash FROM event',
  customer: 'SELECT count() AS rows, toString(sum(cityHash64(id, identities, consents))) AS hash FROM customer',
}

/** Straight into the record: it is the copy that is measured, not how it got there. */
async function fillRecord({ db }: TestApp): Promise<void> {
  say(`filling the record: ${CUSTOMERS} customers, ${EVENTS} events`)
  await db.query(
    `INSERT INTO customer (id, channel, first_seen_at, last_seen_at) SELECT seq, '', NOW(3), NOW(3) FROM seq_1_to_${CUSTOMERS}`,
  )
  await db.query(
    `INSERT INTO identity (id, kind, scope, value_hash, value, masked, verified, source, channel, first_seen_at, last_seen_at, customer_id)
     SELECT seq, 'member_no', 'bench', SHA2(seq, 256), seq, seq, 0, 'bench', '', NOW(3), NOW(3), seq FROM seq_1_to_${CUSTOMERS}`,
  )
  for (let from = 1; from <= EVENTS; from += EVENTS_PER_INSERT) {
    const to = Math.min(from + EVENTS_PER_INSERT - 1, EVENTS)
    await db.query(
      `INSERT INTO event (id, customer_id, occurred_at, identity_id, name, channel, amount_fen, quantity, properties, dedup_hash)
       SELECT seq, 1 + (seq * 7919) MOD ${CUSTOMERS}, NOW(3) - INTERVAL (seq * 31) MOD 31536000 SECOND, 1 + (seq * 7919) MOD ${CUSTOMERS},
         ELT(1 + seq MOD 4, 'purchase', 'read_content', 'login_mini_program', 'view_product'), '天猫', seq MOD 40000, 1, '{}', MD5(seq)
       FROM seq_${from}_to_${to}`,
    )
  }
}

async function hashes(engine: AudienceEngine): Promise<string> {
  const answers = await Promise.all(Object.values(HASHES).map((sql) => engine.query(sql, {}, { timeoutSeconds: 300 })))
  return JSON.stringify(answers)
}

async function rebuilt(testApp: TestApp): Promise<number> {
  const people = new TestPeople(testApp)
  const from = performance.now()
  await people.jobDone(await testApp.app.get(EngineRebuild).request(), 3_600_000)
  return performance.now() - from
}

/** Everything that the copy has to read, read and thrown away. */
async function readOnly({ db }: TestApp): Promise<number> {
  const { ms } = await timed(async () => {
    for (let after = 0; after < EVENTS; after += EVENTS_PER_INSERT / 100) {
      await db.query('SELECT * FROM event WHERE id > ? AND id <= ?', [after, after + EVENTS_PER_INSERT / 100])
    }
  })
  return ms
}

async function measure(testApp: TestApp): Promise<object> {
  const engine = testApp.app.get(AudienceEngine)
  await fillRecord(testApp)
  await rebuilt(testApp)
  await testApp.app.get(EngineFeeder).drain()
  const before = await hashes(engine)
  for (const table of ['event', 'customer']) await engine.command(`TRUNCATE TABLE ${table}`)
  if ((await hashes(engine)) === before) throw new Error('the engine was not emptied')
  const ms = await rebuilt(testApp)
  if ((await hashes(engine)) !== before) throw new Error('the engine answers differently after the rebuild')
  const yardstick = await readOnly(testApp)
  return {
    bench: 'rebuild',
    value: Math.round(EVENTS / (ms / 1000)),
    unit: 'events/s from the record into an empty engine',
    ratio: Number((ms / yardstick).toFixed(2)),
    yardstick: 'reading the same events out of the record',
    size: `${CUSTOMERS} customers, ${EVENTS} events`,
    goal: 'identical again',
    met: true,
  }
}

runBench(async () => {
  const testApp = await startTestApp()
  try {
    return await measure(testApp)
  } finally {
    await testApp.close()
  }
})
