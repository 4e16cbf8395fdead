import { Column, Entity, Index } from 'typeorm'
import { At, BigInt64, Id, Json, Key, OneOf } from '../../platform/database'
import type { IntakeKind } from './intake-kinds'

/**
 * `pending` waits for its first try, `failed` for another one, `dead` for a person; `done` had its effect, `refused` was
 * answered with a coded refusal and had none.
 */
export type RawMessageState = 'pending' | 'failed' | 'dead' | 'done' | 'refused'

/** `xml` and `push_json` are as a platform wrote them, `json` is what one of our own touchpoints sent. */
export type RawMessageFormat = 'xml' | 'push_json' | 'json'

/** What arrived, before anyone understood it. Durable before the sender gets its answer. */
@Entity()
// The kind stands in it so that looking for some kinds among many that wait reads nothing but the index.
@Index(['state', 'nextAt', 'id', 'kind'])
@Index(['personKey', 'state', 'id'])
@Index(['receivedAt', 'id'])
@Index(['kind', 'id'])
@Index(['accountId', 'id'])
export class RawMessage {
  @Id()
  id: number

  @Key(64)
  kind: IntakeKind

  @BigInt64({ nullable: true })
  accountId: number | null

  /** SHA-256 over account, kind and what the sender repeats when it sends the same message again. */
  @Index({ unique: true })
  @Key(64)
  dedupKey: string

  /** Messages of one person are handled in order. */
  @Key(128, { nullable: true })
  personKey: string | null

  @OneOf()
  format: RawMessageFormat

  /** The body, byte for byte, sealed: people type phone numbers, and order files are full of them. */
  @Column({ type: 'mediumtext', charset: 'ascii', collation: 'ascii_bin' })
  body: string

  @At()
  occurredAt: Date

  @At()
  receivedAt: Date

  @OneOf({ default: 'pending' })
  state: RawMessageState

  @Column({ type: 'int', unsigned: true, default: 0 })
  attempts: number

  /** When it may be tried next; while somebody works on it, when that one is given up. */
  @At()
  nextAt: Date

  /** Drawn for each arrival; tells whoever stored it whether the row is theirs or was there before. */
  @Key(16)
  receipt: string

  /** Who works on it. */
  @Key(36, { nullable: true })
  leaseToken: string | null

  /** The code of the last failure or refusal, never its text. */
  @Key(64, { nullable: true })
  lastError: string | null

  /** What an interactive sender was answered, so that the same request gets the same answer. */
  @Json({ nullable: true })
  result: unknown

  @At({ nullable: true })
  handledAt: Date | null
}
