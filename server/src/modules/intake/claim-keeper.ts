import { Inject, Injectable, type BeforeApplicationShutdown } from '@nestjs/common'
import { LOGGER, type Logger } from '../../platform/logger'
import { LEASE_SECONDS } from './intake.policy'
import { MessageStore, type ClaimedMessage } from './message-store'

/**
 * Renews the claims of this process while their messages wait for a lane or ask the outside world, so that claims can be
 * short: what a killed process held is taken over within seconds. Once the transaction of a message has begun, the
 * lock on its row keeps others out and there is nothing to renew.
 */
@Injectable()
export class ClaimKeeper implements BeforeApplicationShutdown {
  private readonly held = new Map<number, string>()
  private timer: NodeJS.Timeout | undefined

  constructor(
    private readonly store: MessageStore,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  hold({ id, leaseToken }: Pick<ClaimedMessage, 'id' | 'leaseToken'>): void {
    this.held.set(id, leaseToken)
    this.timer ??= setInterval(() => void this.renew(), (LEASE_SECONDS * 1000) / 3)
    this.timer.unref()
  }

  release({ id }: Pick<ClaimedMessage, 'id'>): void {
    this.held.delete(id)
  }

  beforeApplicationShutdown(): void {
    clearInterval(this.timer)
  }

  private async renew(): Promise<void> {
    if (this.held.size === 0) return
    try {
      await this.store.renew([...this.held.keys()], [...this.held.values()])
    } catch (error) {
      this.logger.warn({ err: error }, '原始消息的占用没有续期')
    }
  }
}
