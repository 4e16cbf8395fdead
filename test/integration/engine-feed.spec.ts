import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { IdentityService } from '../../server/src/modules/identity'
import { AudienceEngine, EngineFeed, EngineFeeder } from '../../server/src/platform/audience-engine'
import { Database } from '../../server/src/platform/database'
import { startTestApp, type TestApp } from '../support/app'
import { freshDatabase, type TestDatabase } from '../support/mariadb'
import { TestPeople, type TestPerson } from './tag-support'

class Killed extends Error {}

/** The feed without its own loop: each test says when a batch is copied and where the process dies. */
describe('the way from the record to the engine', () => {
  let db: TestDatabase
  let dataDir: string
  let testApp: TestApp
  let people: TestPeople

  beforeAll(async () => {
    db = await freshDatabase()
    dataDir = mkdtempSync(join(tmpdir(), 'guiyi-feed-'))
    await start()
  }, 60_000)
  afterAll(async () => {
    await testApp.close()
    await db.drop()
    rmSync(dataDir, { recursive: true, force: true })
  })

  const start = async (): Promise<void> => {
    testApp = await startTestApp({ db, dataDir, env: { ROLES: 'api' } })
    people = new TestPeople(testApp)
  }
  /** A new process on the same two stores. */
  const restart = async (): Promise<void> => {
    await testApp.close()
    await start()
  }
  const engine = (): AudienceEngine => testApp.app.get(AudienceEngine)
  const drain = (): Promise<void> => testApp.app.get(EngineFeeder).drain()
  /** The `call`-th call of a method dies instead of (or after) doing its work. */
  const dieAt = (target: object, method: string, call: number, when: 'before' | 'after'): jest.SpyInstance => {
    const original = (target as Record<string, (...args: unknown[]) => Promise<unknown>>)[method]
    if (!original) throw new Error(`no method ${method}`)
    let calls = 0
    return jest
      .spyOn(target as Record<string, (...args: unknown[]) => Promise<unknown>>, method)
      .mockImplementation(async (...args) => {
        calls += 1
        if (calls === call && when === 'before') throw new Killed()
        const result: unknown = await original.apply(target, args)
        if (calls === call) throw new Killed()
        return result
      })
  }
  const inEngine = (): Promise<{ id: number; customer_id: number }[]> =>
    engine().query('SELECT id, customer_id FROM event ORDER BY id')
  const inRecord = async (): Promise<{ id: number; customer_id: number }[]> => {
    const rows = await db.query<{ id: number; customer_id: number }>('SELECT id, customer_id FROM event ORDER BY id')
    return rows.map(({ id, customer_id }) => ({ id: Number(id), customer_id: Number(customer_id) }))
  }

  it('carries only what was committed', async () => {
    const person = await people.person('committed')
    await expect(
      testApp.app.get(Database).transaction(async () => {
        await people.buys(person, 100)
        throw new Killed()
      }),
    ).rejects.toThrow(Killed)
    await people.buys(person, 200)
    expect((await testApp.app.get(EngineFeed).lag()).rows).toBeGreaterThan(0)
    await drain()
    expect(await inEngine()).toEqual(await inRecord())
    expect(await testApp.app.get(EngineFeed).lag()).toEqual({ rows: 0, oldestSeconds: 0 })
  })

  it('neither loses nor doubles when the process dies after the engine was written', async () => {
    const person = await people.person('doubled')
    await people.buys(person, 300)
    dieAt(testApp.app.get(EngineFeed), 'announce', 1, 'before')
    await expect(drain()).rejects.toThrow(Killed)
    expect(await inEngine()).toEqual(await inRecord())
    expect((await testApp.app.get(EngineFeed).lag()).rows).toBeGreaterThan(0)
    await restart()
    await people.buys(person, 400)
    await drain()
    expect(await inEngine()).toEqual(await inRecord())
  })

  it('holds after random acts, merges and deaths', async () => {
    const rounds = 12
    const persons: TestPerson[] = []
    for (let index = 0; index < 6; index += 1) persons.push(await people.person(`random-${index}`))
    let seed = 7
    const dice = (sides: number): number => {
      seed = (seed * 1103515245 + 12345) % 2147483648
      return Math.floor((seed / 2147483648) * sides)
    }
    const merge = async (index: number): Promise<void> => {
      const unionid = { kind: 'unionid', scope: 'test', value: `union-${dice(3)}` } as const
      const openid = { kind: 'openid', scope: 'wx-test', value: `o-random-${index}` } as const
      await testApp.app.get(IdentityService).resolve({ identities: [openid, unionid], at: new Date(), source: 'test' })
    }
    for (let round = 0; round < rounds; round += 1) {
      for (let act = 0; act < 5; act += 1) {
        const index = dice(persons.length)
        const person = persons[index]
        if (dice(4) === 0) await merge(index)
        else if (person) await people.buys(person, 100 + act)
      }
      const where = dice(4)
      if (where === 1) dieAt(engine(), 'insert', 1 + dice(3), dice(2) === 0 ? 'before' : 'after')
      if (where === 2) dieAt(engine(), 'command', 1 + dice(3), dice(2) === 0 ? 'before' : 'after')
      if (where === 3) dieAt(testApp.app.get(EngineFeed), 'announce', 1, 'before')
      await drain().catch((error: unknown) => {
        if (!(error instanceof Killed)) throw error
      })
      jest.restoreAllMocks()
    }
    await restart()
    await drain()
    expect(await inEngine()).toEqual(await inRecord())
    const living = await db.query<{ id: number }>('SELECT id FROM customer WHERE merged_into IS NULL ORDER BY id')
    const copied = await engine().query<{ id: number }>('SELECT id FROM customer ORDER BY id')
    expect(copied.map(({ id }) => id)).toEqual(living.map(({ id }) => Number(id)))
  }, 120_000)

  it('copies ten thousand events in a few large statements', async () => {
    const person = await people.person('many')
    const count = 10_000
    const properties = JSON.stringify({ order_no: 'x' })
    const first = 1_000_000
    const rows = Array.from({ length: count }, (_, index) => [
      first + index,
      person.customerId,
      person.identityId,
      'purchase',
      new Date(Date.now() - index * 1000),
      'test',
      100,
      properties,
      `many-${index}`,
    ])
    for (let start = 0; start < count; start += 2000) {
      await db.query(
        'INSERT INTO event (id, customer_id, identity_id, name, occurred_at, channel, amount_fen, properties, dedup_hash) VALUES ?',
        [rows.slice(start, start + 2000)],
      )
    }
    await testApp.app.get(EngineFeed).changed(
      'event',
      rows.map(([id]) => Number(id)),
    )
    const insert = jest.spyOn(engine(), 'insert')
    await drain()
    expect(
      insert.mock.calls.filter(([table, copied]) => table === 'event' && copied.length > 0).length,
    ).toBeLessThanOrEqual(5)
    const [counted] = await engine().query<{ n: number }>('SELECT count() AS n FROM event WHERE id >= {first:UInt64}', {
      first,
    })
    expect(counted?.n).toBe(count)
  }, 60_000)
})
