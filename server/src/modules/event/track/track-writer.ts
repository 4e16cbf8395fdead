import { randomBytes } from 'node:crypto'
import { Injectable, type OnModuleInit } from '@nestjs/common'
import { Clock } from '../../../platform/clock'
import { Database, insertNew } from '../../../platform/database'
import { IdentityService, type GivenIdentity } from '../../identity'
import { IntakeRegistry } from '../../intake'
import { EventJudge, type TrackedEvent } from '../quarantine/event-judge'
import { Quarantine } from '../quarantine/quarantine'
import { EventService } from '../event.service'
import type { ReadEvent } from '../event.policy'
import { receiptOf, type TrackMessage } from './track-message'

/** A raw message: what one call of the tracking API brought. */
export interface TrackedBatch {
  /** 0 for our own touchpoints, else the id of the source. */
  sourceId: number
  /** Where its events are said to come from when they do not say so themselves. */
  channel: string
  /** The logged-in consumer, for our own touchpoints. */
  identityId: number | null
  /** ISO 8601. */
  receivedAt: string
  messages: TrackMessage[]
}

/** What became of each message of a batch, in order. */
export type TrackOutcome =
  { kind: 'accepted' | 'duplicate' | 'gone' } | { kind: 'quarantined'; code: string; message: string }

interface Entry {
  batch: TrackedBatch
  message: TrackMessage
  receipt: string
  outcome: TrackOutcome
}

const SEEN_EVERY_MS = 3_600_000
const RECEIPTS_AT_ONCE = 1_000

