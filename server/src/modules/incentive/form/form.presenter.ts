import { displayAnswer, type FormField } from './form-field.policy'
import type { FormSubmission } from './form-submission.entity'
import type { ConsumerFormFieldReply, ConsumerFormReply, FormReply, ShownAnswerReply } from './form.dto'
import type { Form } from './form.entity'

/** What the console shows of a form. */
export const presentForm = (form: Form, rewardName: string | null): FormReply => ({
  id: form.id,
  title: form.title,
  description: form.description,
  fields: form.fields,
  rewardCouponId: form.rewardCouponId,
  rewardCouponName: rewardName,
  thanks: form.thanks,
  state: form.state,
  submissionCount: form.submissionCount,
  updatedAt: form.updatedAt.toISOString(),
  createdAt: form.createdAt.toISOString(),
})

/** A consumer need not know which attribute an answer sets. */
const presentField = ({ key, label, kind, required, options, maxLength }: FormField): ConsumerFormFieldReply => ({
  key,
  label,
  kind,
  required,
  ...(options ? { options } : {}),
  ...(maxLength ? { maxLength } : {}),
})

/** What a consumer sees of a form. */
export const presentConsumerForm = (form: Form, reward: string | null, submitted: boolean): ConsumerFormReply => ({
  id: String(form.id),
  title: form.title,
  description: form.description,
  reward,
  fields: form.fields.map(presentField),
  submitted,
})

/** Answers in the order of the questions, as a person reads them. */
export const presentAnswers = (form: Form, submission: FormSubmission): ShownAnswerReply[] =>
  form.fields.map((field) => ({
    key: field.key,
    label: field.label,
    answer: displayAnswer(field, submission.answers[field.key]),
  }))
