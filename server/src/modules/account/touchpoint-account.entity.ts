import { Column, Entity, Index } from 'typeorm'
import { At, CreatedAt, Id, Json, Key, OneOf, Text } from '../../platform/database'

export type TouchpointKind = 'official_account' | 'mini_program' | 'work' | 'pay' | 'sms' | 'shop'
export type TouchpointStatus = 'active' | 'disabled'

/** What an account needs besides its secrets; shown on the console as it is. */
export interface TouchpointSettings {
  /** `gh_…` of an official account or mini-program. */
  originalId?: string
  /** The self-built app of a WeCom corp. */
  agentId?: number
  /** Whether callbacks must be encrypted. Default: yes. */
  plainCallbacks?: boolean
  /** Of a merchant: the serial number of its API certificate. */
  merchantSerial?: string
  /** Of a merchant: the id of the platform's public key, `PUB_KEY_ID_…`; absent while it has certificates only. */
  publicKeyId?: string
}

/** How the last test of the connection ended. */
export interface ConnectionCheck {
  ok: boolean
  message: string
  at: string
}

/** One official account, mini-program, WeCom corp and app, merchant, shop or SMS signature. */
@Entity()
@Index(['kind', 'key'], { unique: true })
export class TouchpointAccount {
  @Id()
  id: number

  @OneOf()
  kind: TouchpointKind

  /** appid, corpid or the like: how the platform calls it. */
  @Key(64)
  key: string

  @Text(64)
  name: string

  @OneOf({ default: 'active' })
  status: TouchpointStatus

  @Json()
  settings: TouchpointSettings

  /** Sealed JSON of `AccountSecrets`. */
  @Column({ type: 'text' })
  secrets: string

  @Json({ nullable: true })
  lastCheck: ConnectionCheck | null

  @CreatedAt()
  createdAt: Date

  @At()
  updatedAt: Date
}
