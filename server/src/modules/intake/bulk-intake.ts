import { Injectable } from '@nestjs/common'
import { Clock } from '../../platform/clock'
import { Database, type UpdateResultHeader } from '../../platform/database'
import { AppError } from '../../platform/errors'
import type { AcceptInput } from './intake.service'
import { isConflict } from './intake.policy'
import { IntakeWorker } from './intake-worker'
import { MessageStore, type NewMessage } from './message-store'

/** One line of a file: JSON of ours. */
export type BulkInput<B extends object> = Pick<AcceptInput, 'kind' | 'accountId' | 'dedupKey' | 'occurredAt'> & {
  body: B
}

const CONFLICT_TRIES = 4

/** The door for many messages of one sender at a time: files. Each line is still a raw message of its own. */
@Injectable()
export class BulkIntake {
  constructor(
    private readonly store: MessageStore,
    private readonly db: Database,
    private readonly worker: IntakeWorker,
    private readonly clock: Clock,
  ) {}

  /**
   * Stores messages with one statement, then acts on those that are new in one transaction that also marks them done.
   * When that fails they are given back, and each goes its own way through the kind's handler, so one bad message does
   * not hold up the others; the failure is still thrown.
   * @param inputs at most a thousand
   * @returns how many were here before
   */
  async acceptAndProcess<B extends object>(
    inputs: readonly BulkInput<B>[],
    handle: (bodies: B[]) => Promise<void>,
  ): Promise<{ duplicates: number }> {
    if (inputs.length === 0) return { duplicates: 0 }
    const receipts = await this.store.insertAndTell(inputs.map((input) => this.rowOf(input)))
    const fresh = inputs.flatMap(({ body }, index) => {
      const receipt = receipts[index]
      return receipt && !receipt.duplicate ? [{ id: receipt.id, body }] : []
    })
    if (fresh.length > 0) await this.process(fresh, handle)
    return { duplicates: inputs.length - fresh.length }
  }

  private async process<B>(fresh: { id: number; body: B }[], handle: (bodies: B[]) => Promise<void>): Promise<void> {
    const ids = fresh.map(({ id }) => id)
    try {
      await this.inTransaction(ids, () => handle(fresh.map(({ body }) => body)))
    } catch (error) {
      await this.db.separateTransaction(() =>
        this.db.query(
          'UPDATE raw_message SET lease_token = NULL, next_at = ? WHERE id IN (?) AND lease_token = receipt',
          [this.clock.now(), ids],
        ),
      )
      this.worker.wake()
      throw error
    }
  }

  /** A deadlock asks for the whole transaction again. */
  private async inTransaction(ids: number[], work: () => Promise<void>): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.db.separateTransaction(async () => {
          // A row born claimed carries its receipt as the claim until somebody else takes it over.
          const marked = await this.db.query<UpdateResultHeader>(
            `UPDATE raw_message SET state = 'done', handled_at = ?, attempts = 1, lease_token = NULL
             WHERE id IN (?) AND state = 'pending' AND lease_token = receipt`,
            [this.clock.now(), ids],
          )
          if (marked.affectedRows !== ids.length) throw new AppError('CONFLICT')
          await work()
        })
      } catch (error) {
        if (!isConflict(error) || attempt >= CONFLICT_TRIES) throw error
      }
    }
  }

  private rowOf({ kind, accountId, dedupKey, body, occurredAt }: BulkInput<object>): NewMessage {
    return {
      kind,
      accountId,
      dedupKey,
      personKey: null,
      format: 'json',
      body: JSON.stringify(body),
      occurredAt: occurredAt ?? this.clock.now(),
      claimed: true,
    }
  }
}
