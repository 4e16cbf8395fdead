import type { Answer, FormField } from '@/lib/contract'
import { elements } from '@/platform'
import { Chip } from '@/ui/chip'
import { Icon } from '@/ui/icon'
import './form-field-view.scss'

interface FormFieldViewProps {
  field: FormField
  position: number
  answer: Answer | undefined
  problem: string | undefined
  /** Told how the answer changes, because two quick taps may come before the screen is drawn again. */
  onAnswer: (change: (old: Answer | undefined) => Answer) => void
}

const EARLIEST = '1930-01-01'
const LATEST = '2099-12-31'
const LONG_TEXT = 30

/** One question with the control that fits it. */
export function FormFieldView({ field, position, answer, problem, onAnswer }: FormFieldViewProps) {
  const { Box, Span } = elements
  return (
    <Box id={`field-${field.key}`} className="gy-field">
      <Box className="gy-field__label">
        <Span className="gy-field__position">{String(position).padStart(2, '0')}</Span>
        <Span>{field.label}</Span>
        {field.required ? <Span className="gy-field__star">*</Span> : <Span className="gy-field__optional">选填</Span>}
      </Box>
      <Control field={field} answer={answer} onAnswer={onAnswer} />
      {problem && (
        <Box className="gy-field__problem" role="alert">
          <Span>{problem}</Span>
        </Box>
      )}
    </Box>
  )
}

const chosenOf = (answer: Answer | undefined): string[] =>
  Array.isArray(answer) ? answer : typeof answer === 'string' && answer !== '' ? [answer] : []

const toggled = (chosen: string[], value: string): string[] =>
  chosen.includes(value) ? chosen.filter((other) => other !== value) : [...chosen, value]

function Control({ field, answer, onAnswer }: Pick<FormFieldViewProps, 'field' | 'answer' | 'onAnswer'>) {
  const { Box, Span, DateInput, TextInput } = elements
  const text = typeof answer === 'string' ? answer : ''
  const inputId = `input-${field.key}`
  const write = (value: string) => onAnswer(() => value)
  if (field.kind === 'date') {
    return (
      <Box className="gy-field__box">
        <DateInput
          id={inputId}
          className="gy-field__input"
          label={field.label}
          value={text}
          min={EARLIEST}
          max={LATEST}
          placeholder="请选择日期"
          onChange={write}
        />
        <Icon name="calendar" size={18} />
      </Box>
    )
  }
  if (field.kind === 'single' || field.kind === 'multiple') {
    const many = field.kind === 'multiple'
    const chosen = chosenOf(answer)
    const toggle = (value: string) => onAnswer((old) => (many ? toggled(chosenOf(old), value) : value))
    return (
      <Box className="gy-field__chips">
        {(field.options ?? []).map((option) => (
          <Chip
            key={option.value}
            id={`option-${field.key}-${option.value}`}
            text={option.label}
            role={many ? 'checkbox' : 'radio'}
            on={chosen.includes(option.value)}
            onTap={() => toggle(option.value)}
          />
        ))}
        {many && <Span className="gy-field__hint">可多选</Span>}
      </Box>
    )
  }
  const kind =
    field.kind === 'number' ? 'number' : (field.maxLength ?? LONG_TEXT + 1) > LONG_TEXT ? 'paragraph' : 'text'
  return (
    <Box className="gy-field__box">
      <TextInput
        id={inputId}
        className={kind === 'paragraph' ? 'gy-field__input gy-field__input--tall' : 'gy-field__input'}
        kind={kind}
        label={field.label}
        value={text}
        placeholder={kind === 'number' ? '请输入数字' : '说说您的想法'}
        {...(field.maxLength === undefined ? {} : { maxLength: field.maxLength })}
        onChange={write}
      />
    </Box>
  )
}
