import { IsBoolean, IsIn, IsOptional, IsString, Length, MaxLength } from 'class-validator'
import { CONSENT_PURPOSE_KEYS, type ConsentPurpose } from '../../privacy'

export class ConsumerLoginDto {
  /** Of `wx.login`; single use, five minutes. */
  @IsString()
  @Length(1, 256)
  code: string

  @IsString()
  @Length(1, 64)
  appid: string

  /** Where the person came from, when the entrance says so. */
  @IsOptional()
  @IsString()
  @MaxLength(64)
  channel?: string
}

export class ConsumerMeReply {
  id: string
  nickname: string | null
  phoneMasked: string | null
  couponCount: number
}

export class ConsumerLoginReply {
  token: string
  expiresInSeconds: number
  me: ConsumerMeReply
}

export class ConsumerPhoneDto {
  /** Of the phone button; single use, five minutes, not the log-in code. */
  @IsString()
  @Length(1, 256)
  code: string

  /** Version of the privacy text that the person agreed to. */
  @IsString()
  @MaxLength(32)
  consentVersion: string
}

export class ConsumerPhoneReply {
  me: ConsumerMeReply
  /** Two records of the same person became one. */
  merged: boolean
}

export class ConsumerConsentDto {
  @IsIn(CONSENT_PURPOSE_KEYS)
  purpose: ConsentPurpose

  @IsBoolean()
  granted: boolean

  @IsString()
  @MaxLength(32)
  consentVersion: string
}

export class ConsumerConsentReply {
  purpose: ConsentPurpose
  label: string
  granted: boolean
}
