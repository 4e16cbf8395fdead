import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { freshDatabase, type TestDatabase } from '../support/mariadb'
import { until } from '../support/until'
import { startIntakeApp, type IntakeApp } from './support/intake-app'

const ROOT = join(__dirname, '../..')
const PEOPLE = 8

describe('several server processes over one record', () => {
  let db: TestDatabase
  let accepting: IntakeApp
  const children: ChildProcess[] = []

  const startProcess = async (name: string): Promise<ChildProcess> => {
    const child = fork(join(__dirname, 'support/intake-process.ts'), {
      execArgv: ['-r', join(ROOT, 'server/setup/lib/run-ts.cjs')],
      env: { ...process.env, DATABASE_URL: db.url, PROCESS_NAME: name },
    })
    children.push(child)
    await once(child, 'message')
    return child
  }

  beforeAll(async () => {
    db = await freshDatabase()
    await db.query(
      'CREATE TABLE test_effect (id INT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(40), person VARCHAR(40), process VARCHAR(40))',
    )
    accepting = await startIntakeApp({ db, roles: ['api'] })
  }, 60_000)
  afterAll(async () => {
    for (const child of children) child.kill('SIGKILL')
    await accepting.close()
    await db.drop()
  })

  it('share the work; what a killed one held is taken over; nothing twice, each person in order', async () => {
    const [doomed] = await Promise.all([startProcess('doomed'), startProcess('survivor')])
    let rounds = 0
    /** One message of each person. */
    const say = async (holds: boolean): Promise<void> => {
      const key = String(rounds)
      rounds += 1
      await Promise.all(
        Array.from({ length: PEOPLE }, (_, person) =>
          accepting.intake.accept({
            kind: 'consumer.track',
            accountId: null,
            dedupKey: `${person}:${key}`,
            personKey: `p${person}`,
            body: { key, person: `p${person}`, holds },
          }),
        ),
      )
    }
    const effectsOf = async (process: string): Promise<number> =>
      (await db.query('SELECT id FROM test_effect WHERE process = ?', [process])).length
    await until(async () => {
      await say(false)
      return (await effectsOf('doomed')) > 12 && (await effectsOf('survivor')) > 12
    })
    // Whichever process is quicker takes them; sooner or later it is the doomed one, which then holds what it has claimed.
    let holding = false
    doomed.on('message', () => (holding = true))
    await until(async () => {
      if (!holding) await say(true)
      return holding
    })
    doomed.kill('SIGKILL')
    await once(doomed, 'exit')
    const held = await db.query<{ lease_token: string; seconds: number }>(
      `SELECT lease_token, TIMESTAMPDIFF(SECOND, UTC_TIMESTAMP(3), next_at) AS seconds FROM raw_message
       WHERE state = 'pending' AND lease_token IS NOT NULL`,
    )
    expect(held.length).toBeGreaterThan(0)
    expect(Math.max(...held.map(({ seconds }) => Number(seconds)))).toBeLessThanOrEqual(15)
    // Their time is over now: nobody renews a dead process's claims.
    await db.query("UPDATE raw_message SET next_at = UTC_TIMESTAMP(3) WHERE lease_token IN (?) AND state = 'pending'", [
      held.map(({ lease_token }) => lease_token),
    ])

    await until(async () => (await db.query("SELECT id FROM raw_message WHERE state <> 'done'")).length === 0, {
      withinMs: 40_000,
      what: 'the survivor taking over',
    })
    const effects = await db.query<{ name: string; person: string }>('SELECT name, person FROM test_effect ORDER BY id')
    expect(effects).toHaveLength(PEOPLE * rounds)
    for (let person = 0; person < PEOPLE; person += 1) {
      const own = effects.filter((effect) => effect.person === `p${person}`).map(({ name }) => Number(name))
      expect(own).toEqual(Array.from({ length: rounds }, (_, number) => number))
    }
  }, 90_000)
})
