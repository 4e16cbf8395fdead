import { Entity, PrimaryColumn } from 'typeorm'
import { BigInt64 } from '../../platform/database'

/** How many callbacks were refused in one minute. Nothing of a refused callback itself is kept. */
@Entity()
export class IntakeRefusal {
  @PrimaryColumn({ type: 'datetime', precision: 0 })
  minute: Date

  /** 0 when the account is unknown. */
  @PrimaryColumn({ type: 'bigint', unsigned: true, transformer: { to: (id: number) => id, from: Number } })
  accountId: number

  @PrimaryColumn({ type: 'varchar', length: 40, charset: 'ascii', collation: 'ascii_bin' })
  code: string

  @BigInt64({ default: 0 })
  refusals: number
}
