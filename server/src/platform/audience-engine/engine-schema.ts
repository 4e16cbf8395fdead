import { createHash } from 'node:crypto'
import { Injectable } from '@nestjs/common'
import { createTableSql, type EngineTable } from './engine-table'

/** The tables that modules want in the engine. */
@Injectable()
export class EngineSchema {
  private readonly tables = new Map<string, EngineTable>()

  /** @throws at start-up when two modules claim one name */
  declare(...tables: EngineTable[]): void {
    for (const table of tables) {
      const known = this.tables.get(table.name)
      if (known && fingerprintOf(known) !== fingerprintOf(table)) throw new Error(`引擎表 ${table.name} 有两个声明`)
      this.tables.set(table.name, table)
    }
  }

  all(): EngineTable[] {
    return [...this.tables.values()]
  }
}

/** Changes whenever the table's layout does. */
export function fingerprintOf(table: EngineTable): string {
  return createHash('sha256')
    .update(createTableSql({ ...table, replaceBy: '' }, 't', ''))
    .digest('hex')
    .slice(0, 16)
}
