import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import {
  ClickHouseLogLevel,
  createClient,
  type ClickHouseClient,
  type ClickHouseClientConfigOptions,
  type ClickHouseSettings,
} from '@clickhouse/client'
import { drainPending } from 'chdb'
import { createChdbConnection } from 'chdb/connection'
import type { Config } from '../config'
import { writtenParams, type EngineParams } from './written-params'

/**
 * How many readers run at a time inside the process. An embedded session runs one query after the other, so a long
 * evaluation must not share a session with a person who is waiting for a count.
 */
const EMBEDDED_READERS = 3

/** Both hosts speak with the same settings: plain numbers, ISO dates in and out, acknowledged inserts on disk. */
const SETTINGS: ClickHouseSettings = {
  output_format_json_quote_64bit_integers: 0,
  date_time_output_format: 'iso',
  date_time_input_format: 'best_effort',
  join_use_nulls: 0,
  lightweight_delete_mode: 'lightweight_update_force',
  mutations_sync: '1',
  // What one statement groups in memory before it goes on by way of the disk: interests of a million people over 50 M
  // events took 3.5 GB without a bound. Fifty rules at once stay below this one, and take half as long again above it.
  max_bytes_before_external_group_by: String(3 * 1024 ** 3),
  // Values count as a part of the statement where they are written into it.
  max_query_size: String(64 * 1024 * 1024),
}

/** The client would print whole statements; what goes wrong is logged by whoever asked. */
const SILENT = { level: ClickHouseLogLevel.OFF }

/** One connection and how many statements wait on it. */
export interface EngineSession {
  client: ClickHouseClient
  busy: number
  /** The statement with its values, as this host takes them. */
  bound(sql: string, params: EngineParams): { query: string; query_params?: EngineParams }
}

/** The connections to the engine: one that writes, in order, and some that read. */
export interface EngineSessions {
  writer: EngineSession
  readers: EngineSession[]
  /** Makes the database when it is missing; before the first statement. */
  createDatabase(): Promise<void>
}

/** Opens the engine: inside this process below DATA_DIR, or over HTTP when CLICKHOUSE_URL is set. */
export async function openSessions(config: Config): Promise<EngineSessions> {
  return config.clickhouseUrl ? openRemote(config.clickhouseUrl, config.engineDatabase) : openEmbedded(config)
}

/** Connects at the first statement, so that the server starts while the engine's is away. */
function openRemote(url: string, database: string): EngineSessions {
  const options = {
    url,
    max_open_connections: 12,
    use_multipart_params_auto: true,
    clickhouse_settings: SETTINGS,
    log: SILENT,
  }
  const client = createClient({ ...options, database })
  const session: EngineSession = { client, busy: 0, bound: (query, query_params) => ({ query, query_params }) }
  const createDatabase = async (): Promise<void> => {
    // The named database cannot be used before it exists.
    const setup = createClient(options)
    try {
      await setup.command({ query: 'CREATE DATABASE IF NOT EXISTS {database:Identifier}', query_params: { database } })
    } finally {
      await setup.close()
    }
  }
  return { writer: session, readers: [session], createDatabase }
}

async function openEmbedded(config: Config): Promise<EngineSessions> {
  const path = join(config.dataDir, 'engine')
  mkdirSync(path, { recursive: true })
  const writer = await openEmbeddedSession(path, config.engineDatabase)
  const readers: EngineSession[] = []
  for (let index = 0; index < EMBEDDED_READERS; index += 1)
    readers.push(await openEmbeddedSession(path, config.engineDatabase))
  // Each session made it in order to use it.
  return { writer, readers, createDatabase: () => Promise.resolve() }
}

async function openEmbeddedSession(path: string, database: string): Promise<EngineSession> {
  // The embedded engine ships its own copy of the client's types; both copies are of the same release.
  const connection = createChdbConnection({ path }) as unknown as ClickHouseClientConfigOptions['connection']
  const client = createClient({ connection, log: SILENT })
  // Names are checked by the configuration ([a-z][a-z0-9_]*), and USE takes no parameter.
  await client.command({ query: `CREATE DATABASE IF NOT EXISTS ${database}` })
  await client.command({ query: `USE ${database}`, clickhouse_settings: SETTINGS })
  return { client, busy: 0, bound: (sql, params) => ({ query: writtenParams(sql, params) }) }
}

/** Closes every connection once, and waits until the embedded engine has let go of its folder. */
export async function closeSessions(sessions: EngineSessions): Promise<void> {
  const clients = new Set([sessions.writer, ...sessions.readers].map(({ client }) => client))
  for (const client of clients) await client.close()
  await drainPending()
}
