import { hash } from 'node:crypto'
import { Injectable } from '@nestjs/common'
import { DataSource } from 'typeorm'
import { Clock } from '../../platform/clock'
import { insertNew, type UpdateResultHeader } from '../../platform/database'
import { pooledRandomBytes, SecretBox } from '../../platform/secret-box'
import type { IntakeKind } from './intake-kinds'
import { LEASE_SECONDS } from './intake.policy'
import type { RawMessageFormat, RawMessageState } from './raw-message.entity'

export interface NewMessage {
  kind: IntakeKind
  accountId: number | null
  dedupKey: string
  personKey: string | null
  format: RawMessageFormat
  body: string
  occurredAt: Date
  /** When it arrived, for one that had to wait in the local journal; now when left out. */
  receivedAt?: Date
  /** Set when the sender waits for the outcome: the row is born claimed, and falls to others only when we die. */
  claimed: boolean
}

export interface StoredReceipt {
  id: number
  duplicate: boolean
  /** The claim, for a row that was born claimed and is not a duplicate. */
  leaseToken: string
}

export interface ClaimedMessage {
  id: number
  kind: IntakeKind
  accountId: number | null
  personKey: string | null
  format: RawMessageFormat
  /** Decrypts the body. @throws when the key is gone */
  readBody: () => string
  occurredAt: Date
  receivedAt: Date
  /** This try included. */
  attempts: number
  leaseToken: string
  /** Whoever claimed it before never gave it back: that process died, perhaps of this very message. */
  orphaned: boolean
}

interface MessageRow extends Omit<ClaimedMessage, 'id' | 'accountId' | 'readBody' | 'orphaned'> {
  id: number | string
  accountId: number | string | null
  body: string
}

const PURPOSE = 'raw-message'
const COLUMNS = `id, kind, account_id AS accountId, person_key AS personKey, format, body, occurred_at AS occurredAt,
  received_at AS receivedAt, attempts, lease_token AS leaseToken`

/** Due messages among which a claim looks for some that may be handled. */
const OLDEST_LOOKED_AT = 2000
const LOOK_FURTHER_EVERY_MS = 1000

/** Ends the claim of a row that was still claimed by somebody else. */
const ORPHAN = '~'

const newToken = (): string => pooledRandomBytes(12).toString('base64url')

interface NewRow {
  message: NewMessage
  dedupKey: string
  receipt: string
}

/** The hash under which a message is unique. */
export const dedupHash = (accountId: number | null, kind: string, dedupKey: string): string =>
  hash('sha256', JSON.stringify([accountId, kind, dedupKey]))

const withReceipt = (message: NewMessage): NewRow => ({
  message,
  dedupKey: dedupHash(message.accountId, message.kind, message.dedupKey),
  receipt: newToken(),
})

/**
 * Writes and claims raw messages. Works past the running transaction on purpose: storing comes before any effect and
 * must not be undone by one. Claims are compare-and-set with a time limit, which also holds on Galera and TiDB.
 */
@Injectable()
export class MessageStore {
  /** Milliseconds since the epoch. */
  private lookedFurtherAt = 0

  constructor(
    private readonly dataSource: DataSource,
    private readonly box: SecretBox,
    private readonly clock: Clock,
  ) {}

  /** Stores messages with one statement; durable when it returns. A message that is there already is left as it is. */
  async insert(messages: NewMessage[]): Promise<void> {
    await this.write(messages.map(withReceipt))
  }

  /** As `insert`, and says which row each message is and whether it was there already. */
  async insertAndTell(messages: NewMessage[]): Promise<StoredReceipt[]> {
    const rows = messages.map(withReceipt)
    const { allNew, insertId } = await this.write(rows)
    const [only] = rows
    if (allNew && only && rows.length === 1) return [{ id: insertId, duplicate: false, leaseToken: only.receipt }]
    const stored = await this.dataSource.query<{ id: string; dedupKey: string; receipt: string }[]>(
      'SELECT id, dedup_key AS dedupKey, receipt FROM raw_message WHERE dedup_key IN (?)',
      [rows.map(({ dedupKey }) => dedupKey)],
    )
    const byKey = new Map(stored.map((row) => [row.dedupKey, row]))
    return rows.map(({ dedupKey, receipt }) => {
      const row = byKey.get(dedupKey)
      return { id: Number(row?.id), duplicate: row?.receipt !== receipt, leaseToken: receipt }
    })
  }

