import { Column, Entity, PrimaryColumn } from 'typeorm'
import { At } from '../../platform/database'

/** How much of a platform's limit all processes have taken in the running span. One row per endpoint and limit. */
@Entity()
export class WechatRate {
  /** Platform, account, endpoint and span; never a secret. */
  @PrimaryColumn({ type: 'varchar', length: 190, charset: 'ascii', collation: 'ascii_bin' })
  name: string

  @At()
  spanStart: Date

  @Column({ type: 'int', unsigned: true })
  used: number
}
