import { Type } from 'class-transformer'
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Length,
  Matches,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator'
import { PageOf, PageQuery } from '../../platform/http'
import type { ChannelCodeKind } from './channel-code.entity'

export class ChannelCodeGiftBody {
  @IsIn(['coupon', 'article'])
  kind: 'coupon' | 'article'

  @IsInt()
  @Min(1)
  id: number

  @IsString()
  @Length(1, 64)
  title: string
}

export class ChannelCodeFields {
  @IsString()
  @Length(1, 40)
  name: string

  /** What reports call the source. */
  @IsString()
  @Length(1, 40)
  channel: string

  @IsOptional()
  @IsString()
  @MaxLength(600)
  welcomeText?: string

  @IsOptional()
  @ValidateNested()
  @Type(() => ChannelCodeGiftBody)
  gift?: ChannelCodeGiftBody | null
}

export class CreateChannelCodeBody extends ChannelCodeFields {
  @IsIn(['oa_qr', 'work_contact_way'])
  kind: ChannelCodeKind

  @IsInt()
  @Min(1)
  accountId: number

  /** Made up when left out. */
  @IsOptional()
  @Matches(/^[0-9A-Za-z_-]{1,30}$/, { message: '只能含字母、数字、下划线和短横线，最多 30 个字符' })
  scene?: string

  /** WeCom userids of the receivers; required for a live code. */
  @IsOptional()
  @IsArray()
  @ArrayUnique()
  @ArrayMaxSize(100)
  @IsString({ each: true })
  owners?: string[]
}

export class UpdateChannelCodeBody extends ChannelCodeFields {}

export class ChannelCodeQuery extends PageQuery {
  @IsOptional()
  @IsIn(['oa_qr', 'work_contact_way'])
  kind?: ChannelCodeKind

  /** Part of the name, the channel or the scene. */
  @IsOptional()
  @IsString()
  @MaxLength(64)
  search?: string
}

export class ChannelCodeReply {
  id: number
  kind: ChannelCodeKind
  accountId: number
  accountName: string
  name: string
  channel: string
  scene: string
  qrUrl: string
  owners: string[]
  welcomeText: string
  gift: ChannelCodeGiftBody | null
  /** People who came through it, and the new ones among them. */
  scans: number
  joins: number
  createdAt: string
}

export class ChannelCodeDayReply {
  /** `YYYY-MM-DD` in Asia/Shanghai. */
  day: string
  scans: number
  joins: number
}

export class ChannelCodeDetailReply extends ChannelCodeReply {
  /** The last 30 days, oldest first, without gaps. */
  days: ChannelCodeDayReply[]
}

export class ChannelCodePage extends PageOf {
  items: ChannelCodeReply[]
}