  private write(rows: NewRow[]): Promise<{ allNew: boolean; insertId: number }> {
    const now = this.clock.now()
    return insertNew(
      this.dataSource,
      `raw_message (kind, account_id, dedup_key, person_key, format, body, occurred_at, received_at, receipt, next_at,
         lease_token)`,
      rows.map(({ message, dedupKey, receipt }) => [
        message.kind,
        message.accountId,
        dedupKey,
        message.personKey,
        message.format,
        this.box.seal(message.body, PURPOSE),
        message.occurredAt,
        message.receivedAt ?? now,
        receipt,
        message.claimed ? this.leaseEnd() : now,
        message.claimed ? receipt : null,
      ]),
      'id = id',
    )
  }

  /**
   * Claims messages that may be handled now: due, of these kinds, and first in line for their person. Looks at the oldest
   * due ones only; further only now and then, when all of those stand behind others: after an outage a few people can
   * have tens of thousands waiting, and looking through them all for every handful would take longer than handling them.
   */
  async claimDue(kinds: IntakeKind[], limit: number): Promise<ClaimedMessage[]> {
    const now = this.clock.now()
    const near = await this.heads(kinds, limit, now, OLDEST_LOOKED_AT)
    const stuck = near.length === 0 && now.getTime() - this.lookedFurtherAt >= LOOK_FURTHER_EVERY_MS
    if (stuck) this.lookedFurtherAt = now.getTime()
    const ids = stuck ? await this.heads(kinds, limit, now, Number.MAX_SAFE_INTEGER) : near
    return this.claim(ids, `state IN ('pending', 'failed') AND next_at <= ?`, [now])
  }

  /** Due messages that no earlier unfinished message of the same person stands before, among the oldest `among`. */
  private async heads(kinds: IntakeKind[], limit: number, now: Date, among: number): Promise<number[]> {
    const due = (state: RawMessageState): string =>
      `(SELECT m.id FROM (SELECT id, person_key FROM raw_message WHERE state = '${state}' AND next_at <= ? AND kind IN (?)
          ORDER BY next_at, id LIMIT ?) m
        WHERE m.person_key IS NULL OR NOT EXISTS (SELECT 1 FROM raw_message e
          WHERE e.person_key = m.person_key AND e.state IN ('pending', 'failed') AND e.id < m.id)
        LIMIT ?)`
    // A quarter of the places is for second tries, so that a steady stream of new messages does not starve them.
    const found = await this.dataSource.query<{ id: string }[]>(`${due('failed')} UNION ALL ${due('pending')}`, [
      now,
      kinds,
      among,
      Math.ceil(limit / 4),
      now,
      kinds,
      among,
      limit,
    ])
    return found.slice(0, limit).map(({ id }) => Number(id))
  }

  /**
   * Claims the first unfinished message of a person. @returns null when there is none, when it is not due or is somebody
   * else's, and when it is of another kind
   */
  async claimNextOf(personKey: string, kinds: readonly IntakeKind[]): Promise<ClaimedMessage | null> {
    const firstIn = (state: RawMessageState): string =>
      `(SELECT MIN(id) FROM raw_message WHERE person_key = ? AND state = '${state}')`
    const [first] = await this.dataSource.query<{ id: string; kind: IntakeKind }[]>(
      `SELECT id, kind FROM raw_message WHERE id IN (${firstIn('pending')}, ${firstIn('failed')}) ORDER BY id LIMIT 1`,
      [personKey, personKey],
    )
    if (!first || !kinds.includes(first.kind)) return null
    const claimed = await this.claim([Number(first.id)], `state IN ('pending', 'failed') AND next_at <= ?`, [
      this.clock.now(),
    ])
    return claimed[0] ?? null
  }

  /** Claims one message that has had no effect yet and that nobody works on. @returns null when there is nothing to claim */
  async claimOne(id: number): Promise<ClaimedMessage | null> {
    const condition = `state IN ('pending', 'failed', 'refused') AND (lease_token IS NULL OR next_at <= ?)`
    return (await this.claim([id], condition, [this.clock.now()]))[0] ?? null
  }

