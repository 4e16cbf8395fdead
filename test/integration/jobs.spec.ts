import { JobRegistry, Jobs, type JobContext, type JobDefinition } from '../../server/src/platform/jobs'
import { AppError } from '../../server/src/platform/errors'
import { freshDatabase, type TestDatabase } from '../support/mariadb'
import { until } from '../support/until'
import { startIntakeApp, type IntakeApp } from './support/intake-app'

interface JobRow {
  state: string
  attempts: number
  result: string | null
  last_error: string | null
}

describe('background jobs', () => {
  let db: TestDatabase
  let app: IntakeApp

  beforeAll(async () => {
    db = await freshDatabase()
    app = await startIntakeApp({ db })
  }, 60_000)
  afterAll(async () => {
    await app.close()
    await db.drop()
  })

  const register = (definition: JobDefinition<unknown>, on = app): void => on.app.get(JobRegistry).register(definition)
  const enqueue = (kind: string, key?: string, on = app): Promise<number> => on.app.get(Jobs).enqueue(kind, {}, { key })
  const row = async (id: number): Promise<JobRow | undefined> =>
    (await db.query<JobRow>('SELECT state, attempts, result, last_error FROM job WHERE id = ?', [id]))[0]
  const inState = (id: number, state: string): Promise<JobRow> =>
    until(async () => {
      const job = await row(id)
      return job?.state === state ? job : null
    })

  /** Works until it is told to stop, and then says so; tells what its ending would be. */
  const patient = (endings: (string | null)[], begun: () => void) => async (_: unknown, context: JobContext) => {
    begun()
    while (!(await context.cancelled())) await new Promise((resolve) => setTimeout(resolve, 20))
    const error = new AppError('CANCELLED')
    endings.push(await context.endingOf(error))
    throw error
  }

  it('keeps the result, and is not made twice while it waits under the same key', async () => {
    let goOn = (): void => undefined
    const held = new Promise<void>((resolve) => (goOn = resolve))
    register({ kind: 'test.once', keep: true, handler: () => held.then(() => ({ rows: 3 })) })
    const id = await enqueue('test.once', 'one')
    expect(await enqueue('test.once', 'one')).toBe(id)
    goOn()
    expect(JSON.parse((await inState(id, 'done')).result ?? '')).toEqual({ rows: 3 })
    expect(await enqueue('test.once', 'one')).not.toBe(id)
  })

  it('comes back after a failure, and ends for good after the last try', async () => {
    const endings: (string | null)[] = []
    register({
      kind: 'test.fails',
      maxAttempts: 2,
      handler: async (_, context) => {
        const error = new AppError('ENGINE_UNAVAILABLE')
        endings.push(await context.endingOf(error))
        throw error
      },
    })
    const id = await enqueue('test.fails')
    await until(async () => (await row(id))?.attempts === 1 && endings.length === 1)
    await db.query("UPDATE job SET run_at = UTC_TIMESTAMP(3) WHERE id = ? AND state = 'pending'", [id])
    expect(await inState(id, 'dead')).toMatchObject({ attempts: 2, last_error: 'ENGINE_UNAVAILABLE' })
    expect(endings).toEqual([null, 'failed'])
  })

  it('stops when somebody cancels it', async () => {
    const endings: (string | null)[] = []
    let begun = (): void => undefined
    const running = new Promise<void>((resolve) => (begun = resolve))
    register({ kind: 'test.patient', handler: patient(endings, () => begun()) })
    const id = await enqueue('test.patient')
    await running
    await app.app.get(Jobs).cancel(id)
    await inState(id, 'cancelled')
    expect(endings).toEqual(['cancelled'])
  })

  it('comes back after a shutdown, even at its last try', async () => {
    const other = await startIntakeApp({ db })
    const endings: (string | null)[] = []
    let begun = (): void => undefined
    const running = new Promise<void>((resolve) => (begun = resolve))
    register({ kind: 'test.last-try', maxAttempts: 1, handler: patient(endings, () => begun()) }, other)
    const id = await enqueue('test.last-try', undefined, other)
    await running
    await other.close()
    expect(await row(id)).toMatchObject({ state: 'pending' })
    expect(endings).toEqual([null])
    await db.query('DELETE FROM job WHERE id = ?', [id])
  })
})
