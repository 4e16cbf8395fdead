import type { Answer, FormField } from '@/lib/contract'

export type Answers = Record<string, Answer>

const isEmpty = (answer: Answer | undefined): boolean =>
  answer === undefined ||
  (typeof answer === 'string' && answer.trim() === '') ||
  (Array.isArray(answer) && answer.length === 0)

function isCalendarDay(value: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) return false
  const day = new Date(`${value}T00:00:00Z`)
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(value)
}

const ASK: Record<FormField['kind'], string> = {
  date: '请选择日期',
  single: '请选择一项',
  multiple: '请至少选择一项',
  text: '请填写这一项',
  number: '请填写数字',
}

/** What is wrong with an answer, in Chinese, or null. */
export function problemOf(field: FormField, answer: Answer | undefined): string | null {
  if (isEmpty(answer)) return field.required ? ASK[field.kind] : null
  if (field.kind === 'date' && !(typeof answer === 'string' && isCalendarDay(answer))) return '日期格式不正确'
  if (field.kind === 'number' && !Number.isFinite(Number(answer))) return '请填写数字'
  if (field.kind === 'text' && field.maxLength !== undefined && String(answer).length > field.maxLength)
    return `最多 ${field.maxLength} 个字`
  return null
}

/** All problems by field key; empty when the form may be sent. */
export function problemsOf(fields: readonly FormField[], answers: Answers): Record<string, string> {
  return Object.fromEntries(
    fields.flatMap((field) => {
      const problem = problemOf(field, answers[field.key])
      return problem === null ? [] : [[field.key, problem]]
    }),
  )
}

/** As the server takes them: numbers as numbers, texts trimmed, unanswered fields left out. */
export function answersToSend(fields: readonly FormField[], answers: Answers): Answers {
  return Object.fromEntries(
    fields.flatMap((field) => {
      const answer = answers[field.key]
      if (answer === undefined || isEmpty(answer)) return []
      if (field.kind === 'number') return [[field.key, Number(answer)]]
      return [[field.key, typeof answer === 'string' ? answer.trim() : answer]]
    }),
  )
}
