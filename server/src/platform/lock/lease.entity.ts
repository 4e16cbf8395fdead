import { Entity, PrimaryColumn } from 'typeorm'
import { At, Key } from '../database'

/** Who holds a named lock, and until when. */
@Entity()
export class Lease {
  @PrimaryColumn({ type: 'varchar', length: 120, charset: 'ascii', collation: 'ascii_bin' })
  name: string

  @Key(36)
  token: string

  @At()
  expiresAt: Date
}
