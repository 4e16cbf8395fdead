import type { EntityManager } from 'typeorm'
import type { AudienceEngine } from './audience-engine'
import type { EngineTable } from './engine-table'

/**
 * What a batch changed, for those who compute from it. Without a customer everyone may be concerned
 * (the dimension of a product changed, for example).
 */
export interface Touch {
  topic: string
  customerId?: number
}

export interface FeedBatch {
  engine: AudienceEngine
  /** Reads the record in the snapshot in which the feed rows were seen. */
  manager: EntityManager
  /** Distinct, ascending. */
  keys: number[]
  /** An earlier try may have written some of these keys already. */
  repair: boolean
}

/** A rebuild fills new tables beside the old ones; they take their places once everything is copied. */
export interface RebuildStep {
  manager: EntityManager
  /** What a table is called while it is being filled. */
  nameOf(table: string): string
  insert(table: string, rows: readonly object[]): Promise<void>
  /** Runs an INSERT … SELECT over tables named by `nameOf`. */
  command(sql: string): Promise<void>
  /** Called with how many keys were copied since the last call. */
  copied(keys: number): Promise<void>
  /** Runs `act` after the new tables have taken their places. */
  afterwards(act: () => Promise<void>): void
}

/** How one kind of record change reaches the engine. */
export interface FeedSource {
  kind: string
  /** What it fills; nothing when its rows only tell the listeners of somebody. */
  tables: EngineTable[]
  /** Applied before the other kinds and never held back by a full batch. */
  first?: boolean
  /** Reads more rows than its keys name (all events of a customer), so a later append of the same rows needs care. */
  replaces?: boolean
  apply(batch: FeedBatch): Promise<Touch[]>
  /** Fills the tables from the whole record. Absent when another kind's rebuild covers the tables. */
  rebuild?(step: RebuildStep): Promise<void>
}

export type EngineRows = Record<string, object[]>

export interface CopySource<Rows extends EngineRows> {
  kind: string
  tables: EngineTable[]
  /** Rows of a key never change once written, so the engine need not look for older ones. */
  appendOnly?: boolean
  /** Engine rows per table name, of the keys that exist in the record now. */
  read(manager: EntityManager, keys: number[]): Promise<Rows>
  /** Keys above `after`, ascending, at most `limit`; an empty page ends the rebuild. Absent when another kind covers it. */
  pages?(manager: EntityManager, after: number, limit: number): Promise<number[]>
  /** Every row, batch by batch, instead of `pages`, where the record reads faster in another order than that of the keys. */
  everything?(manager: EntityManager): AsyncIterable<{ rows: Rows; keys: number }>
  touches(rows: Rows, keys: number[]): Touch[]
}

const KEYS_PER_DELETE = 2000
const KEYS_PER_READ = 5000

/** A source that copies rows: delete what the keys had (unless they are new), then insert what the record says now. */
export function copySource<Rows extends EngineRows>(source: CopySource<Rows>): FeedSource {
  const insert = async (into: Pick<AudienceEngine, 'insert'>, rows: Rows): Promise<void> => {
    for (const { name } of source.tables) await into.insert(name, rows[name] ?? [])
  }
  const everything = source.everything ?? (source.pages && byPages(source.pages, source.read))
  return {
    kind: source.kind,
    tables: source.tables,
    replaces: !source.appendOnly,
    async apply({ engine, manager, keys, repair }) {
      if (repair || !source.appendOnly) await remove(engine, source.tables, keys)
      const touches: Touch[] = []
      for (const part of chunks(keys, KEYS_PER_READ)) {
        const rows = await source.read(manager, part)
        await insert(engine, rows)
        for (const touch of source.touches(rows, part)) touches.push(touch)
      }
      return touches
    },
    rebuild:
      everything &&
      (async (step) => {
        let inserting = Promise.resolve()
        for await (const { rows, keys } of everything(step.manager)) {
          await inserting
          // The next batch is read while the engine writes this one; whoever waits for it hears of a failure.
          inserting = insert(step, rows).then(() => step.copied(keys))
          inserting.catch(() => undefined)
        }
        await inserting
      }),
  }
}

function byPages<Rows extends EngineRows>(
  pages: (manager: EntityManager, after: number, limit: number) => Promise<number[]>,
  read: (manager: EntityManager, keys: number[]) => Promise<Rows>,
): (manager: EntityManager) => AsyncIterable<{ rows: Rows; keys: number }> {
  return async function* (manager) {
    for (let after = 0; ;) {
      const keys = await pages(manager, after, KEYS_PER_READ)
      const last = keys.at(-1)
      if (last === undefined) return
      yield { rows: await read(manager, keys), keys: keys.length }
      after = last
    }
  }
}

async function remove(engine: AudienceEngine, tables: EngineTable[], keys: number[]): Promise<void> {
  for (const { name, replaceBy } of tables) {
    for (const part of chunks(keys, KEYS_PER_DELETE)) {
      await engine.command(`DELETE FROM ${name} WHERE ${replaceBy} IN {keys:Array(UInt64)}`, { keys: part })
    }
  }
}

/** `items` in pieces of at most `size`. */
export function chunks<T>(items: readonly T[], size: number): T[][] {
  const parts: T[][] = []
  for (let index = 0; index < items.length; index += size) parts.push(items.slice(index, index + size))
  return parts
}
