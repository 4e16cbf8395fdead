import { Inject, Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common'
import { DataSource, type EntityManager } from 'typeorm'
import { CONFIG, type Config } from '../config'
import { Leases } from '../lock'
import { LOGGER, type Logger } from '../logger'
import { AudienceEngine } from './audience-engine'
import { EngineFeed } from './engine-feed'
import { EngineFeedRow, EngineFeedState } from './engine-feed.entity'
import type { FeedSource, Touch } from './feed-source'
import { readInSnapshot } from './snapshot'

export const FEED_LEASE = 'engine-feed'
/** How long a dead feeder holds the others up. */
export const FEED_LEASE_SECONDS = 5
const IDLE_POLL_MS = 500
const RETRY_MS = 2000
const KEYS_PER_BATCH = 20_000
const ROWS_PER_BATCH = 2000

interface Batch {
  rows: EngineFeedRow[]
  /** What the state said before this batch. */
  careUpto: number
  /** The highest feed row that the snapshot saw. */
  seenUpto: number
}

/**
 * Copies changes from the record to the engine: the oldest feed rows, the record's state in one snapshot, the engine's
 * tables, the listeners, and only then the feed rows go. Whatever dies in between, the same rows come again; the state
 * row says up to where the engine may already hold them, and those keys are removed before they are inserted.
 */
@Injectable()
export class EngineFeeder implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private stopping = false
  private loop: Promise<void> = Promise.resolve()
  private woken = false
  private wakeUp: () => void = () => undefined

  constructor(
    private readonly feed: EngineFeed,
    private readonly engine: AudienceEngine,
    private readonly leases: Leases,
    private readonly dataSource: DataSource,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    if (!this.config.roles.includes('worker')) return
    this.feed.onChange(() => this.wake())
    this.loop = this.run()
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopping = true
    this.wake()
    await this.loop
  }

  /** Copies everything that waits now, and what the listeners add to it. @returns once the feed is empty */
  async drain(): Promise<void> {
    while (!(await this.isEmpty())) {
      const turn = await this.leases.tryRun(FEED_LEASE, FEED_LEASE_SECONDS, () => this.copyAll())
      if (!turn.held) await this.idle(20)
    }
  }

  private async run(): Promise<void> {
    while (!this.stopping) {
      this.woken = false
      try {
        if (!(await this.isEmpty())) await this.leases.tryRun(FEED_LEASE, FEED_LEASE_SECONDS, () => this.copyAll())
        await this.idle(IDLE_POLL_MS)
      } catch (error) {
        this.logger.warn({ err: error }, '引擎同步失败，稍后重试')
        await this.idle(RETRY_MS)
      }
    }
  }

  private async isEmpty(): Promise<boolean> {
    return !(await this.dataSource.manager.existsBy(EngineFeedRow, {}))
  }

  private async copyAll(): Promise<void> {
    while (await this.copyBatch()) {
      if (this.stopping) return
    }
  }

  /** @returns false when nothing waited */
  private async copyBatch(): Promise<boolean> {
    return readInSnapshot(this.dataSource, async (manager) => {
      const batch = await this.pick(manager)
      if (batch.rows.length === 0) return false
      const last = Math.max(...batch.rows.map(({ id }) => id))
      const replaces = this.sourcesOf(batch.rows).some((source) => source.replaces)
      const mark = Math.max(batch.careUpto, replaces ? batch.seenUpto : last)
      if (mark > batch.careUpto) await this.setCare(this.dataSource.manager, mark)
      const touches = await this.apply(manager, batch)
      await this.feed.announce(touches)
      await this.forget(batch, replaces ? mark : batch.careUpto)
      return true
    })
  }

  private async pick(manager: EntityManager): Promise<Batch> {
    const urgent = this.feed
      .ordered()
      .filter(({ first }) => first)
      .map(({ kind }) => kind)
    const rows = manager.createQueryBuilder(EngineFeedRow, 'row').orderBy('row.id')
    const first = urgent.length === 0 ? [] : await rows.clone().where('row.kind IN (:...urgent)', { urgent }).getMany()
    const others = urgent.length === 0 ? rows.clone() : rows.clone().where('row.kind NOT IN (:...urgent)', { urgent })
    const rest = upToKeys(await others.limit(ROWS_PER_BATCH).getMany(), KEYS_PER_BATCH)
    const state = await manager.findOneBy(EngineFeedState, { id: 1 })
    const seenUpto = await manager.maximum(EngineFeedRow, 'id')
    return { rows: [...first, ...rest], careUpto: state?.repairUpto ?? 0, seenUpto: Number(seenUpto ?? 0) }
  }

  private sourcesOf(rows: readonly EngineFeedRow[]): FeedSource[] {
    const kinds = new Set(rows.map(({ kind }) => kind))
    return this.feed.ordered().filter(({ kind }) => kinds.has(kind))
  }

  private async apply(manager: EntityManager, batch: Batch): Promise<Touch[]> {
    const touches: Touch[] = []
    const repair = batch.rows.some(({ id }) => id <= batch.careUpto)
    for (const source of this.sourcesOf(batch.rows)) {
      const keys = [...new Set(batch.rows.filter(({ kind }) => kind === source.kind).flatMap(({ refKeys }) => refKeys))]
      keys.sort((a, b) => a - b)
      const applied = await source.apply({ engine: this.engine, manager, keys, repair })
      for (const touch of applied) touches.push(touch)
    }
    return touches
  }

  private async forget(batch: Batch, careUpto: number): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      await manager.delete(
        EngineFeedRow,
        batch.rows.map(({ id }) => id),
      )
      await this.setCare(manager, careUpto)
      const copied = this.sourcesOf(batch.rows).filter(({ tables }) => tables.length > 0)
      await markCopied(
        manager,
        copied.map(({ kind }) => kind),
      )
    })
  }

  private async setCare(manager: EntityManager, upto: number): Promise<void> {
    await manager.query(
      'INSERT INTO engine_feed_state (id, repair_upto) VALUES (1, ?) ON DUPLICATE KEY UPDATE repair_upto = VALUES(repair_upto)',
      [upto],
    )
  }

  private wake(): void {
    this.woken = true
    this.wakeUp()
  }

  private async idle(ms: number): Promise<void> {
    if (this.woken) return
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms)
      this.wakeUp = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }
}

/** Counts one more copy of each kind. */
export async function markCopied(manager: EntityManager, kinds: Iterable<string>): Promise<void> {
  for (const kind of kinds) {
    await manager.query(
      'INSERT INTO engine_feed_mark (kind, copies) VALUES (?, 1) ON DUPLICATE KEY UPDATE copies = copies + 1',
      [kind],
    )
  }
}

function upToKeys(rows: EngineFeedRow[], limit: number): EngineFeedRow[] {
  let keys = 0
  const end = rows.findIndex((row, index) => {
    keys += row.keyCount
    return keys > limit && index > 0
  })
  return end === -1 ? rows : rows.slice(0, end)
}
