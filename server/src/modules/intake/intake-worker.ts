import { Inject, Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common'
import { CONFIG, type Config } from '../../platform/config'
import { LOGGER, type Logger } from '../../platform/logger'
import { ClaimKeeper } from './claim-keeper'
import { isConflict } from './intake.policy'
import { IntakeRegistry } from './intake.registry'
import type { IntakeKind } from './intake-kinds'
import { lanesFor, type Lanes, type LaneWork } from './lanes'
import { MessageProcessor } from './message-processor'
import { MessageStore, type ClaimedMessage } from './message-store'

/** Messages claimed at a time. No two of them belong to one person, so the lanes may take them in any order. */
const CLAIM_AT_ONCE = 24
/** How long a message of another process, or one whose pause is over, may wait to be noticed. */
const IDLE_POLL_MS = 250
const PAUSE_AFTER_ERROR_MS = 1_000
/** How many messages of one person are handled one after the other before others have their turn. */
const IN_A_ROW = 20

/** Works through stored messages. Any number of processes may do so at the same time. */
@Injectable()
export class IntakeWorker implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private stopping = false
  private woken = false
  private wakeUp: () => void = () => undefined
  private loop: Promise<void> = Promise.resolve()
  /** `performance.now()` of the last look past what most messages wait for. */
  private lookedPastAt = Number.NEGATIVE_INFINITY

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
  }

  /** Says that there is something new to do. */
  wake(): void {
    this.woken = true
    this.wakeUp()
  }

  private async run(): Promise<void> {
    const work: LaneWork = { handle: (message, kinds) => this.handle(message, kinds), onRoom: () => this.wake() }
    const { urgent, platform, record } = lanesFor(this.registry, work)
    while (!this.stopping) {
      this.woken = false
      const open = [urgent, platform, record].filter(({ hasRoom }) => hasRoom)
      const claimed = record.hasRoom || this.mayLookPast() ? await this.claimFor(open) : 0
      // A message that ends wakes us: the next one of the same person may be waiting for it.
      if (claimed === 0) await this.idle(IDLE_POLL_MS)
    }
    while (![urgent, platform, record].every(({ isIdle }) => isIdle)) {
      this.woken = false
      await this.idle(IDLE_POLL_MS)
    }
  }

  /** The rarer kinds are found behind all that waits for the record's lanes, which may be much: not at every wake-up. */
  private mayLookPast(): boolean {
    const now = performance.now()
    if (now - this.lookedPastAt < IDLE_POLL_MS) return false
    this.lookedPastAt = now
    return true
  }

  /** @returns how many were claimed */
  private async claimFor(open: Lanes[]): Promise<number> {
    const kinds = open.flatMap((lanes) => lanes.kinds)
    if (kinds.length === 0) return 0
    try {
      const claimed = await this.store.claimDue(kinds, CLAIM_AT_ONCE)
      for (const message of claimed) {
        this.claims.hold(message)
        open.find((lanes) => lanes.kinds.includes(message.kind))?.add(message)
      }
      return claimed.length
    } catch (error) {
      // Two processes reached for the same rows; asking again is all it takes.
      if (isConflict(error)) return 0
      this.logger.warn({ err: error }, '领取原始消息失败')
      await this.idle(PAUSE_AFTER_ERROR_MS)
      return 0
    }
  }

  /**
   * Handles a message and goes on with what the same person sent next. When few people have long queues, each look at the
   * oldest messages finds one of them only: after an outage a server handled twenty messages per second, and idled.
   */
  private async handle(message: ClaimedMessage, kinds: readonly IntakeKind[]): Promise<void> {
    let next: ClaimedMessage | null = message
    for (let inARow = 1; next; inARow += 1) {
      try {
        await this.processor.process(next, { interactive: false })
      } catch {
        // The processor has written the failure down and logged it; there is nobody else to tell.
        return
      }
      next = inARow < IN_A_ROW && !this.stopping ? await this.following(next, kinds) : null
    }
  }

  private async following({ personKey }: ClaimedMessage, kinds: readonly IntakeKind[]): Promise<ClaimedMessage | null> {
    if (personKey === null) return null
    try {
      return await this.store.claimNextOf(personKey, kinds)
    } catch (error) {
      // Another process reached for it; else the next look at the queue finds it.
      if (!isConflict(error)) this.logger.warn({ err: error }, '领取同一个人的下一条消息失败')
      return null
    }
  }

  private async idle(milliseconds: number): Promise<void> {
    if (this.woken) return
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, milliseconds)
      this.wakeUp = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }
}
