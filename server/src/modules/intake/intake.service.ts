import { Injectable } from '@nestjs/common'
import { Clock } from '../../platform/clock'
import { answeredWithin, isRecordAway } from '../../platform/database'
import { AppError } from '../../platform/errors'
import { GroupCommit } from './group-commit'
import { personKeyOf } from './intake.policy'
import type { IntakeKind } from './intake-kinds'
import { IntakeWorker } from './intake-worker'
import { LocalJournal } from './journal/local-journal'
import { MessageProcessor } from './message-processor'
import { MessageStore, type NewMessage, type StoredReceipt } from './message-store'
import type { RawMessageFormat } from './raw-message.entity'

export interface AcceptInput {
  kind: IntakeKind
  /** The touchpoint account through which it came; null for files and other sources without one. */
  accountId: number | null
  /** The same for every delivery of the same message, different for different ones of this account and kind. */
  dedupKey: string
  /** Messages with the same key are handled in order. At most 128 ASCII characters. */
  personKey?: string | null
  /** A platform's own bytes, or JSON of ours. */
  body: Buffer | object
  /** How the bytes are to be read; needed only for a Buffer. */
  format?: Exclude<RawMessageFormat, 'json'>
  occurredAt?: Date
}

/** A platform hangs up after five seconds; the journal must have had its turn by then. */
const RECORD_ANSWERS_WITHIN_MS = 2_000

/** Interactive senders wait this long for an earlier message of the same person before they go first. */
const EARLIER_WAIT_MS = 2_000
const EARLIER_POLL_MS = 20
const EARLIER_AT_MOST = 50

/** The door through which every fact enters: stored first, acted on afterwards, once. */
@Injectable()
export class Intake {
  private readonly kept: GroupCommit<NewMessage, void>
  private readonly told: GroupCommit<NewMessage, StoredReceipt>

  constructor(
    private readonly store: MessageStore,
    private readonly processor: MessageProcessor,
    private readonly worker: IntakeWorker,
    private readonly clock: Clock,
    private readonly journal: LocalJournal,
  ) {
    const options = { waitMs: 3, maxRows: 400, maxWrites: 2, alone: (error: unknown) => !isRecordAway(error) }
    this.kept = new GroupCommit(
      (rows) => this.answered(this.store.insert(rows).then(() => rows.map(() => undefined))),
      options,
    )
    this.told = new GroupCommit((rows) => this.answered(this.store.insertAndTell(rows)), options)
  }

  /**
   * Stores a message; it is durable when this returns, and will be handled in the background, once however often it
   * comes. While the record is away the local journal takes it.
   * @throws INTAKE_JOURNAL_FULL, INTAKE_JOURNAL_UNWRITABLE when neither can
   */
  async accept(input: AcceptInput): Promise<void> {
    await this.orInJournal(input, (row) => this.kept.add(row))
  }

  /**
   * As `accept`.
   * @returns whether it was here before; false of a message in the local journal, where that is not known
   */
  async acceptOrKnow(input: AcceptInput): Promise<{ duplicate: boolean }> {
    const receipt = await this.orInJournal(input, (row) => this.told.add(row))
    return { duplicate: receipt?.duplicate ?? false }
  }

  private async orInJournal<R>(input: AcceptInput, store: (row: NewMessage) => Promise<R>): Promise<R | null> {
    const row = this.rowOf(input, false)
    if (!this.journal.carries) {
      try {
        const receipt = await store(row)
        this.worker.wake()
        return receipt
      } catch (error) {
        if (!isRecordAway(error)) throw error
      }
    }
    await this.journal.add(row)
    return null
  }

  private answered<T>(statement: Promise<T>): Promise<T> {
    return answeredWithin(RECORD_ANSWERS_WITHIN_MS, statement)
  }

  /**
   * Stores a message, handles it at once and returns what its handler returned. The same message again gets the same
   * answer without a second effect, so that answer must be plain JSON; one that was refused or failed is tried again.
   * @throws what the handler throws; MESSAGE_BUSY when the same message is being handled right now; RECORD_AWAY while the
   * record cannot be reached: an answer that needs the record cannot be given from a journal
   */
  async acceptAndProcess<R>(input: AcceptInput): Promise<R> {
    try {
      // What the person sent before may still wait in the journal; it goes first when that does not take too long.
      await this.journal.emptiedWithin(this.journal.state().recordAway ? 0 : EARLIER_WAIT_MS)
      return await this.processAtOnce<R>(input)
    } catch (error) {
      throw isRecordAway(error) ? new AppError('RECORD_AWAY', { cause: error }) : error
    }
  }

  private async processAtOnce<R>(input: AcceptInput): Promise<R> {
    const row = this.rowOf(input, true)
    const { id, duplicate, leaseToken } = await this.told.add(row)
    if (duplicate) return this.answerAgain<R>(id)
    if (row.personKey !== null) await this.letEarlierPass(row.personKey, id)
    const { body, ...rest } = row
    const receivedAt = this.clock.now()
    const claimed = { ...rest, id, leaseToken, readBody: () => body, receivedAt, attempts: 1, orphaned: false }
    // The registry ties kind, body and result together; this face only passes the handler's result on.
    return (await this.processor.process(claimed, { interactive: true })) as R
  }

  private async answerAgain<R>(id: number): Promise<R> {
    const known = await this.store.outcomeOf(id)
    if (known.state === 'done') return known.result as R
    const claimed = await this.store.claimOne(id)
    if (!claimed) throw new AppError('MESSAGE_BUSY')
    return (await this.processor.process(claimed, { interactive: true })) as R
  }

  /**
   * Handles what this person's earlier messages still wait for. One that fails stays for later: somebody waits for our
   * answer, and it cannot depend on the fate of another message.
   */
  private async letEarlierPass(personKey: string, beforeId: number): Promise<void> {
    const deadline = Date.now() + EARLIER_WAIT_MS
    for (let passed = 0; passed < EARLIER_AT_MOST && Date.now() < deadline; passed += 1) {
      const earlier = await this.store.earlierOf(personKey, beforeId)
      if (!earlier) return
      const claimed = earlier.leased ? null : await this.store.claimOne(earlier.id)
      if (!claimed) {
        await new Promise((resolve) => setTimeout(resolve, EARLIER_POLL_MS))
        continue
      }
      const passedBy = await this.processor.process(claimed, { interactive: false }).then(
        () => true,
        () => false,
      )
      if (!passedBy) return
    }
  }

  private rowOf(input: AcceptInput, claimed: boolean): NewMessage {
    const isBytes = Buffer.isBuffer(input.body)
    return {
      kind: input.kind,
      accountId: input.accountId,
      dedupKey: input.dedupKey,
      personKey: personKeyOf(input.personKey),
      format: isBytes ? (input.format ?? 'xml') : 'json',
      body: Buffer.isBuffer(input.body) ? input.body.toString('utf8') : JSON.stringify(input.body),
      occurredAt: input.occurredAt ?? this.clock.now(),
      claimed,
    }
  }
}
