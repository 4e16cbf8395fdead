import { Column, Entity, PrimaryColumn } from 'typeorm'
import { At, Json } from '../../platform/database'
import type { RfmParameters } from './compiler/plan-context'
import type { OwnerKind } from './materialised/materialised-tables'

/**
 * The cuts of a model that depends on everybody (RFM by mean or quantile), as the last evaluation over everyone found them.
 */
@Entity()
export class RuleParameters {
  @PrimaryColumn({ type: 'varchar', length: 16, charset: 'ascii', collation: 'ascii_bin' })
  ownerKind: OwnerKind

  @PrimaryColumn({ type: 'bigint', unsigned: true, transformer: { to: (value: number) => value, from: Number } })
  ownerId: number

  /** Of the rule. */
  @PrimaryColumn({ type: 'int', unsigned: true })
  version: number

  @Json()
  parameters: RfmParameters

  /** On how many people the cuts stand. */
  @Column({ type: 'int', unsigned: true })
  people: number

  @At()
  fittedAt: Date
}
