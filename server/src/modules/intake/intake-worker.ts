import { Inject, Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common'
import { CONFIG, type Config } from '../../platform/config'
import { LOGGER, type Logger } from '../../platform/logger'
import { ClaimKeeper } from './claim-keeper'
import { isConflict } from './intake.policy'
import { IntakeRegistry } from './intake.registry'
import { MessageProcessor } from './message-processor'
import { MessageStore, type ClaimedMessage } from './message-store'

/** Messages handled at a time by one process; each needs a connection while its transaction runs. */
const LANES = 6
/** Messages claimed at a time. No two of them belong to one person, so the lanes may take them in any order. */
const CLAIM_AT_ONCE = 24
/** How long a message of another process, or one whose pause is over, may wait to be noticed. */
const IDLE_POLL_MS = 250
const PAUSE_AFTER_ERROR_MS = 1_000

/** Works through stored messages. Any number of processes may do so at the same time. */
@Injectable()
export class IntakeWorker implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private stopping = false
  private woken = false
  private wakeUp: () => void = () => undefined
  private loop: Promise<void> = Promise.resolve()
  private readonly running = new Set<Promise<void>>()
  private readonly ready: ClaimedMessage[] = []

  constructor(
    private readonly store: MessageStore,
    private readonly processor: MessageProcessor,
    private readonly claims: ClaimKeeper,
    private readonly registry: IntakeRegistry,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    if (this.config.roles.includes('worker')) this.loop = this.run()
  }

  /** Lets claimed messages end before the connections close. */
  async beforeApplicationShutdown(): Promise<void> {
    this.stopping = true
    this.wake()
    await this.loop
    while (this.ready.length > 0 || this.running.size > 0) {
      this.fillLanes()
      await Promise.race(this.running)
    }
  }

  /** Says that there is something new to do. */
  wake(): void {
    this.woken = true
    this.wakeUp()
  }

  private async run(): Promise<void> {
    while (!this.stopping) {
      this.woken = false
      if (this.ready.length === 0 && this.running.size < LANES) this.ready.push(...(await this.claim(CLAIM_AT_ONCE)))
      const nothingToDo = this.ready.length === 0
      this.fillLanes()
      // A message that ends wakes us: the next one of the same person may be waiting for it.
      if (nothingToDo || this.running.size >= LANES) await this.idle(IDLE_POLL_MS)
    }
  }

  private fillLanes(): void {
    for (const message of this.ready.splice(0, LANES - this.running.size)) this.start(message)
  }

  private async claim(limit: number): Promise<ClaimedMessage[]> {
    try {
      const claimed = await this.store.claimDue(this.registry.handledKinds(), limit)
      for (const message of claimed) this.claims.hold(message)
      return claimed
    } catch (error) {
      // Two processes reached for the same rows; asking again is all it takes.
      if (isConflict(error)) return []
      this.logger.warn({ err: error }, '领取原始消息失败')
      await this.idle(PAUSE_AFTER_ERROR_MS)
      return []
    }
  }

  private start(message: ClaimedMessage): void {
    // The processor has written the failure down and logged it; there is nobody else to tell.
    const done = this.processor
      .process(message, { interactive: false })
      .then(
        () => undefined,
        () => undefined,
      )
      .finally(() => {
        this.running.delete(done)
        this.wake()
      })
    this.running.add(done)
  }

  private async idle(milliseconds: number): Promise<void> {
    if (this.woken || this.stopping) return
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, milliseconds)
      this.wakeUp = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }
}
