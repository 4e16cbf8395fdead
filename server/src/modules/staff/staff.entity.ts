import type { Role } from '@guiyi/shared'
import { Column, Entity, Index } from 'typeorm'
import { At, CreatedAt, Id, Key, OneOf, Text } from '../../platform/database'

/** A member of the brand's team: operator, editor, sales or administrator. */
@Entity()
export class Staff {
  @Id()
  id: number

  @Index({ unique: true })
  @Key(64)
  username: string

  /** argon2id; null for somebody who only comes through WeCom. */
  @Key(190, { nullable: true })
  passwordHash: string | null

  @Text(64)
  name: string

  @OneOf()
  role: Role

  /** The member's id inside 企业微信. */
  @Index({ unique: true })
  @Key(64, { nullable: true })
  workUserid: string | null

  @Column({ type: 'boolean', default: false })
  disabled: boolean

  @At({ nullable: true })
  lastLoginAt: Date | null

  @CreatedAt()
  createdAt: Date
}
