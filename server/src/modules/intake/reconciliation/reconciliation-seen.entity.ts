import { Entity, PrimaryColumn } from 'typeorm'

/** What a running comparison has seen in the platform's list; gone with the run's end. */
@Entity()
export class ReconciliationSeen {
  @PrimaryColumn({ type: 'bigint', unsigned: true, transformer: { to: (id: number) => id, from: Number } })
  runId: number

  @PrimaryColumn({ type: 'varchar', length: 190, charset: 'ascii', collation: 'ascii_bin' })
  subject: string
}
