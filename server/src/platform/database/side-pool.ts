import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common'
import { createPool, type Pool, type ResultSetHeader, type RowDataPacket } from 'mysql2/promise'
import { CONFIG, type Config } from '../config'

const CONNECTIONS = 4

/**
 * A few connections beside the record's main pool, for short statements that must commit by themselves while a
 * transaction runs: locks, id blocks, platform tokens. On the main pool they would wait for a connection that the
 * transactions waiting for them hold.
 */
@Injectable()
export class SidePool implements OnApplicationShutdown {
  private pool: Pool | null = null

  constructor(@Inject(CONFIG) private readonly config: Config) {}

  /** Runs one statement with `?` parameters, outside every transaction. `T` is the rows, or the result header of a write. */
  async query<T>(sql: string, params: readonly unknown[] = []): Promise<T> {
    this.pool ??= createPool({
      uri: this.config.databaseUrl,
      connectionLimit: CONNECTIONS,
      timezone: 'Z',
      charset: 'utf8mb4_unicode_ci',
      supportBigNumbers: true,
    })
    const [result] = await this.pool.query<RowDataPacket[] | ResultSetHeader>(sql, [...params])
    return result as T
  }

  async onApplicationShutdown(): Promise<void> {
    await this.pool?.end()
    this.pool = null
  }
}