  /** Lets claims last longer. Ones that were lost or have ended are left alone. */
  async renew(ids: number[], tokens: string[]): Promise<void> {
    await this.dataSource.query('UPDATE raw_message SET next_at = ? WHERE id IN (?) AND lease_token IN (?)', [
      this.leaseEnd(),
      ids,
      tokens,
    ])
  }

  /** The first unfinished message of a person before another one, and whether somebody works on it. */
  async earlierOf(personKey: string, beforeId: number): Promise<{ id: number; leased: boolean } | null> {
    const rows = await this.dataSource.query<{ id: string; leased: number }[]>(
      `SELECT id, lease_token IS NOT NULL AND next_at > ? AS leased FROM raw_message
       WHERE person_key = ? AND state IN ('pending', 'failed') AND id < ? ORDER BY id LIMIT 1`,
      [this.clock.now(), personKey, beforeId],
    )
    const row = rows[0]
    return row ? { id: Number(row.id), leased: Number(row.leased) === 1 } : null
  }

  /** How a message ended for a sender that asks again. */
  async outcomeOf(id: number): Promise<{ state: RawMessageState; result: unknown }> {
    const rows = await this.dataSource.query<{ state: RawMessageState; result: string | null }[]>(
      'SELECT state, result FROM raw_message WHERE id = ?',
      [id],
    )
    const row = rows[0]
    return { state: row?.state ?? 'dead', result: row?.result ? (JSON.parse(row.result) as unknown) : undefined }
  }

  /**
   * Writes down that a try begins, before whatever may kill the process. A try that ends is counted with its end, which
   * costs nothing; this is for messages that somebody has died with.
   */
  async countTry({ id, leaseToken, attempts }: ClaimedMessage): Promise<void> {
    await this.dataSource.query('UPDATE raw_message SET attempts = ? WHERE id = ? AND lease_token = ?', [
      attempts,
      id,
      leaseToken,
    ])
  }

  /**
   * Writes down an end without an effect, or the time of the next try. Does nothing when the claim was lost.
   * @param attempts tries so far
   */
  async giveBack(
    { id, leaseToken }: ClaimedMessage,
    end: { state: RawMessageState; error: string; nextAt: Date; attempts: number },
  ): Promise<void> {
    const handledAt = end.state === 'failed' ? null : this.clock.now()
    await this.dataSource.query(
      `UPDATE raw_message SET state = ?, last_error = ?, next_at = ?, attempts = ?, handled_at = ?, lease_token = NULL
       WHERE id = ? AND lease_token = ?`,
      [end.state, end.error.slice(0, 64), end.nextAt, end.attempts, handledAt, id, leaseToken],
    )
  }

  /** The decrypted body. */
  openBody(sealed: string): string {
    return this.box.open(sealed, PURPOSE)
  }

  private async claim(ids: number[], condition: string, params: unknown[]): Promise<ClaimedMessage[]> {
    if (ids.length === 0) return []
    const token = newToken()
    const taken = await this.dataSource.query<UpdateResultHeader>(
      `UPDATE raw_message SET lease_token = IF(lease_token IS NULL, ?, ?), next_at = ? WHERE id IN (?) AND ${condition}`,
      [token, token + ORPHAN, this.leaseEnd(), ids, ...params],
    )
    if (taken.affectedRows === 0) return []
    const rows = await this.dataSource.query<MessageRow[]>(
      `SELECT ${COLUMNS} FROM raw_message WHERE id IN (?) AND lease_token IN (?) ORDER BY id`,
      [ids, [token, token + ORPHAN]],
    )
    return rows.map(({ body, ...row }) => ({
      ...row,
      attempts: row.attempts + 1,
      orphaned: row.leaseToken.endsWith(ORPHAN),
      readBody: () => this.openBody(body),
      id: Number(row.id),
      accountId: row.accountId === null ? null : Number(row.accountId),
    }))
  }

  private leaseEnd(): Date {
    return new Date(this.clock.now().getTime() + LEASE_SECONDS * 1000)
  }
}
