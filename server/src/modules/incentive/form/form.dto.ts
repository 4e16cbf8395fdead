import { Type } from 'class-transformer'
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  Length,
  Matches,
  MaxLength,
  Min,
  ValidateIf,
  ValidateNested,
} from 'class-validator'
import { PageOf, PageQuery } from '../../../platform/http'
import { MyCouponReply } from '../coupon/coupon.dto'
import { FIELD_KINDS, type FieldKind } from './form-field.policy'
import type { FormAction, FormState } from './form.policy'

export class FormOptionDto {
  @IsString()
  @Length(1, 40)
  value: string

  @IsString()
  @Length(1, 40)
  label: string
}

export class FormFieldDto {
  @Matches(/^[a-z][a-z0-9_]{0,39}$/, { message: '题目编号为小写字母、数字与下划线，以字母开头' })
  key: string

  @IsString()
  @Length(1, 80)
  label: string

  @IsIn(FIELD_KINDS)
  kind: FieldKind

  @IsBoolean()
  required: boolean

  @IsOptional()
  @IsArray()
  @ArrayMaxSize(30)
  @ValidateNested({ each: true })
  @Type(() => FormOptionDto)
  options?: FormOptionDto[]

  @IsOptional()
  @IsInt()
  @Min(1)
  maxLength?: number

  /** Key of the attribute that the answer sets. */
  @IsOptional()
  @IsString()
  @MaxLength(64)
  attribute?: string
}

export class FormDto {
  @IsString()
  @Length(1, 60)
  title: string

  @IsOptional()
  @IsString()
  @MaxLength(300)
  description?: string

  @IsArray()
  @ArrayMaxSize(40)
  @ValidateNested({ each: true })
  @Type(() => FormFieldDto)
  fields: FormFieldDto[]

  @IsOptional()
  @ValidateIf((dto: FormDto) => dto.rewardCouponId !== null)
  @IsInt()
  rewardCouponId?: number | null

  @IsOptional()
  @IsString()
  @MaxLength(200)
  thanks?: string
}

export class FormQuery extends PageQuery {
  @IsOptional()
  @IsString()
  @MaxLength(60)
  search?: string

  @IsOptional()
  @IsIn(['draft', 'open', 'closed'])
  state?: FormState
}

export class FormActionDto {
  @IsIn(['open', 'close'])
  action: FormAction
}

export class FormReply {
  id: number
  title: string
  description: string
  fields: FormFieldDto[]
  rewardCouponId: number | null
  rewardCouponName: string | null
  thanks: string
  state: FormState
  submissionCount: number
  updatedAt: string
  createdAt: string
}

export class FormPage extends PageOf {
  items: FormReply[]
}

export class ShownAnswerReply {
  key: string
  label: string
  answer: string
}

export class SubmissionReply {
  id: number
  customerId: string
  customerName: string
  submittedAt: string
  answers: ShownAnswerReply[]
}

export class SubmissionPage extends PageOf {
  items: SubmissionReply[]
}

export class AnswerCountReply {
  name: string
  value: number
}

export class QuestionStatisticsReply {
  key: string
  label: string
  kind: FieldKind
  answered: number
  /** Choices by option, dates by month, numbers by range; empty for a free text. */
  counts: AnswerCountReply[]
  /** Mean of a number; null otherwise. */
  mean: number | null
  /** The latest free texts. */
  texts: string[]
}

export class FormStatisticsReply {
  submissions: number
  questions: QuestionStatisticsReply[]
}

export class ConsumerFormFieldReply {
  key: string
  label: string
  kind: FieldKind
  options?: FormOptionDto[]
  required: boolean
  maxLength?: number
}

export class ConsumerFormReply {
  id: string
  title: string
  description: string
  /** Name of the coupon given for it. */
  reward: string | null
  fields: ConsumerFormFieldReply[]
  submitted: boolean
}

export class SubmitFormDto {
  @IsObject()
  answers: Record<string, unknown>
}

export class SubmittedReply {
  message: string
  coupon: MyCouponReply | null
}
