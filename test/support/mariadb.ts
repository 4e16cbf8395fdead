import { createConnection, type Connection, type RowDataPacket } from 'mysql2/promise'
import { DataSource } from 'typeorm'
import { dataSourceOptions } from '../../server/src/platform/database/data-source'

/** A database of its own for one test, with the migrated, empty tables of the record. */
export interface TestDatabase {
  /** `mysql://user:password@127.0.0.1:port/name` */
  url: string
  name: string
  /** Runs one statement with `?` parameters, outside the application. */
  query<T>(sql: string, params?: unknown[]): Promise<T[]>
  drop(): Promise<void>
}

const TEMPLATE = 'guiyi_template'

/**
 * Makes a migrated empty database. The migrations run once per test run, into a template; every further database is a
 * copy of the template's tables and of the rows that migrations wrote.
 * @throws when the test run has no database server (see global-setup.mjs)
 */
export async function freshDatabase(): Promise<TestDatabase> {
  return makeDatabase(async (connection, name) => {
    await ensureTemplate(connection)
    await copyTemplate(connection, name)
  })
}

/** Makes a database without any table, for the tests of migrations. */
export async function emptyDatabase(): Promise<TestDatabase> {
  return makeDatabase(() => Promise.resolve())
}

async function makeDatabase(fill: (connection: Connection, name: string) => Promise<void>): Promise<TestDatabase> {
  const name = `guiyi_test_${process.env.JEST_WORKER_ID ?? '0'}_${Date.now().toString(36)}${Math.random().toString(36).slice(2, 6)}`
  const connection = await connect()
  await connection.query(`CREATE DATABASE ${name} CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`)
  await fill(connection, name)
  await connection.changeUser({ database: name })
  return {
    url: urlOf(name),
    name,
    query: async <T>(sql: string, params: unknown[] = []) => {
      const [rows] = await connection.query(sql, params)
      return rows as T[]
    },
    drop: async () => {
      await connection.query(`DROP DATABASE IF EXISTS ${name}`)
      await connection.end()
    },
  }
}

function urlOf(database: string): string {
  const server = process.env.GUIYI_TEST_DATABASE
  if (!server) throw new Error('no database server: run this test in the integration, architecture or e2e project')
  const url = new URL(server)
  url.pathname = `/${database}`
  return url.href
}

function connect(): Promise<Connection> {
  return createConnection({ uri: urlOf(''), multipleStatements: true, timezone: 'Z', supportBigNumbers: true })
}

/** Workers of one run share the template: whoever comes first makes it, the others wait at the lock. */
async function ensureTemplate(connection: Connection): Promise<void> {
  await connection.query("SELECT GET_LOCK('guiyi_template', 120)")
  try {
    const [ready] = await connection.query<RowDataPacket[]>(
      'SELECT 1 FROM information_schema.schemata WHERE schema_name = ?',
      [`${TEMPLATE}_ready`],
    )
    if (ready.length > 0) return
    await connection.query(`DROP DATABASE IF EXISTS ${TEMPLATE}`)
    await connection.query(`CREATE DATABASE ${TEMPLATE} CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`)
    const source = await new DataSource(dataSourceOptions(urlOf(TEMPLATE))).initialize()
    await source.runMigrations()
    await source.destroy()
    await connection.query(`CREATE DATABASE ${TEMPLATE}_ready`)
  } finally {
    await connection.query("SELECT RELEASE_LOCK('guiyi_template')")
  }
}

async function copyTemplate(connection: Connection, name: string): Promise<void> {
  const [tables] = await connection.query<RowDataPacket[]>(
    "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = ? AND table_type = 'BASE TABLE'",
    [TEMPLATE],
  )
  const names = tables.map((row) => String(row['name']))
  const statements = [`USE ${name}`, 'SET foreign_key_checks = 0']
  for (const table of names) {
    const [rows] = await connection.query<RowDataPacket[]>(`SHOW CREATE TABLE ${TEMPLATE}.\`${table}\``)
    statements.push(
      String(rows[0]?.['Create Table']),
      `INSERT INTO \`${table}\` SELECT * FROM ${TEMPLATE}.\`${table}\``,
    )
  }
  await connection.query([...statements, 'SET foreign_key_checks = 1'].join(';\n'))
}
