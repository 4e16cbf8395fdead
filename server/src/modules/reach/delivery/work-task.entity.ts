import { Entity, Index } from 'typeorm'
import { At, BigInt64, CreatedAt, Id, Key, OneOf } from '../../../platform/database'

/** One 企微 group-send task: what one member is asked to confirm for one campaign message. */
@Entity()
@Index(['state', 'checkAt'])
@Index(['messageId', 'sender', 'id'])
export class WorkTask {
  @Id()
  id: number

  @BigInt64()
  messageId: number

  @BigInt64()
  accountId: number

  @Key(64)
  sender: string

  /** Written before the platform is asked, so that a crash in between leaves a trace: `creating` is then an unknown outcome. */
  @OneOf({ default: 'creating' })
  state: 'creating' | 'waiting' | 'confirmed' | 'expired' | 'unknown'

  @Key(64, { nullable: true })
  platformMessageId: string | null

  @At()
  checkAt: Date

  @CreatedAt()
  createdAt: Date
}
