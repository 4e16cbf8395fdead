import { DataSource } from 'typeorm'
import { dataSourceOptions } from '../../server/src/platform/database/data-source'
import { emptyDatabase, type TestDatabase } from '../support/mariadb'

describe('migrations', () => {
  let database: TestDatabase
  let source: DataSource

  beforeAll(async () => {
    database = await emptyDatabase()
    source = await new DataSource(dataSourceOptions(database.url)).initialize()
  })

  afterAll(async () => {
    await source.destroy()
    await database.drop()
  })

  /** The statements that would still be needed to make the database what the entities say. */
  async function drift(): Promise<string[]> {
    const { upQueries } = await source.driver.createSchemaBuilder().log()
    return upQueries.map((query) => query.query)
  }

  async function tables(): Promise<string[]> {
    const rows = await database.query<{ name: string }>(
      'SELECT table_name AS name FROM information_schema.tables WHERE table_schema = ? ORDER BY table_name',
      [database.name],
    )
    return rows.map((row) => row.name).filter((name) => name !== 'migrations')
  }

  it('make an empty database what the entities say', async () => {
    expect(await tables()).toEqual([])
    const ran = await source.runMigrations()
    expect(ran.length).toBeGreaterThan(0)
    expect(await drift()).toEqual([])
  }, 120_000)

  it('notice a difference', async () => {
    await database.query('ALTER TABLE id_sequence ADD COLUMN stray int NULL')
    expect(await drift()).not.toEqual([])
    await database.query('ALTER TABLE id_sequence DROP COLUMN stray')
  }, 60_000)

  it('go all the way down and up again', async () => {
    const before = await tables()
    expect(before.length).toBeGreaterThan(0)
    while ((await source.query<unknown[]>('SELECT 1 FROM migrations LIMIT 1')).length > 0)
      await source.undoLastMigration()
    expect(await tables()).toEqual([])
    await source.runMigrations()
    expect(await tables()).toEqual(before)
    expect(await drift()).toEqual([])
  }, 180_000)
})