/** Turns stored batches into events: many batches, one transaction, a handful of statements. */
@Injectable()
export class TrackWriter implements OnModuleInit {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly registry: IntakeRegistry,
    private readonly identities: IdentityService,
    private readonly judge: EventJudge,
    private readonly quarantine: Quarantine,
    private readonly events: EventService,
  ) {}

  onModuleInit(): void {
    this.registry.register<TrackedBatch>('consumer.track', async (_, batch) => {
      await this.write([batch])
    })
  }

  /**
   * Runs inside the transaction that marks the batches done, so each message has its effect exactly once.
   * @returns the outcomes of each batch, in order
   */
  async write(batches: readonly TrackedBatch[]): Promise<TrackOutcome[][]> {
    const entries = batches.map((batch) =>
      batch.messages.map((message): Entry => ({
        batch,
        message,
        receipt: receiptOf(senderOf(batch), message.id),
        outcome: { kind: 'duplicate' },
      })),
    )
    const fresh = await this.takeReceipts(entries.flat())
    const people = await this.identify(fresh)
    const read: ReadEvent[] = []
    const held: TrackedEvent[] = []
    const whole: { entry: Entry; tracked: TrackedEvent }[] = []
    for (const entry of fresh) {
      const identityId = people.get(entry)
      if (identityId === undefined) entry.outcome = { kind: 'gone' }
      else whole.push({ entry, tracked: trackedOf(entry, identityId) })
    }
    const judgements = await this.judge.judge(whole.map(({ tracked }) => tracked))
    judgements.forEach((judged, index) => {
      const one = whole[index]
      if (!one) return
      if ('event' in judged) {
        read.push(judged.event)
        one.entry.outcome = { kind: 'accepted' }
      } else {
        const { misfits, readAs, error } = judged
        held.push({ ...one.tracked, misfits, readAs })
        one.entry.outcome = { kind: 'quarantined', code: error.code, message: error.message }
      }
    })
    await this.quarantine.hold(held)
    await this.events.recordRead(read)
    return entries.map((batch) => batch.map(({ outcome }) => outcome))
  }

  /** @returns the entries that have not been taken in before, each message once */
  private async takeReceipts(entries: readonly Entry[]): Promise<Entry[]> {
    const first = new Map<string, Entry>()
    for (const entry of entries) if (!first.has(entry.receipt)) first.set(entry.receipt, entry)
    // In the order of the key: two transactions that share messages take turns instead of blocking each other.
    const hashes = [...first.keys()].sort()
    const taken = new Set<string>()
    for (let start = 0; start < hashes.length; start += RECEIPTS_AT_ONCE)
      for (const hash of await this.insertReceipts(hashes.slice(start, start + RECEIPTS_AT_ONCE))) taken.add(hash)
    return [...first.values()].filter(({ receipt }) => taken.has(receipt))
  }

  /** @returns those that were not there before */
  private async insertReceipts(hashes: string[]): Promise<string[]> {
    const token = randomBytes(12).toString('base64url')
    const now = this.clock.now()
    const { allNew } = await insertNew(
      this.db,
      'track_receipt (hash, token, received_at)',
      hashes.map((hash) => [hash, token, now]),
      'hash = track_receipt.hash',
    )
    if (allNew) return hashes
    if (hashes.length === 1) return []
    const ours = await this.db.query<{ hash: string }[]>(
      'SELECT hash FROM track_receipt WHERE hash IN (?) AND token = ?',
      [hashes, token],
    )
    return ours.map(({ hash }) => hash)
  }

  /** @returns the identity through which each one's person acts; none for a person who is gone */
  private async identify(entries: readonly Entry[]): Promise<Map<Entry, number>> {
    const found = new Map<Entry, number>()
    const named = entries.filter(({ batch }) => batch.identityId === null)
    const own = entries.filter(({ batch }) => batch.identityId !== null)
    const living = await this.identities.lockOwners(own.flatMap(({ batch }) => batch.identityId ?? []))
    for (const entry of own) {
      const { identityId } = entry.batch
      if (identityId !== null && living.has(identityId)) found.set(entry, identityId)
    }
    await this.identifyNamed(named, found)
    return found
  }

  private async identifyNamed(entries: readonly Entry[], found: Map<Entry, number>): Promise<void> {
    if (entries.length === 0) return
    const groups = new Map<string, { entries: Entry[]; identities: GivenIdentity[] }>()
    for (const entry of entries) {
      const { identities } = entry.message
      const key = JSON.stringify(identities)
      const group = groups.get(key)
      if (group) group.entries.push(entry)
      else groups.set(key, { entries: [entry], identities })
    }
    const persons = [...groups.values()]
    const known = await this.identities.findMany(persons.flatMap(({ identities }) => identities))
    const sightings: { identityId: number; at: Date }[] = []
    let next = 0
    for (const person of persons) {
      const owned = known.slice(next, next + person.identities.length)
      next += person.identities.length
      const at = new Date(Math.max(...person.entries.map(({ message }) => Date.parse(message.time))))
      const [first] = owned
      // Nothing new is said when all are known to be one person's already.
      const settled = first && owned.every((one) => one?.customerId === first.customerId)
      const identityId = settled ? first.identityId : await this.resolve(person, at)
      if (settled && at.getTime() - first.lastSeenAt.getTime() > SEEN_EVERY_MS && at <= this.clock.now())
        sightings.push({ identityId, at })
      for (const entry of person.entries) found.set(entry, identityId)
    }
    // Outside the transaction: how lately somebody was seen is not worth holding locks for.
    if (sightings.length > 0) await this.db.afterCommit(() => this.identities.noteSightings(sightings))
  }

  private async resolve(
    { entries, identities }: { entries: Entry[]; identities: GivenIdentity[] },
    at: Date,
  ): Promise<number> {
    const now = this.clock.now()
    const { identityIds } = await this.identities.resolve({
      identities,
      at: at > now ? now : at,
      source: 'track',
      channel: entries[0]?.batch.channel ?? '',
    })
    return identityIds[0] ?? 0
  }
}

/** What makes ids of messages unique: those of one consumer, or of one source. */
const senderOf = ({ sourceId, identityId }: TrackedBatch): string =>
  sourceId === 0 ? `c${identityId}` : `s${sourceId}`

const trackedOf = ({ batch, message }: Entry, identityId: number): TrackedEvent => ({
  sourceId: batch.sourceId,
  channel: batch.channel,
  identityId,
  dedupKey: `track:${batch.sourceId === 0 ? String(identityId) : `s${batch.sourceId}`}:${message.id}`,
  event: message.event,
  time: message.time,
  properties: message.properties,
  receivedAt: new Date(batch.receivedAt),
})
