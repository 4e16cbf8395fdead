import { DatePicker, InputNumber, Select } from 'antd'
import dayjs from 'dayjs'
import type { NamedValue } from '@guiyi/shared'

interface NumberProps {
  value: number
  onChange: (value: number) => void
  label: string
  unit?: string
  min?: number
  /** Whole numbers only. */
  whole?: boolean
  width?: number
}

/** A number; empty is NaN. */
export function NumberField({ value, onChange, label, unit, min, whole = false, width = 110 }: NumberProps) {
  return (
    <InputNumber
      aria-label={label}
      value={Number.isNaN(value) ? null : value}
      onChange={(next) => onChange(next ?? Number.NaN)}
      min={min}
      precision={whole ? 0 : undefined}
      suffix={unit}
      style={{ width }}
    />
  )
}

/** Yuan on the screen, integer fen in the rule. */
export function MoneyField({ value, onChange, label, width = 130 }: NumberProps) {
  return (
    <InputNumber
      aria-label={label}
      value={Number.isNaN(value) ? null : value / 100}
      onChange={(next) => onChange(next === null ? Number.NaN : Math.round(next * 100))}
      min={0}
      precision={2}
      prefix="¥"
      style={{ width }}
    />
  )
}

/** A calendar day as `YYYY-MM-DD`; empty is an empty text. */
export function DayField({
  value,
  onChange,
  label,
}: {
  value: string
  onChange: (value: string) => void
  label: string
}) {
  return (
    <DatePicker
      aria-label={label}
      allowClear={false}
      value={value === '' ? null : dayjs(value)}
      onChange={(day) => onChange(day ? day.format('YYYY-MM-DD') : '')}
      style={{ width: 140 }}
    />
  )
}

interface ValuesProps {
  values: string[]
  onChange: (values: string[]) => void
  label: string
  options?: readonly NamedValue[]
  /** Values outside the options may be typed. */
  free?: boolean
  placeholder?: string
}

/** Several values, chosen or typed. */
export function ValuesField({ values, onChange, label, options, free = false, placeholder }: ValuesProps) {
  return (
    <Select
      aria-label={label}
      mode={free ? 'tags' : 'multiple'}
      value={values}
      onChange={onChange}
      options={options?.map(({ value, label: text }) => ({ value, label: text }))}
      showSearch={{ optionFilterProp: 'label' }}
      placeholder={placeholder ?? (free ? '选择或输入，可填多个' : '请选择，可多选')}
      notFoundContent={free ? null : undefined}
      tokenSeparators={free ? [',', '，', '、', '\n'] : undefined}
      maxTagCount={4}
      style={{ minWidth: 190, maxWidth: 420 }}
      popupMatchSelectWidth={false}
    />
  )
}
