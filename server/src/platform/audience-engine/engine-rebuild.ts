import {
  Inject,
  Injectable,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
  type OnModuleInit,
} from '@nestjs/common'
import { DataSource, In } from 'typeorm'
import { AppError } from '../errors'
import { JobRegistry, Jobs, type JobContext } from '../jobs'
import { Leases } from '../lock'
import { LOGGER, type Logger } from '../logger'
import { AudienceEngine, replacementOf } from './audience-engine'
import { EngineFeed, REBUILT_MARK } from './engine-feed'
import { EngineFeedRow } from './engine-feed.entity'
import { FEED_LEASE, FEED_LEASE_SECONDS, markCopied } from './engine-feeder'
import { EngineSchema } from './engine-schema'
import { chunks, type RebuildStep } from './feed-source'
import { readInSnapshot } from './snapshot'

export const REBUILD_JOB = 'engine.rebuild'
const BUSY_RETRY_MS = 200
const UNREACHABLE_RETRY_MS = 3000

/**
 * Fills the engine from the record: on demand, and at start-up when tables are new (a deleted engine, a changed layout).
 * New tables are filled beside the old ones and change places at the end, so questions are answered meanwhile and
 * cancelling costs nothing. The feeder waits; feed rows that the snapshot had seen are dropped afterwards.
 */
@Injectable()
export class EngineRebuild implements OnModuleInit, OnApplicationBootstrap, BeforeApplicationShutdown {
  private stopping = false
  private watching: Promise<void> = Promise.resolve()
  private wakeUp: () => void = () => undefined

  constructor(
    private readonly engine: AudienceEngine,
    private readonly feed: EngineFeed,
    private readonly schema: EngineSchema,
    private readonly registry: JobRegistry,
    private readonly jobs: Jobs,
    private readonly leases: Leases,
    private readonly dataSource: DataSource,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onModuleInit(): void {
    this.registry.register({
      kind: REBUILD_JOB,
      keep: true,
      handler: (_payload: unknown, context) => this.run(context),
    })
  }

  onApplicationBootstrap(): void {
    this.watching = this.prepareEngine()
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopping = true
    this.wakeUp()
    await this.watching
  }

  /** The record's work goes on without the engine; whenever it can be reached, its tables are made and filled. */
  private async prepareEngine(): Promise<void> {
    while (!this.stopping) {
      try {
        const created = await this.engine.prepare()
        if (created.length > 0) await this.request()
        return
      } catch (error) {
        this.logger.warn({ err: error }, '人群引擎尚不可用，稍后重试')
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, UNREACHABLE_RETRY_MS)
          this.wakeUp = () => {
            clearTimeout(timer)
            resolve()
          }
        })
      }
    }
  }

  /** Asks for a rebuild; one at a time. @returns the job's id */
  async request(): Promise<number> {
    return this.jobs.enqueue(REBUILD_JOB, {}, { key: REBUILD_JOB })
  }

  /** @returns how many record rows were copied; progress counts them */
  private async run(context: JobContext): Promise<{ copied: number }> {
    for (;;) {
      const turn = await this.leases.tryRun(FEED_LEASE, FEED_LEASE_SECONDS, () => this.copy(context))
      if (turn.held) return { copied: turn.result }
      if (await context.cancelled()) throw new AppError('CANCELLED')
      await new Promise((resolve) => setTimeout(resolve, BUSY_RETRY_MS))
    }
  }

  private async copy(context: JobContext): Promise<number> {
    return readInSnapshot(this.dataSource, async (manager) => {
      const seen = await manager.find(EngineFeedRow, { select: { id: true } })
      const last: (() => Promise<void>)[] = []
      let done = 0
      await this.engine.beginReplacement(this.schema.all())
      const step: RebuildStep = {
        manager,
        nameOf: replacementOf,
        insert: (table, rows) => this.engine.insert(replacementOf(table), rows),
        command: (sql) => this.engine.command(sql),
        copied: async (keys) => {
          done += keys
          if (await context.cancelled()) throw new AppError('CANCELLED')
          await context.progress(done, done)
        },
        afterwards: (act) => last.push(act),
      }
      for (const source of this.feed.ordered()) await source.rebuild?.(step)
      await this.engine.finishReplacement(this.schema.all())
      for (const act of last) await act()
      await markCopied(this.dataSource.manager, [REBUILT_MARK])
      for (const part of chunks(seen, 1000)) {
        await this.dataSource.manager.delete(EngineFeedRow, { id: In(part.map(({ id }) => id)) })
      }
      await this.feed.announce([{ topic: 'rebuilt' }])
      return done
    })
  }
}
