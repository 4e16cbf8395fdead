import { Column, Entity, PrimaryColumn } from 'typeorm'
import { At } from '../../../platform/database'

/** Failed log-ins of one (user name, address) or one address, for throttling. */
@Entity()
export class LoginAttempt {
  @PrimaryColumn({ type: 'varchar', length: 64, charset: 'ascii', collation: 'ascii_bin' })
  keyHash: string

  @Column({ type: 'int', unsigned: true, default: 0 })
  failures: number

  @At()
  windowStartedAt: Date
}
