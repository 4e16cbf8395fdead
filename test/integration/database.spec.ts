import { Database, IdAllocator } from '../../server/src/platform/database'
import { Leases } from '../../server/src/platform/lock'
import { startTestApp, type TestApp } from '../support/app'

/** More than the main pool has connections. */
const CROWD = 40

describe('the record under a crowd', () => {
  let app: TestApp
  const crowd = Array.from({ length: CROWD }, (_, index) => index)

  beforeAll(async () => {
    app = await startTestApp()
  })
  afterAll(() => app.close())

  it('hands out ids to more transactions than there are connections, each id once', async () => {
    const [db, ids] = [app.app.get(Database), app.app.get(IdAllocator)]
    const taken = await Promise.all(crowd.map(() => db.transaction(() => ids.take('crowd', 700))))
    expect(new Set(taken.flat()).size).toBe(CROWD * 700)
  })

  it('locks from within more transactions than there are connections', async () => {
    const [db, leases] = [app.app.get(Database), app.app.get(Leases)]
    const turns = await Promise.all(
      crowd.map((name) => db.transaction(() => leases.tryRun(`crowd:${name}`, 30, () => Promise.resolve(name)))),
    )
    expect(turns).toEqual(crowd.map((result) => ({ held: true, result })))
    expect(await app.db.query("SELECT name FROM lease WHERE name LIKE 'crowd:%'")).toEqual([])
  })

  it('runs what waits for a commit after it, and never after a rollback', async () => {
    const db = app.app.get(Database)
    const seen: string[] = []
    await db.transaction(async () => {
      await db.afterCommit(() => void seen.push('after'))
      seen.push('inside')
    })
    const failed = db.transaction(async () => {
      await db.afterCommit(() => void seen.push('never'))
      throw new Error('rolled back')
    })
    await expect(failed).rejects.toThrow('rolled back')
    expect(seen).toEqual(['inside', 'after'])
  })
})
