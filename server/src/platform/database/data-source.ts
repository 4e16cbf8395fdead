import { join } from 'node:path'
import type { DataSourceOptions } from 'typeorm'
import { migrations } from '../../migrations'
import { findEntities } from './entities'
import { SnakeNamingStrategy } from './naming-strategy'

/**
 * How the record is reached: UTC on the wire, read committed, exact bigints as text before our transformers read them.
 * @param url mysql://user:password@host:port/database
 */
export function dataSourceOptions(url: string): DataSourceOptions {
  return {
    // The same driver and SQL as 'mysql'; only the schema comparison reads defaults the way MariaDB reports them.
    type: 'mariadb',
    url,
    entities: findEntities(join(__dirname, '../..')),
    migrations,
    migrationsTransactionMode: 'each',
    namingStrategy: new SnakeNamingStrategy(),
    timezone: 'Z',
    charset: 'utf8mb4_unicode_ci',
    isolationLevel: 'READ COMMITTED',
    supportBigNumbers: true,
    bigNumberStrings: false,
    poolSize: 16,
    logging: false,
  }
}
