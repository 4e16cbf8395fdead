import { Entity, PrimaryColumn } from 'typeorm'
import { At, BigInt64, Json } from '../../../platform/database'

/** One refused message: what shows where it came from, and nothing of what it said about anybody. */
export interface RefusalSample {
  /** Name of the event, phone numbers masked. */
  event: string
  /** Keys of the properties. */
  keys: string[]
  /** The web page's origin, when that was the reason; else ''. */
  origin: string
  /** The sentence with which it was refused. */
  reason: string
}

/** How many messages of one source were refused for one reason on one day. The messages themselves are not kept. */
@Entity()
export class TrackRefusal {
  /** Calendar day of Asia/Shanghai, `YYYY-MM-DD`. */
  @PrimaryColumn({ type: 'varchar', length: 10, charset: 'ascii', collation: 'ascii_bin' })
  day: string

  /** 0 for our own touchpoints. */
  @PrimaryColumn({ type: 'bigint', unsigned: true, transformer: { to: (id: number) => id, from: Number } })
  sourceId: number

  @PrimaryColumn({ type: 'varchar', length: 40, charset: 'ascii', collation: 'ascii_bin' })
  code: string

  @BigInt64({ default: 0 })
  refusals: number

  /** The latest. */
  @Json()
  sample: RefusalSample

  @At()
  lastAt: Date
}
