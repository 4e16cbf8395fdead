import { Injectable, type OnModuleInit } from '@nestjs/common'
import { Clock } from '../../../platform/clock'
import { Database } from '../../../platform/database'
import { AppError } from '../../../platform/errors'
import { EventService } from '../../event'
import { AttributeService, IdentityService } from '../../identity'
import { IntakeRegistry, type IntakeMessage } from '../../intake'
import { ClaimService, type ClaimInput } from '../coupon/claim.service'
import { isClaimable } from '../coupon/coupon.policy'
import { presentMyCoupon } from '../coupon/coupon.presenter'
import { CouponService } from '../coupon/coupon.service'
import type { MyCouponReply } from '../coupon/coupon.dto'
import { readAnswers, type Answers } from './form-field.policy'
import { FormSubmission } from './form-submission.entity'
import type { SubmittedReply } from './form.dto'
import type { Form } from './form.entity'
import { FormService } from './form.service'

export interface SubmitBody {
  formId: number
  identityId: number
  answers: Record<string, unknown>
}

const CHANNEL = '小程序'

/** What happens when somebody sends a form: the answers are kept, attributes set, an event recorded, the reward given. */
@Injectable()
export class FormIntake implements OnModuleInit {
  constructor(
    private readonly registry: IntakeRegistry,
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly identities: IdentityService,
    private readonly attributes: AttributeService,
    private readonly events: EventService,
    private readonly forms: FormService,
    private readonly coupons: CouponService,
    private readonly claims: ClaimService,
  ) {}

  onModuleInit(): void {
    this.registry.register<SubmitBody>('consumer.form-submit', (message, body) => this.submit(message, body))
  }

  /** @throws NOT_FOUND, FORM_NOT_OPEN, FORM_ANSWERS_INVALID, FORM_ALREADY_SUBMITTED, ATTRIBUTE_VALUE_INVALID */
  private async submit(message: IntakeMessage, body: SubmitBody): Promise<SubmittedReply> {
    const form = await this.forms.get(body.formId)
    if (form.state !== 'open') throw new AppError('FORM_NOT_OPEN')
    const { answers, faults } = readAnswers(form.fields, body.answers)
    if (faults.length > 0) {
      const details = faults.map(({ field, message: text }) => ({ field: `answers.${field}`, message: text }))
      throw new AppError('FORM_ANSWERS_INVALID', { field: details[0]?.field, details })
    }
    const customerId = await this.identities.ownerOf(body.identityId)
    const who = {
      customerId,
      identityId: body.identityId,
      at: message.occurredAt,
      channel: CHANNEL,
      dedupKey: String(message.id),
    }
    await this.keep(form, answers, who)
    await this.setAttributes(form, answers, who)
    await this.events.record({
      name: 'submit_form',
      customerId,
      identityId: body.identityId,
      occurredAt: who.at,
      dedupKey: `submit_form:${message.id}`,
      channel: CHANNEL,
      properties: { form: form.title },
    })
    return { message: form.thanks, coupon: await this.reward(form, who) }
  }

  private async keep(form: Form, answers: Answers, { customerId, identityId, at }: ClaimInput): Promise<void> {
    if (await this.forms.hasSubmitted(form.id, customerId)) throw new AppError('FORM_ALREADY_SUBMITTED')
    try {
      await this.db
        .repo(FormSubmission)
        .insert({ formId: form.id, customerId, identityId, ordinal: 1, answers, submittedAt: at })
    } catch (cause) {
      if ((cause as { errno?: unknown }).errno === 1062) throw new AppError('FORM_ALREADY_SUBMITTED', { cause })
      throw cause
    }
    await this.db.query('UPDATE form SET submission_count = submission_count + 1 WHERE id = ?', [form.id])
  }

  private async setAttributes(form: Form, answers: Answers, { customerId, identityId, at }: ClaimInput): Promise<void> {
    const values = Object.fromEntries(
      form.fields.flatMap(({ key, attribute }) =>
        attribute && answers[key] !== undefined ? [[attribute, answers[key]] as const] : [],
      ),
    )
    if (Object.keys(values).length > 0)
      await this.attributes.setMany(customerId, values, { source: 'consumer', at, identityId })
  }

  /** An empty stock or an old claim takes nothing away from the submission: there is just no coupon. */
  private async reward(form: Form, who: ClaimInput): Promise<MyCouponReply | null> {
    if (form.rewardCouponId === null) return null
    const coupon = await this.coupons.get(form.rewardCouponId)
    const owned = (await this.claims.countsOf(who.customerId, [coupon.id])).get(coupon.id) ?? 0
    if (!isClaimable(coupon, who.at) || owned >= coupon.perPersonLimit || coupon.claimedCount >= coupon.stock)
      return null
    const claim = await this.claims.claim(coupon, { ...who, channel: '表单奖励' })
    return presentMyCoupon(claim, coupon, this.clock.now())
  }
}
