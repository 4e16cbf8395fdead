import { Column, Entity, PrimaryColumn } from 'typeorm'
import { At, BigInt64 } from '../../../platform/database'
import type { ConsentPurpose } from './consent.policy'

/** What counts now for one person and purpose: the newest record of the ledger. */
@Entity()
export class ConsentState {
  @PrimaryColumn({ type: 'bigint', unsigned: true, transformer: { to: (id: number) => id, from: Number } })
  customerId: number

  @PrimaryColumn({ type: 'varchar', length: 32, charset: 'ascii', collation: 'ascii_bin' })
  purpose: ConsentPurpose

  @Column({ type: 'boolean' })
  granted: boolean

  @BigInt64()
  recordId: number

  @At()
  at: Date
}
