import { Injectable } from '@nestjs/common'
import { Database } from '../database'
import { EngineFeedMark, EngineFeedRow } from './engine-feed.entity'
import { EngineSchema } from './engine-schema'
import { chunks, type FeedSource, type Touch } from './feed-source'

/** Per topic the customers concerned, or `everyone`. */
export type Touched = Map<string, Set<number> | 'everyone'>

export type TouchListener = (touched: Touched) => Promise<void>

export interface FeedLag {
  /** Keys waiting to be copied. */
  rows: number
  /** Age of the oldest waiting change, in seconds; 0 when nothing waits. */
  oldestSeconds: number
}

const KEYS_PER_ROW = 1000
/** Counts how often everything was filled anew. */
export const REBUILT_MARK = 'rebuilt'

/**
 * The record's side of the copy: what changed is noted in the transaction of the change itself, so the engine hears of
 * every committed change and of no other.
 */
@Injectable()
export class EngineFeed {
  private readonly sources = new Map<string, FeedSource>()
  private readonly listeners: { name: string; listener: TouchListener }[] = []
  private wake: () => void = () => undefined

  constructor(
    private readonly db: Database,
    private readonly schema: EngineSchema,
  ) {}

  /** Declares how a kind reaches the engine, and the tables it fills. @throws at start-up when the kind has two sources */
  source(source: FeedSource): void {
    if (this.sources.has(source.kind)) throw new Error(`引擎同步 ${source.kind} 有两个来源`)
    this.sources.set(source.kind, source)
    this.schema.declare(...source.tables)
  }

  /**
   * Notes that the engine's copy of these keys is out of date. Call it in the transaction of the change.
   * @param kind a registered kind
   * @param keys record ids
   */
  async changed(kind: string, keys: readonly number[]): Promise<void> {
    if (!this.sources.has(kind)) throw new Error(`引擎同步 ${kind} 没有来源`)
    if (keys.length === 0) return
    const distinct = [...new Set(keys)]
    await this.db
      .repo(EngineFeedRow)
      .insert(chunks(distinct, KEYS_PER_ROW).map((refKeys) => ({ kind, refKeys, keyCount: refKeys.length })))
    await this.db.afterCommit(() => this.wake())
  }

  /** `listener` hears of every copied batch before its feed rows are forgotten: at least once, in order. */
  onTouched(name: string, listener: TouchListener): void {
    this.listeners.push({ name, listener })
  }

  /** Whether changes of a kind wait to be copied. */
  async waits(kind: string): Promise<boolean> {
    return this.db.repo(EngineFeedRow).existsBy({ kind })
  }

  /** How far the engine is behind the record. */
  async lag(): Promise<FeedLag> {
    const [row] = await this.db.query<{ waiting: string | null; age: string | null }[]>(
      `SELECT SUM(key_count) AS waiting, TIMESTAMPDIFF(MICROSECOND, MIN(created_at), CURRENT_TIMESTAMP(3)) / 1000000 AS age
       FROM engine_feed_row`,
    )
    return { rows: Number(row?.waiting ?? 0), oldestSeconds: Math.max(0, Number(row?.age ?? 0)) }
  }

  /** Per kind (and REBUILT_MARK) how often it has reached the engine; an answer computed under the same numbers still holds. */
  async marks(): Promise<Map<string, number>> {
    const rows = await this.db.repo(EngineFeedMark).find()
    return new Map(rows.map(({ kind, copies }) => [kind, copies]))
  }

  /** Called by the feeder, to be woken as soon as a change is committed. */
  onChange(wake: () => void): void {
    this.wake = wake
  }

  /** Kinds in the order in which one batch applies them: urgent ones, then appends, then replacements. */
  ordered(): FeedSource[] {
    const rank = (source: FeedSource): number => (source.first ? 0 : source.replaces ? 2 : 1)
    return [...this.sources.values()].sort((a, b) => rank(a) - rank(b))
  }

  async announce(touches: readonly Touch[]): Promise<void> {
    const touched = collect(touches)
    if (touched.size === 0) return
    for (const { listener } of this.listeners) await listener(touched)
  }
}

function collect(touches: readonly Touch[]): Touched {
  const touched: Touched = new Map()
  for (const { topic, customerId } of touches) {
    const known = touched.get(topic)
    if (customerId === undefined) touched.set(topic, 'everyone')
    else if (known === undefined) touched.set(topic, new Set([customerId]))
    else if (known !== 'everyone') known.add(customerId)
  }
  return touched
}
