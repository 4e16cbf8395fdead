export const FIELD_KINDS = ['date', 'single', 'multiple', 'text', 'number'] as const
export type FieldKind = (typeof FIELD_KINDS)[number]

export interface FieldOption {
  value: string
  label: string
}

/** One question. */
export interface FormField {
  /** Under which its answers are kept; never changes. */
  key: string
  label: string
  kind: FieldKind
  required: boolean
  options?: FieldOption[]
  /** Characters of a text; 200 when left out. */
  maxLength?: number
  /** The attribute of the customer that the answer sets. */
  attribute?: string
}

export type Answer = string | number | string[]
export type Answers = Record<string, Answer>

interface KnownAttribute {
  key: string
  type: string
}

/** Which type of attribute each kind of question can fill. */
const FITTING: Record<FieldKind, readonly string[]> = {
  date: ['date'],
  single: ['enum', 'text'],
  multiple: ['list'],
  text: ['text'],
  number: ['number'],
}
const DEFAULT_TEXT_LENGTH = 200
const MAX_TEXT_LENGTH = 1000
const MAX_NUMBER = 1_000_000_000

/** What is wrong with a list of questions, as an operator reads it; null when it can be asked. */
export function objectionToFields(fields: readonly FormField[], attributes: readonly KnownAttribute[]): string | null {
  if (fields.length === 0) return '至少需要一道题'
  const keys = new Set(fields.map(({ key }) => key))
  if (keys.size < fields.length) return '题目编号不能重复'
  for (const field of fields) {
    const objection = objectionToField(field, attributes)
    if (objection) return `「${field.label}」${objection}`
  }
  return null
}

function objectionToField(field: FormField, attributes: readonly KnownAttribute[]): string | null {
  const choice = field.kind === 'single' || field.kind === 'multiple'
  const options = field.options ?? []
  if (choice && options.length < 2) return '至少需要两个选项'
  if (choice && new Set(options.map(({ value }) => value)).size < options.length) return '选项的值不能重复'
  if (!choice && options.length > 0) return '不是选择题，不能有选项'
  if ((field.maxLength ?? 1) > MAX_TEXT_LENGTH) return `最多 ${MAX_TEXT_LENGTH} 字`
  if (!field.attribute) return null
  const attribute = attributes.find(({ key }) => key === field.attribute)
  if (!attribute) return `对应的属性 ${field.attribute} 不存在`
  return FITTING[field.kind].includes(attribute.type) ? null : '与对应属性的类型不符'
}

export interface ReadAnswers {
  answers: Answers
  /** One line per faulty question; empty when all is well. */
  faults: { field: string; message: string }[]
}

/**
 * Reads what a person sent against the questions: every answer has the type that its question asks for, unknown keys are
 * refused, blank ones count as not given.
 */
export function readAnswers(fields: readonly FormField[], sent: Record<string, unknown>): ReadAnswers {
  const answers: Answers = {}
  const faults: ReadAnswers['faults'] = []
  for (const key of Object.keys(sent)) {
    if (!fields.some((field) => field.key === key)) faults.push({ field: key, message: '不是这份表单的题目' })
  }
  for (const field of fields) {
    const raw = Object.hasOwn(sent, field.key) ? sent[field.key] : undefined
    if (isBlank(raw)) {
      if (field.required) faults.push({ field: field.key, message: '请填写此项' })
      continue
    }
    const read = READERS[field.kind](field, raw)
    if ('message' in read) faults.push({ field: field.key, message: read.message })
    else answers[field.key] = read.value
  }
  return { answers, faults }
}

const isBlank = (raw: unknown): boolean =>
  raw === undefined ||
  raw === null ||
  (typeof raw === 'string' && raw.trim() === '') ||
  (Array.isArray(raw) && raw.length === 0)

type Read = { value: Answer } | { message: string }

const READERS: Record<FieldKind, (field: FormField, raw: unknown) => Read> = {
  date: (_, raw) => (typeof raw === 'string' && isCalendarDate(raw) ? { value: raw } : { message: '应为有效的日期' }),
  number: (_, raw) =>
    typeof raw === 'number' && Math.abs(raw) <= MAX_NUMBER ? { value: raw } : { message: '应为数字' },
  text: (field, raw) => {
    const limit = field.maxLength ?? DEFAULT_TEXT_LENGTH
    if (typeof raw !== 'string') return { message: '应为文字' }
    return [...raw.trim()].length <= limit ? { value: raw.trim() } : { message: `最多 ${limit} 字` }
  },
  single: (field, raw) => (isOption(field, raw) ? { value: raw } : { message: '请从选项中选择' }),
  multiple: (field, raw) =>
    Array.isArray(raw) && raw.every((item): item is string => isOption(field, item))
      ? { value: [...new Set(raw)] }
      : { message: '请从选项中选择' },
}

const isOption = (field: FormField, raw: unknown): raw is string =>
  typeof raw === 'string' && (field.options ?? []).some(({ value }) => value === raw)

function isCalendarDate(text: string): boolean {
  if (!/^(19|20)\d{2}-\d{2}-\d{2}$/.test(text)) return false
  const date = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)
}

/** An answer as a person reads it. */
export function displayAnswer(field: FormField, answer: Answer | undefined): string {
  if (answer === undefined) return ''
  const label = (item: string): string => field.options?.find(({ value }) => value === item)?.label ?? item
  return Array.isArray(answer) ? answer.map(label).join('、') : label(String(answer))
}

/** Whether people's earlier answers stay readable: keys and kinds of the old questions stand, options are only added. */
export function keepsAnswersReadable(before: readonly FormField[], after: readonly FormField[]): boolean {
  return before.every((old) => {
    const now = after.find(({ key }) => key === old.key)
    return (
      now === undefined ||
      (now.kind === old.kind &&
        (old.options ?? []).every(({ value }) => now.options?.some((option) => option.value === value)))
    )
  })
}
