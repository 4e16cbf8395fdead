import { createHash } from 'node:crypto'
import { Inject, Injectable } from '@nestjs/common'
import { Clock } from '../../../platform/clock'
import type { ConsumerActor } from '../../../platform/context'
import { AppError } from '../../../platform/errors'
import { LOGGER, type Logger } from '../../../platform/logger'
import { BulkIntake } from '../../intake'
import { BatchCollector } from './batch-collector'
import { readCall, type TrackCall } from './track-call'
import type { RejectedMessage, TrackReply } from './track.dto'
import { idOf, readMessage, type BatchDefaults, type SourceRights, type TrackMessage } from './track-message'
import { TrackPace } from './track-pace'
import { TrackRefusals } from './track-refusals'
import type { OpenSource } from './track-sources'
import { TrackWriter, type TrackedBatch, type TrackOutcome } from './track-writer'

/** What one call brings, on its way to the store. */
interface Arriving {
  accountId: number | null
  dedupKey: string
  batch: TrackedBatch
}

/** A message that cannot be taken, as it came. */
interface Faulty {
  raw: unknown
  error: AppError
}

const CHANNEL = '小程序'
/** Clocks that are off by less are not worth correcting: a repetition would come with another time. */
const SKEW_TOLERANCE_MS = 5_000
const WRITES_AT_ONCE = 2
const MESSAGES_PER_WRITE = 2_000

/** The tracking API: every accepted message is durable, and usually an event already, when the sender gets its answer. */
@Injectable()
export class TrackService {
  private readonly collector: BatchCollector<Arriving, TrackOutcome[]>

  constructor(
    private readonly intake: BulkIntake,
    private readonly writer: TrackWriter,
    private readonly clock: Clock,
    private readonly pace: TrackPace,
    private readonly refusals: TrackRefusals,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.collector = new BatchCollector((arriving) => this.store(arriving), {
      writes: WRITES_AT_ONCE,
      weight: MESSAGES_PER_WRITE,
    })
  }

  /** What a logged-in consumer did in our own touchpoints. @throws VALIDATION_FAILED */
  async fromConsumer(actor: ConsumerActor, body: unknown): Promise<TrackReply> {
    const call = this.traced(0, () => readCall(body))
    const { identityId, accountId } = actor
    return this.accept(call, null, { sourceId: 0, channel: CHANNEL, identityId }, accountId)
  }

  /** What a source of the brand's reports. @throws VALIDATION_FAILED, TOO_MANY_REQUESTS */
  async fromSource(source: OpenSource, body: unknown): Promise<TrackReply> {
    const call = this.traced(source.id, () => {
      const read = readCall(body)
      this.pace.pass(source.id, source.kind, read.messages.length)
      return read
    })
    return this.accept(call, source.rights, { sourceId: source.id, channel: source.name, identityId: null }, null)
  }

  /** Lets a refusal of the whole call be counted too. */
  private traced<T>(sourceId: number, part: () => T): T {
    try {
      return part()
    } catch (error) {
      if (error instanceof AppError) this.refusals.note(sourceId, error, null)
      throw error
    }
  }

  private async accept(
    call: TrackCall,
    rights: SourceRights | null,
    sender: Pick<TrackedBatch, 'sourceId' | 'channel' | 'identityId'>,
    accountId: number | null,
  ): Promise<TrackReply> {
    const now = this.clock.now()
    const { read, faulty } = readAll(call, rights, now)
    for (const { raw, error } of faulty) this.refusals.note(sender.sourceId, error, raw)
    const rejected = faulty.map(({ raw, error: { code, message } }) => ({ id: idOf(raw), code, message }))
    if (read.length === 0) return { accepted: 0, duplicates: 0, rejected, quarantined: [] }
    const batch: TrackedBatch = { ...sender, receivedAt: now.toISOString(), messages: read }
    const outcomes = await this.collector.add({ accountId, dedupKey: keyOf(batch), batch }, read.length)
    const gone = new AppError('TRACK_PERSON_GONE')
    read.forEach((message, index) => {
      if (outcomes[index]?.kind === 'gone') this.refusals.note(sender.sourceId, gone, message)
    })
    return replyOf(read, outcomes, rejected)
  }

  /** When only the second half fails, everything is stored, and the worker turns it into events later. */
  private async store(arriving: Arriving[]): Promise<TrackOutcome[][]> {
    const outcomes = new Map<TrackedBatch, TrackOutcome[]>()
    let stored = false
    const inputs = arriving.map(({ accountId, dedupKey, batch }) => ({
      kind: 'consumer.track' as const,
      accountId,
      dedupKey,
      body: batch,
      occurredAt: new Date(batch.receivedAt),
    }))
    try {
      await this.intake.acceptAndProcess(inputs, async (batches: TrackedBatch[]) => {
        stored = true
        outcomes.clear()
        const written = await this.writer.write(batches)
        batches.forEach((batch, index) => outcomes.set(batch, written[index] ?? []))
      })
    } catch (error) {
      if (!stored) throw error
      this.logger.warn({ err: error, batches: arriving.length }, '行为上报已收下，稍后入库')
      return arriving.map(({ batch }) => batch.messages.map(() => ({ kind: 'accepted' })))
    }
    // A whole batch that came before is not even handed to the writer.
    return arriving.map(({ batch }) => outcomes.get(batch) ?? batch.messages.map(() => ({ kind: 'duplicate' })))
  }
}

function readAll(
  { messages, sentAt, anonymousId, identities }: TrackCall,
  rights: SourceRights | null,
  now: Date,
): { read: TrackMessage[]; faulty: Faulty[] } {
  const skew = sentAt === undefined ? 0 : now.getTime() - sentAt
  const skewMs = Math.abs(skew) > SKEW_TOLERANCE_MS ? skew : 0
  const defaults: BatchDefaults = { anonymousId, identities, skewMs }
  const read: TrackMessage[] = []
  const faulty: Faulty[] = []
  for (const raw of messages) {
    try {
      read.push(readMessage(raw, rights, defaults))
    } catch (error) {
      if (!(error instanceof AppError) || error.declaration.status !== 400) throw error
      faulty.push({ raw, error })
    }
  }
  return { read, faulty }
}

/** The same batch again is the same raw message. */
function keyOf({ sourceId, identityId, messages }: TrackedBatch): string {
  const hash = createHash('sha256')
  for (const { id } of messages) hash.update(id).update('\0')
  return `${sourceId}:${identityId ?? ''}:${hash.digest('base64url')}`
}

function replyOf(
  messages: readonly TrackMessage[],
  outcomes: readonly TrackOutcome[],
  refused: readonly RejectedMessage[],
): TrackReply {
  const reply: TrackReply = { accepted: 0, duplicates: 0, rejected: [...refused], quarantined: [] }
  messages.forEach(({ id }, index) => {
    const outcome = outcomes[index] ?? { kind: 'duplicate' }
    if (outcome.kind === 'accepted') reply.accepted += 1
    else if (outcome.kind === 'duplicate') reply.duplicates += 1
    else if (outcome.kind === 'quarantined')
      reply.quarantined.push({ id, code: outcome.code, message: outcome.message })
    else {
      const { code, message } = new AppError('TRACK_PERSON_GONE')
      reply.rejected.push({ id, code, message })
    }
  })
  return reply
}
