import { IsBoolean, IsIn, IsInt, IsOptional, IsString, Length, Matches, Max, MaxLength, Min } from 'class-validator'
import { ACCOUNT_KINDS, type AccountKind } from './account.policy'
import type { TouchpointKind, TouchpointStatus } from './touchpoint-account.entity'

export class AccountFields {
  @IsString()
  @Length(1, 40)
  name: string

  /** Left out or empty: keep what is set. */
  @IsOptional()
  @IsString()
  @MaxLength(128)
  secret?: string

  @IsOptional()
  @IsString()
  @MaxLength(32)
  token?: string

  @IsOptional()
  @IsString()
  @MaxLength(43)
  encodingAESKey?: string

  /** `gh_…` of an official account or mini-program. */
  @IsOptional()
  @Matches(/^(gh_[0-9A-Za-z]{6,20})?$/, { message: '原始 ID 应以 gh_ 开头' })
  originalId?: string

  /** The self-built app of a WeCom corp. */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(9_999_999_999)
  agentId?: number

  /** True when the platform is set to send callbacks in the clear. */
  @IsOptional()
  @IsBoolean()
  plainCallbacks?: boolean

  /** Serial number of a merchant's API certificate. */
  @IsOptional()
  @IsString()
  @MaxLength(64)
  merchantSerial?: string

  /** PEM of a merchant's private key. Left out or empty: keep what is set. */
  @IsOptional()
  @IsString()
  @MaxLength(8000)
  privateKey?: string

  /** Left out or empty: keep what is set. */
  @IsOptional()
  @IsString()
  @MaxLength(32)
  apiV3Key?: string

  /** `PUB_KEY_ID_…` of the platform's public key. */
  @IsOptional()
  @IsString()
  @MaxLength(80)
  publicKeyId?: string

  /** PEM of the platform's public key. Left out or empty: keep what is set. */
  @IsOptional()
  @IsString()
  @MaxLength(4000)
  publicKey?: string
}

export class CreateAccountBody extends AccountFields {
  @IsIn(ACCOUNT_KINDS)
  kind: AccountKind

  /** AppID, corp id or merchant number. */
  @IsString()
  @MaxLength(64)
  key: string
}

export class UpdateAccountBody extends AccountFields {
  @IsIn(['active', 'disabled'])
  status: TouchpointStatus
}

/** Which secrets are set. Their values never leave the server. */
export class AccountSecretsReply {
  secret: boolean
  token: boolean
  encodingAESKey: boolean
  privateKey: boolean
  apiV3Key: boolean
  publicKey: boolean
}

export class ConnectionCheckReply {
  ok: boolean
  message: string
  /** ISO instant. */
  at: string
}

export class AccountReply {
  id: number
  kind: TouchpointKind
  /** 公众号, 小程序, 企业微信 … */
  kindName: string
  key: string
  name: string
  status: TouchpointStatus
  originalId: string | null
  agentId: number | null
  plainCallbacks: boolean
  merchantSerial: string | null
  publicKeyId: string | null
  secrets: AccountSecretsReply
  /** What the platform must be told to call; null for kinds without callbacks. */
  callbackUrl: string | null
  lastCheck: ConnectionCheckReply | null
  createdAt: string
}

export class AccountMemberReply {
  userid: string
  name: string
  title: string
}
