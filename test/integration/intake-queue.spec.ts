import type { IntakeHandler } from '../../server/src/modules/intake'
import { MessageStore } from '../../server/src/modules/intake/message-store'
import { freshDatabase, type TestDatabase } from '../support/mariadb'
import { until } from '../support/until'
import { startIntakeApp, type IntakeApp } from './support/intake-app'

interface Row {
  id: number
  state: string
  person_key: string
}

describe('the queue of raw messages', () => {
  let db: TestDatabase
  let app: IntakeApp
  let handle: IntakeHandler<unknown> = () => Promise.resolve(null)

  beforeAll(async () => {
    db = await freshDatabase()
    app = await startIntakeApp({
      db,
      handlers: { 'consumer.track': (message, body) => handle(message, body, undefined) },
    })
  }, 60_000)
  afterEach(async () => {
    await db.query("UPDATE raw_message SET state = 'dead', lease_token = NULL WHERE state = 'failed'")
    await until(async () => (await messages()).every(({ state }) => state === 'done' || state === 'dead'))
    await db.query('DELETE FROM raw_message')
  })
  afterAll(async () => {
    await app.close()
    await db.drop()
  })

  const messages = (): Promise<Row[]> => db.query('SELECT id, state, person_key FROM raw_message ORDER BY id')
  const accept = (key: string, person: string): Promise<void> =>
    app.intake.accept({
      kind: 'consumer.track',
      accountId: null,
      dedupKey: key,
      personKey: person,
      body: { key },
    })
  /** Repeats the only message, as if it had come again and again from these people. @param person SQL with `seq` */
  const repeat = (times: number, person: string): Promise<unknown> =>
    db.query(
      `INSERT INTO raw_message (kind, account_id, dedup_key, person_key, format, body, occurred_at, received_at, receipt, next_at)
       SELECT kind, account_id, SHA2(seq, 256), ${person}, format, body, occurred_at, received_at, seq, received_at
       FROM raw_message, seq_1_to_${times}`,
    )

  it('lets others pass a person with thousands of messages behind a failed one', async () => {
    handle = (_message, body) =>
      (body as { key: string }).key === 'stuck' ? Promise.reject(new Error('later')) : Promise.resolve(null)
    await accept('stuck', 'crowd')
    await until(async () => (await messages()).some(({ state }) => state === 'failed'))
    await repeat(2500, 'person_key')
    await accept('other', 'somebody else')
    await until(async () => (await messages()).find(({ person_key: person }) => person !== 'crowd')?.state === 'done')
    await db.query("DELETE FROM raw_message WHERE person_key = 'crowd' AND state = 'pending'")
  })

  it('works through the long queues of a few people without a look at the queue for each message', async () => {
    const order: number[] = []
    handle = ({ id }) => Promise.resolve(order.push(id))
    const looks = jest.spyOn(app.app.get(MessageStore), 'claimDue')
    await accept('first', 'somebody')
    await until(async () => (await messages())[0]?.state === 'done')
    looks.mockClear()
    await repeat(600, "CONCAT('p', seq % 3)")
    await until(async () => (await messages()).every(({ state }) => state === 'done'), { withinMs: 30_000 })
    expect(looks.mock.calls.length).toBeLessThan(200)
    looks.mockRestore()
    const personOf = new Map((await messages()).map(({ id, person_key: person }) => [Number(id), person]))
    for (const person of ['p0', 'p1', 'p2']) {
      const own = order.filter((id) => personOf.get(id) === person)
      expect(own).toHaveLength(200)
      expect(own).toEqual([...own].sort((one, other) => one - other))
    }
  })
})
