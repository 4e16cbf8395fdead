import { randomUUID } from 'node:crypto'
import { Inject, Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common'
import { CONFIG, type Config } from '../config'
import { AppError } from '../errors'
import { mapEngineError } from './engine-error'
import { EngineSchema, fingerprintOf } from './engine-schema'
import { closeSessions, openSessions, type EngineSession, type EngineSessions } from './engine-sessions'
import { createTableSql, type EngineTable } from './engine-table'
import type { EngineParams } from './written-params'

export interface QueryOptions {
  /** After this time the engine itself gives up and the caller gets ENGINE_UNAVAILABLE. Default 30 s. */
  timeoutSeconds?: number
  /** Lets the caller stop waiting; it gets CANCELLED. */
  signal?: AbortSignal
}

const DEFAULT_TIMEOUT_SECONDS = 30
const WRITE_TIMEOUT_SECONDS = 600

/**
 * The one way to the audience engine, whether it runs inside this process or behind CLICKHOUSE_URL.
 * Statements carry values as `{name:Type}` parameters only. Times are UTC; answers give 64-bit integers as numbers and
 * DateTime64 as ISO text.
 */
@Injectable()
export class AudienceEngine implements OnModuleInit, OnApplicationShutdown {
  private sessions: EngineSessions | null = null
  private prepared: Promise<string[]> | null = null

  constructor(
    private readonly schema: EngineSchema,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async onModuleInit(): Promise<void> {
    this.sessions = await openSessions(this.config)
  }

  async onApplicationShutdown(): Promise<void> {
    const sessions = this.sessions
    this.sessions = null
    if (sessions) await closeSessions(sessions)
  }

  /**
   * Creates the declared tables, and creates anew those whose declaration changed. Runs once, before the first statement.
   * @returns the names of the tables that are new and therefore empty
   */
  prepare(): Promise<string[]> {
    this.prepared ??= this.createTables().catch((error: unknown) => {
      this.prepared = null
      throw error
    })
    return this.prepared
  }

  /** Rows of a SELECT, as objects. */
  async query<T>(sql: string, params: EngineParams = {}, options: QueryOptions = {}): Promise<T[]> {
    await this.prepare()
    return this.read<T>(sql, params, options)
  }

  /** Adds rows; they are on disk when this resolves. */
  async insert(table: string, rows: readonly object[]): Promise<void> {
    if (rows.length === 0) return
    await this.prepare()
    await this.on(this.open().writer, ({ client }) =>
      client.insert({ table, values: rows, format: 'JSONEachRow', clickhouse_settings: limit(WRITE_TIMEOUT_SECONDS) }),
    )
  }

  /** Runs a statement without an answer (INSERT … SELECT, DELETE). */
  async command(sql: string, params: EngineParams = {}): Promise<void> {
    await this.prepare()
    await this.write(sql, params)
  }

  /** Whether the engine answers. */
  async alive(): Promise<boolean> {
    const result = await this.pickReader().client.ping()
    return result.success
  }

  /** Removes this server's database with everything in it; the record can fill it again. */
  async dropDatabase(): Promise<void> {
    const sql = `DROP DATABASE IF EXISTS ${this.config.engineDatabase} SYNC`
    await this.on(this.open().writer, ({ client }) => client.command({ query: sql }))
  }

  private async read<T>(sql: string, params: EngineParams, options: QueryOptions): Promise<T[]> {
    const { signal, timeoutSeconds = DEFAULT_TIMEOUT_SECONDS } = options
    const mark = randomUUID()
    const read = async ({ client, bound }: EngineSession): Promise<T[]> => {
      const result = await client.query({
        ...bound(signal ? `${sql} SETTINGS log_comment = '${mark}'` : sql, params),
        format: 'JSONEachRow',
        abort_signal: signal,
        clickhouse_settings: limit(timeoutSeconds),
      })
      return result.json<T>()
    }
    return this.on(this.pickReader(), read, signal && { signal, mark })
  }

  /** Ends a statement that nobody waits for any more, wherever it runs. */
  private async end(mark: string): Promise<void> {
    const { client, bound } = this.pickReader()
    const sql = "KILL QUERY WHERE Settings['log_comment'] = {mark:String} ASYNC"
    await client.command(bound(sql, { mark }))
  }

  private async write(sql: string, params: EngineParams = {}): Promise<void> {
    await this.on(this.open().writer, ({ client, bound }) =>
      client.command({ ...bound(sql, params), clickhouse_settings: limit(WRITE_TIMEOUT_SECONDS) }),
    )
  }

  private async createTables(): Promise<string[]> {
    await this.on(this.open().writer, () => this.open().createDatabase())
    const existing = await this.read<{ name: string; comment: string }>(
      'SELECT name, comment FROM system.tables WHERE database = {database:String}',
      { database: this.config.engineDatabase },
      {},
    )
    const known = new Map(existing.map(({ name, comment }) => [name, comment]))
    const created: string[] = []
    for (const table of this.schema.all()) {
      if (known.get(table.name) === fingerprintOf(table)) continue
      if (known.has(table.name)) await this.write(`DROP TABLE ${table.name} SYNC`)
      await this.write(createTableSql(table, table.name, fingerprintOf(table)))
      created.push(table.name)
    }
    return created
  }

  /** Makes an empty table beside each of the given ones. What an earlier try left is thrown away. */
  async beginReplacement(tables: readonly EngineTable[]): Promise<void> {
    await this.prepare()
    for (const table of tables) {
      const name = replacementOf(table.name)
      await this.write(`DROP TABLE IF EXISTS ${name} SYNC`)
      await this.write(createTableSql(table, name, fingerprintOf(table)))
    }
  }

  /** Puts the tables made by `beginReplacement` in the places of the old ones, which go. */
  async finishReplacement(tables: readonly EngineTable[]): Promise<void> {
    for (const { name } of tables) await this.write(`EXCHANGE TABLES ${name} AND ${replacementOf(name)}`)
    for (const { name } of tables) await this.write(`DROP TABLE ${replacementOf(name)} SYNC`)
  }

  private open(): EngineSessions {
    if (!this.sessions) throw new AppError('ENGINE_UNAVAILABLE')
    return this.sessions
  }

  /** The reader with the shortest queue. */
  private pickReader(): EngineSession {
    const [first, ...others] = this.open().readers
    if (!first) throw new AppError('ENGINE_UNAVAILABLE')
    return others.reduce((best, session) => (session.busy < best.busy ? session : best), first)
  }

  /** @param abandonable that somebody may stop waiting for the statement, and how it is then found */
  private async on<T>(
    session: EngineSession,
    work: (session: EngineSession) => Promise<T>,
    abandonable?: { signal: AbortSignal; mark: string },
  ): Promise<T> {
    session.busy += 1
    let freed: Promise<unknown> = Promise.resolve()
    try {
      return await work(session)
    } catch (error) {
      // Inside the process the session is free again only when the next statement is answered.
      if (abandonable?.signal.aborted) freed = Promise.allSettled([this.end(abandonable.mark), session.client.ping()])
      throw mapEngineError(error, abandonable?.signal)
    } finally {
      void freed.then(() => {
        session.busy -= 1
      })
    }
  }
}

const limit = (seconds: number): { max_execution_time: number } => ({ max_execution_time: seconds })

/** What a table is called while its replacement is being filled. */
export const replacementOf = (table: string): string => `${table}__next`
