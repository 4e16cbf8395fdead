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
  ValidateIf,
} from 'class-validator'
import { IsInstant, PageOf, PageQuery } from '../../../platform/http'
import type { ArticleAction, ArticleState } from './article.policy'

const STATES = ['draft', 'published', 'withdrawn']
const SORTS = ['publishedAt', '-publishedAt', 'updatedAt', '-updatedAt', 'title', '-title']
export const ASSET_PATH = /^\/assets\/[\w./-]{1,190}$/

export class ArticleQuery extends PageQuery {
  @IsOptional()
  @IsString()
  @MaxLength(80)
  search?: string

  @IsOptional()
  @IsIn(STATES)
  state?: ArticleState

  /** Id of a content tag. */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  tag?: number

  @IsOptional()
  @IsIn(SORTS)
  sort?: string
}

export class CreateArticleDto {
  @IsString()
  @Length(1, 120)
  title: string

  @IsString()
  @MaxLength(300)
  summary: string

  @IsString()
  @Length(1, 64)
  author: string

  /** A path below `/assets/`; left out, a cover is drawn. */
  @IsOptional()
  @Matches(ASSET_PATH)
  coverUrl?: string

  /** HTML; what is not on the allow-list is taken out. */
  @IsString()
  @MaxLength(200_000)
  body: string

  @IsArray()
  @ArrayMaxSize(12)
  @ArrayUnique()
  @IsInt({ each: true })
  tagIds: number[]

  @IsOptional()
  @ValidateIf((dto: CreateArticleDto) => dto.couponId !== null)
  @IsInt()
  @Min(1)
  couponId?: number | null

  @IsOptional()
  @IsArray()
  @ArrayMaxSize(6)
  @ArrayUnique()
  @IsInt({ each: true })
  productIds?: number[]
}

export class UpdateArticleDto {
  @IsOptional()
  @IsString()
  @Length(1, 120)
  title?: string

  @IsOptional()
  @IsString()
  @MaxLength(300)
  summary?: string

  @IsOptional()
  @IsString()
  @Length(1, 64)
  author?: string

  @IsOptional()
  @Matches(ASSET_PATH)
  coverUrl?: string

  @IsOptional()
  @IsString()
  @MaxLength(200_000)
  body?: string

  @IsOptional()
  @IsArray()
  @ArrayMaxSize(12)
  @ArrayUnique()
  @IsInt({ each: true })
  tagIds?: number[]

  /** null takes the offer away. */
  @IsOptional()
  @ValidateIf((dto: UpdateArticleDto) => dto.couponId !== null)
  @IsInt()
  @Min(1)
  couponId?: number | null

  @IsOptional()
  @IsArray()
  @ArrayMaxSize(6)
  @ArrayUnique()
  @IsInt({ each: true })
  productIds?: number[]
}

export class ArticleActionDto {
  @IsIn(['publish', 'withdraw'])
  action: ArticleAction

  /** When it was published, for one that has appeared elsewhere before; left out or in the future, now. */
  @IsOptional()
  @IsInstant()
  publishedAt?: string
}

export class ArticleTagReply {
  id: number
  groupName: string
  name: string
}

export class ReadingReply {
  reads: number
  readers: number
  /** Mean seconds per read; null without a read. */
  meanSeconds: number | null
}

export class ArticleRowReply {
  id: number
  title: string
  summary: string
  author: string
  coverUrl: string
  state: ArticleState
  readMinutes: number
  publishedAt: string | null
  updatedAt: string
  createdAt: string
  tags: ArticleTagReply[]
  reading: ReadingReply
}

export class ArticlePage extends PageOf {
  items: ArticleRowReply[]
}

export class ArticleReply extends ArticleRowReply {
  body: string
  couponId: number | null
  productIds: number[]
}

export class ReadingDayReply {
  /** Shanghai day, YYYY-MM-DD. */
  day: string
  reads: number
  readers: number
}

export class ConsumerArticleQuery extends PageQuery {
  /** Name of a content tag. */
  @IsOptional()
  @IsString()
  @MaxLength(40)
  tag?: string
}

export class ArticleCardReply {
  id: string
  title: string
  summary: string
  coverUrl: string
  tags: string[]
  publishedAt: string
  readMinutes: number
}

export class ArticleCardPage extends PageOf {
  items: ArticleCardReply[]
}

export class ConsumerContentTagReply {
  name: string
  count: number
}
