import { Entity, PrimaryColumn } from 'typeorm'
import { BigInt64 } from '../../platform/database'

/** How a channel code was used on one day of Asia/Shanghai. */
@Entity()
export class ChannelCodeDay {
  @PrimaryColumn({ type: 'bigint', unsigned: true, transformer: { to: (id: number) => id, from: Number } })
  codeId: number

  @PrimaryColumn({ type: 'date' })
  day: string

  /** People who came through the code, whether new or known. */
  @BigInt64({ default: 0 })
  scans: number

  /** New followers or new WeCom friends among them. */
  @BigInt64({ default: 0 })
  joins: number
}
