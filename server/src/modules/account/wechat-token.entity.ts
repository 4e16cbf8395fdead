import { Column, Entity, PrimaryColumn } from 'typeorm'
import { At } from '../../platform/database'

/** An access token or ticket that all processes share. */
@Entity()
export class WechatToken {
  /** Platform, account, app and kind of token; never a secret. */
  @PrimaryColumn({ type: 'varchar', length: 100, charset: 'ascii', collation: 'ascii_bin' })
  name: string

  /** Sealed. */
  @Column({ type: 'text' })
  value: string

  @At()
  expiresAt: Date
}
