import { Injectable } from '@nestjs/common'
import { Like } from 'typeorm'
import { AuditTrail } from '../../../platform/audit'
import { Clock } from '../../../platform/clock'
import { Database } from '../../../platform/database'
import { AppError } from '../../../platform/errors'
import { skipTake, type PageQuery } from '../../../platform/http'
import { AttributeService } from '../../identity'
import { CouponService } from '../coupon/coupon.service'
import { keepsAnswersReadable, objectionToFields, type FormField } from './form-field.policy'
import { FormSubmission } from './form-submission.entity'
import type { FormDto } from './form.dto'
import { Form } from './form.entity'
import { formLife, type FormAction, type FormState } from './form.policy'

const DEFAULT_THANKS = '已收到，谢谢您的填写'

/** Questionnaires and what was answered. */
@Injectable()
export class FormService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly attributes: AttributeService,
    private readonly coupons: CouponService,
    private readonly audit: AuditTrail,
  ) {}

  /** @throws NOT_FOUND */
  async get(id: number): Promise<Form> {
    const form = await this.db.repo(Form).findOneBy({ id })
    if (!form) throw new AppError('NOT_FOUND', { params: { what: '表单' } })
    return form
  }

  async list(filter: { search?: string; state?: FormState }, page: PageQuery): Promise<[Form[], number]> {
    return this.db.repo(Form).findAndCount({
      where: {
        ...(filter.state ? { state: filter.state } : {}),
        ...(filter.search ? { title: Like(`%${filter.search.replace(/[\\%_]/g, '\\$&')}%`) } : {}),
      },
      order: { id: 'DESC' },
      ...skipTake(page),
    })
  }

  /** The newest open form that this person has not filled in. */
  async nextFor(customerId: number): Promise<Form | null> {
    return this.db
      .repo(Form)
      .createQueryBuilder('form')
      .where("form.state = 'open'")
      .andWhere('form.id NOT IN (SELECT done.form_id FROM form_submission done WHERE done.customer_id = :customerId)', {
        customerId,
      })
      .orderBy('form.id', 'DESC')
      .getOne()
  }

  async hasSubmitted(formId: number, customerId: number): Promise<boolean> {
    return this.db.repo(FormSubmission).existsBy({ formId, customerId })
  }

  /** @throws FORM_FIELDS_INVALID, NOT_FOUND */
  async create(dto: FormDto): Promise<Form> {
    const content = await this.contentOf(dto)
    const inserted = await this.db
      .repo(Form)
      .insert({ ...content, state: formLife.initial, updatedAt: this.clock.now() })
    const form = await this.get(Number(inserted.identifiers[0]?.id))
    this.audit.describe({ action: 'form.create', target: { kind: 'form', id: form.id, name: form.title }, after: form })
    return form
  }

  /** @throws NOT_FOUND, FORM_FIELDS_INVALID, FORM_FIELDS_LOCKED */
  async update(id: number, dto: FormDto): Promise<Form> {
    const before = await this.get(id)
    const content = await this.contentOf(dto)
    if (before.submissionCount > 0 && !keepsAnswersReadable(before.fields, content.fields))
      throw new AppError('FORM_FIELDS_LOCKED', { field: 'fields' })
    await this.db.repo(Form).update({ id }, { ...content, updatedAt: this.clock.now() })
    const after = await this.get(id)
    this.audit.describe({ action: 'form.update', target: { kind: 'form', id, name: after.title }, before, after })
    return after
  }

  /** @throws NOT_FOUND, FORM_STATE_REFUSED */
  async act(id: number, action: FormAction): Promise<Form> {
    const before = await this.get(id)
    const state = formLife.next(before.state, action)
    if (!state) throw new AppError('FORM_STATE_REFUSED')
    const changed = await this.db.repo(Form).update({ id, state: before.state }, { state, updatedAt: this.clock.now() })
    if (changed.affected !== 1) throw new AppError('CONFLICT')
    this.audit.describe({
      action: `form.${action}`,
      target: { kind: 'form', id, name: before.title },
      before: { state: before.state },
      after: { state },
    })
    return this.get(id)
  }

  async submissions(formId: number, page: PageQuery): Promise<[FormSubmission[], number]> {
    return this.db.repo(FormSubmission).findAndCount({ where: { formId }, order: { id: 'DESC' }, ...skipTake(page) })
  }

  /** Every submission, newest first, a thousand at a time. */
  async *allSubmissions(formId: number): AsyncIterable<FormSubmission[]> {
    let before = Number.MAX_SAFE_INTEGER
    for (;;) {
      const part = await this.db
        .repo(FormSubmission)
        .createQueryBuilder('submission')
        .where('submission.formId = :formId AND submission.id < :before', { formId, before })
        .orderBy('submission.id', 'DESC')
        .take(1000)
        .getMany()
      const last = part.at(-1)
      if (!last) return
      yield part
      before = last.id
    }
  }

  private async contentOf(
    dto: FormDto,
  ): Promise<Pick<Form, 'title' | 'description' | 'fields' | 'rewardCouponId' | 'thanks'>> {
    const fields: FormField[] = dto.fields.map(({ key, label, kind, required, options, maxLength, attribute }) => ({
      key,
      label: label.trim(),
      kind,
      required,
      ...(options && options.length > 0
        ? { options: options.map(({ value, label: text }) => ({ value, label: text })) }
        : {}),
      ...(maxLength ? { maxLength } : {}),
      ...(attribute ? { attribute } : {}),
    }))
    const objection = objectionToFields(fields, await this.attributes.definitions())
    if (objection) throw new AppError('FORM_FIELDS_INVALID', { field: 'fields', params: { reason: objection } })
    if (dto.rewardCouponId) await this.coupons.get(dto.rewardCouponId)
    return {
      title: dto.title.trim(),
      description: dto.description?.trim() ?? '',
      fields,
      rewardCouponId: dto.rewardCouponId ?? null,
      thanks: dto.thanks?.trim() || DEFAULT_THANKS,
    }
  }
}
