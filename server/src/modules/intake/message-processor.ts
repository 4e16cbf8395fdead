import { Inject, Injectable } from '@nestjs/common'
import { Clock } from '../../platform/clock'
import { ActorContext } from '../../platform/context'
import { Database, isRecordAway, type UpdateResultHeader } from '../../platform/database'
import { AppError } from '../../platform/errors'
import { LOGGER, type Logger } from '../../platform/logger'
import { fieldsFromJson, parseJson, parseXml } from '../../wechat'
import { ClaimKeeper } from './claim-keeper'
import { IntakeRegistry, type IntakeMessage } from './intake.registry'
import { failureCodeOf, isConflict, isHopeless, MAX_ATTEMPTS, pauseAfter } from './intake.policy'
import { MessageStore, type ClaimedMessage } from './message-store'

/** Somebody else works on the message by now; the transaction rolls back and the message is theirs. */
class ClaimLost extends Error {
  override readonly name = 'ClaimLost'
}

export interface ProcessOptions {
  /** The sender waits: a coded refusal is its answer and not a failure. */
  interactive: boolean
}

const CONFLICT_TRIES = 4

/** Handles one claimed message: effect and end in one transaction, or a next try, or the dead-letter list. */
@Injectable()
export class MessageProcessor {
  constructor(
    private readonly db: Database,
    private readonly store: MessageStore,
    private readonly claims: ClaimKeeper,
    private readonly registry: IntakeRegistry,
    private readonly actors: ActorContext,
    private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /**
   * @returns what the handler returned
   * @throws what the handler threw, after the message's fate has been written down
   */
  async process(claimed: ClaimedMessage, options: ProcessOptions): Promise<unknown> {
    this.claims.hold(claimed)
    try {
      if (claimed.attempts > MAX_ATTEMPTS) throw new AppError('MESSAGE_ABANDONED')
      if (claimed.orphaned) await this.store.countTry(claimed)
      return await this.run(claimed, options)
    } catch (error) {
      if (!(error instanceof ClaimLost)) await this.writeFailure(claimed, error, options)
      throw error
    } finally {
      this.claims.release(claimed)
    }
  }

  private async run(claimed: ClaimedMessage, options: ProcessOptions): Promise<unknown> {
    const handler = this.registry.get(claimed.kind)
    if (!handler) throw new AppError('MESSAGE_KIND_UNKNOWN', { params: { kind: claimed.kind } })
    const body = this.bodyOf(claimed)
    const message = messageOf(claimed)
    const act = async (): Promise<unknown> => {
      const prepared = await handler.prepare?.(message, body)
      return this.inTransaction(claimed, options, () => handler.handle(message, body, prepared))
    }
    // An interactive sender acts as the person that it is; everything else is the system's own doing.
    return options.interactive ? act() : this.actors.run({ kind: 'system', name: `intake:${claimed.kind}` }, act)
  }

  /** A deadlock asks for the whole transaction again: new transaction, fresh call. */
  private async inTransaction(
    claimed: ClaimedMessage,
    options: ProcessOptions,
    handle: () => Promise<unknown>,
  ): Promise<unknown> {
    this.claims.release(claimed)
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.db.separateTransaction(async () => {
          await this.markDone(claimed)
          const result = await handle()
          if (options.interactive) await this.keepResult(claimed, result)
          return result
        })
      } catch (error) {
        if (!isConflict(error) || attempt >= CONFLICT_TRIES) throw error
      }
    }
  }

  /** Comes first: the row's lock keeps out whoever believes that our claim has run out. */
  private async markDone(claimed: ClaimedMessage): Promise<void> {
    const marked = await this.db.query<UpdateResultHeader>(
      `UPDATE raw_message SET state = 'done', handled_at = ?, attempts = ?, lease_token = NULL, last_error = NULL
       WHERE id = ? AND lease_token = ? AND state IN ('pending', 'failed', 'refused')`,
      [this.clock.now(), claimed.attempts, claimed.id, claimed.leaseToken],
    )
    if (marked.affectedRows !== 1) throw new ClaimLost()
  }

  private async keepResult(claimed: ClaimedMessage, result: unknown): Promise<void> {
    await this.db.query('UPDATE raw_message SET result = ? WHERE id = ?', [JSON.stringify(result ?? null), claimed.id])
  }

  private async writeFailure(claimed: ClaimedMessage, error: unknown, { interactive }: ProcessOptions): Promise<void> {
    const { attempts } = claimed
    const code = failureCodeOf(error)
    const now = this.clock.now()
    const isRefusal = error instanceof AppError && error.declaration.status < 500
    if (interactive && isRefusal) {
      return this.store.giveBack(claimed, { state: 'refused', error: code, nextAt: now, attempts })
    }
    // A record that went away is no fault of the message: soon again, not counted, and never set aside for it.
    const away = isRecordAway(error)
    const dead = !away && (isHopeless(error) || attempts >= MAX_ATTEMPTS)
    this.logger[dead ? 'error' : 'warn'](
      { err: error, message: claimed.id, kind: claimed.kind, attempt: attempts },
      dead ? '原始消息进入死信' : '原始消息处理失败，稍后重试',
    )
    await this.store.giveBack(claimed, {
      state: dead ? 'dead' : 'failed',
      error: code,
      nextAt: new Date(now.getTime() + pauseAfter(away ? 1 : attempts, Math.random())),
      attempts: away ? attempts - 1 : attempts,
    })
  }

  private bodyOf({ readBody, format }: ClaimedMessage): unknown {
    try {
      // The mark belongs to the bytes as they came, not to what they say.
      const text = readBody().replace(/^\uFEFF/, '')
      if (format === 'xml') return parseXml(text)
      return format === 'push_json' ? fieldsFromJson(parseJson(text)) : JSON.parse(text)
    } catch (cause) {
      throw new AppError('MESSAGE_BODY_UNREADABLE', { cause })
    }
  }
}

const messageOf = (claimed: ClaimedMessage): IntakeMessage => ({
  id: claimed.id,
  kind: claimed.kind,
  accountId: claimed.accountId,
  personKey: claimed.personKey,
  occurredAt: claimed.occurredAt,
  receivedAt: claimed.receivedAt,
  attempt: claimed.attempts,
})
