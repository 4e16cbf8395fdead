import { Input, Select } from 'antd'
import type { NamedValue, ValueKind, ValueTest } from '@guiyi/shared'
import { DayField, MoneyField, NumberField, ValuesField } from './inputs'
import { emptyTest, opOptions, type Presence } from './words'

interface Props {
  kind: ValueKind
  test: ValueTest
  onChange: (test: ValueTest) => void
  /** What is tested, for the labels of the fields. */
  label: string
  /** Values to choose from. */
  options?: readonly NamedValue[]
  /** Other values may be typed as well. */
  free?: boolean
  unit?: string
  /** Which of 有值 and 没有值 are asked: a measure always has a value. Default both. */
  presence?: Presence
}

const yesNo: NamedValue[] = [
  { value: 'true', label: '是' },
  { value: 'false', label: '否' },
]

/** A comparison and what is compared with: 「大于等于 ¥500」, 「是 敏感肌、干皮」. */
export function TestEditor({ kind, test, onChange, label, options, free, unit, presence = 'both' }: Props) {
  return (
    <>
      <Select
        aria-label={`${label}的比较方式`}
        value={test.op}
        options={opOptions(kind, presence)}
        onChange={(op) => onChange(keepValue(test, emptyTest(kind, op)))}
        popupMatchSelectWidth={false}
        style={{ minWidth: 96 }}
      />
      <Operand kind={kind} test={test} onChange={onChange} label={label} options={options} free={free} unit={unit} />
    </>
  )
}

/** Changing 大于 into 小于 keeps the number that was typed. */
function keepValue(before: ValueTest, after: ValueTest): ValueTest {
  if ('value' in before && 'value' in after) return { ...after, value: before.value }
  if ('values' in before && 'values' in after) return { ...after, values: before.values }
  if ('date' in before && 'date' in after) return { ...after, date: before.date }
  if ('days' in before && 'days' in after) return { ...after, days: before.days }
  return after
}

function Operand({ kind, test, onChange, label, options = [], free = false, unit }: Omit<Props, 'presence'>) {
  const NumberInput = kind === 'money' ? MoneyField : NumberField
  switch (test.op) {
    case 'is':
    case 'is-not':
    case 'all-of':
      if (kind === 'boolean') {
        return (
          <Select
            aria-label={`${label}的值`}
            value={test.values[0]}
            options={yesNo}
            placeholder="请选择"
            onChange={(value: string) => onChange({ ...test, values: [value] })}
            style={{ width: 90 }}
          />
        )
      }
      return (
        <ValuesField
          label={`${label}的值`}
          values={test.values}
          onChange={(values) => onChange({ ...test, values })}
          options={options}
          free={free || options.length === 0}
        />
      )
    case 'contains':
      return (
        <Input
          aria-label={`${label}包含的文字`}
          value={test.text}
          placeholder="文字"
          onChange={(event) => onChange({ ...test, text: event.target.value })}
          style={{ width: 180 }}
        />
      )
    case 'exists':
    case 'missing':
      return null
    case 'between':
      return (
        <>
          <NumberInput label={`${label}的起点`} value={test.from} onChange={(from) => onChange({ ...test, from })} />
          <span className="muted">到</span>
          <NumberInput
            label={`${label}的终点`}
            value={test.to}
            onChange={(to) => onChange({ ...test, to })}
            unit={unit}
          />
        </>
      )
    case 'on-or-after':
    case 'on-or-before':
      return <DayField label={`${label}的日期`} value={test.date} onChange={(date) => onChange({ ...test, date })} />
    case 'within-past-days':
    case 'within-next-days':
    case 'anniversary-within-days':
      return (
        <>
          <NumberField
            label={`${label}的天数`}
            value={test.days}
            onChange={(days) => onChange({ ...test, days })}
            min={0}
            whole
            unit="天"
            width={96}
          />
          <span className="muted">内</span>
        </>
      )
    default:
      return (
        <NumberInput
          label={`${label}的值`}
          value={test.value}
          onChange={(value) => onChange({ ...test, value })}
          unit={unit}
        />
      )
  }
}
