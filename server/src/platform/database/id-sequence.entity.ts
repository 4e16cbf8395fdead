import { Entity, PrimaryColumn } from 'typeorm'
import { BigInt64 } from './columns'

/** The next free id of a sequence that IdAllocator hands out. */
@Entity()
export class IdSequence {
  @PrimaryColumn({ type: 'varchar', length: 64, charset: 'ascii', collation: 'ascii_bin' })
  name: string

  @BigInt64()
  nextId: number
}
