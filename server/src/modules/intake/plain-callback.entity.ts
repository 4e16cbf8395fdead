import { Entity, Index, PrimaryColumn } from 'typeorm'
import { At, Key } from '../../platform/database'

/** Which message came under a signature that does not cover it, kept for as long as the signature is fresh. */
@Entity()
export class PlainCallback {
  /** SHA-256 over account and signature. */
  @PrimaryColumn({ type: 'varchar', length: 64, charset: 'ascii', collation: 'ascii_bin' })
  id: string

  /** SHA-256 of the message. */
  @Key(64)
  message: string

  @Index()
  @At()
  seenAt: Date
}
