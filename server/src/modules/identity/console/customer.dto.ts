import { Transform, Type } from 'class-transformer'
import {
  IsBoolean,
  IsDefined,
  IsIn,
  IsOptional,
  IsString,
  Length,
  Matches,
  MaxLength,
  ArrayMaxSize,
  IsArray,
  ValidateNested,
} from 'class-validator'
import { IsInstant, PageOf, PageQuery } from '../../../platform/http'
import { CONSENT_PURPOSE_KEYS, type ConsentPurpose } from '../../privacy'
import type { AttributeSource, AttributeType, AttributeValueType } from '../attribute/attribute.policy'
import type { TouchpointBadge } from '../customer/customer.policy'
import type { IdentityKind } from '../customer/identity-kinds'
import type { MergeReason } from '../merge/customer-merge.entity'

const TYPES: AttributeType[] = ['text', 'number', 'money', 'date', 'boolean', 'enum', 'list']

export class CustomerQuery extends PageQuery {
  /** A name, a whole phone number, its last four digits, or a customer's id. */
  @IsOptional()
  @IsString()
  @MaxLength(64)
  search?: string

  @IsOptional()
  @IsString()
  @MaxLength(64)
  channel?: string

  @IsOptional()
  @Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value))
  @IsBoolean()
  hasPhone?: boolean

  /** First seen, inclusive, ISO instant. */
  @IsOptional()
  @IsInstant()
  from?: string

  /** First seen, exclusive, ISO instant. */
  @IsOptional()
  @IsInstant()
  to?: string

  @IsOptional()
  @IsIn(['firstSeenAt', '-firstSeenAt', 'lastSeenAt', '-lastSeenAt'])
  sort?: string
}

export class CustomerRow {
  id: string
  displayName: string
  nickname: string | null
  phoneMasked: string | null
  touchpoints: TouchpointBadge[]
  /** Where the person was first met. */
  channel: string
  firstSeenAt: string
  /** When one of the identities last appeared, to within an hour. */
  lastSeenAt: string
}

export class CustomerPage extends PageOf {
  items: CustomerRow[]
}

export class IdentityReply {
  id: number
  kind: IdentityKind
  kindLabel: string
  /** Name of the account that the identity belongs to, '' for kinds that mean the same everywhere. */
  scopeLabel: string
  masked: string
  verified: boolean
  retired: boolean
  source: string
  firstSeenAt: string
  lastSeenAt: string
  ties: TieReply[]
}

export class TieReply {
  kind: 'follow' | 'work_contact'
  counterpart: string
  active: boolean
  channel: string | null
  changedAt: string
}

export class AttributeReply {
  key: string
  label: string
  type: AttributeType
  value: AttributeValueType
  /** As a person reads it. */
  display: string
  source: AttributeSource
  sourceLabel: string
  at: string
}

export class ConsentReply {
  purpose: ConsentPurpose
  label: string
  granted: boolean
  at: string
  act: string
  source: string
  textVersion: string
}

export class MergeReply {
  id: number
  reason: MergeReason
  survivor: string
  absorbed: string
  /** Whether the customer looked at is the one who stayed. */
  survived: boolean
  /** The identity that proved it. */
  proof: string | null
  staffName: string | null
  mergedAt: string
  undoneAt: string | null
}

export class CustomerDetailReply extends CustomerRow {
  identities: IdentityReply[]
  attributes: AttributeReply[]
  consents: ConsentReply[]
  consentHistory: ConsentReply[]
  merges: MergeReply[]
  openReviews: number
  createdAt: string
}

export class PhoneReply {
  phone: string
}

export class SetAttributeDto {
  @Matches(/^[a-z][a-z0-9_]{0,63}$/)
  key: string

  /** Text, number, yes or no, or a list of texts, as the attribute's definition wants it. */
  @IsDefined({ message: '不能为空' })
  value: AttributeValueType
}

export class RecordConsentDto {
  @IsIn(CONSENT_PURPOSE_KEYS)
  purpose: ConsentPurpose

  @IsBoolean()
  granted: boolean
}

export class AttributeOptionDto {
  @IsString()
  @Length(1, 64)
  value: string

  @IsString()
  @Length(1, 64)
  label: string
}

export class DeclareAttributeDto {
  @Matches(/^[a-z][a-z0-9_]{1,63}$/, { message: '属性标识为小写字母、数字和下划线，以字母开头' })
  key: string

  @IsString()
  @Length(1, 64)
  label: string

  @IsIn(TYPES)
  type: AttributeType

  @IsOptional()
  @IsArray()
  @ArrayMaxSize(200)
  @ValidateNested({ each: true })
  @Type(() => AttributeOptionDto)
  options?: AttributeOptionDto[]
}

export class AttributeDefinitionReply {
  key: string
  label: string
  type: AttributeType
  options: AttributeOptionDto[] | null
  builtIn: boolean
  personal: boolean
}

export class ChannelReply {
  channel: string
  customers: number
}

export class MergeDto {
  @IsString()
  @Length(1, 32)
  survivor: string

  @IsString()
  @Length(1, 32)
  absorbed: string
}

export class MergeDoneReply {
  mergeId: number
  customer: string
}

export class UnmergeReply {
  holder: string
  restored: string
}

export class ReviewQuery extends PageQuery {
  @IsOptional()
  @IsIn(['open', 'merged', 'kept-apart'])
  state?: 'open' | 'merged' | 'kept-apart'
}

export class DecideReviewDto {
  /** Which of the two stays when they are merged; default the one who was met first. */
  @IsOptional()
  @IsString()
  @Length(1, 32)
  survivor?: string
}

export class ReviewReply {
  id: number
  reason: 'different-phones' | 'too-many-identities' | 'weak-link' | 'unmerged-before'
  reasonText: string
  state: 'open' | 'merged' | 'kept-apart'
  first: CustomerRow
  second: CustomerRow
  /** The identity that connects them. */
  link: string | null
  createdAt: string
  decidedAt: string | null
  decidedBy: string | null
}

export class ReviewPage extends PageOf {
  items: ReviewReply[]
}

export class SideReply extends CustomerRow {
  identities: IdentityReply[]
  attributes: AttributeReply[]
}

export class MergePreviewReply {
  first: SideReply
  second: SideReply
  /** What the merged customer would be known by. */
  attributes: AttributeReply[]
  /** Why a machine would not merge them, in words; empty when nothing is against it. */
  warnings: string[]
}

export class ReviewDetailReply extends ReviewReply {
  /** Null once the two are one. */
  preview: MergePreviewReply | null
}
