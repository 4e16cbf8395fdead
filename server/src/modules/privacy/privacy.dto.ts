import { IsString, Length, Matches } from 'class-validator'

export class PrivacyPolicyReply {
  version: string
  title: string
  text: string
  publishedAt: string
}

export class PublishPolicyDto {
  @Matches(/^[\w.-]{1,32}$/, { message: '版本号为 1–32 位字母、数字或 . _ -' })
  version: string

  @IsString()
  @Length(1, 100)
  title: string

  @IsString()
  @Length(1, 20_000)
  text: string
}

export class BrandReply {
  name: string
  slogan: string
}

export class BrandDto {
  @IsString()
  @Length(1, 64)
  name: string

  @IsString()
  @Length(0, 120)
  slogan: string
}

export class PrivacyTextReply {
  version: string
  title: string
  text: string
}

export class WechatHostReply {
  /** `sandbox` when a program plays WeChat; then `url` is where. */
  kind: 'sandbox' | 'wechat'
  url?: string
}

export class ConsumerConfigReply {
  brandName: string
  slogan: string
  miniProgramAppid: string
  wechatHost: WechatHostReply
  privacy: PrivacyTextReply
  subscribeTemplateIds: string[]
}
