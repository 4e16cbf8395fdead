import { Select } from 'antd'
import type { EventDeclaration, Measure, ValueKind, ValueTest } from '@guiyi/shared'
import { emptyTest, measureKey, measureOptions } from './words'

interface Props {
  event: EventDeclaration | undefined
  measure: Measure
  /** The new measure, with an empty test that fits what it yields. */
  onChange: (change: { measure: Measure; test: ValueTest }) => void
  /** Only measures that yield one of these. */
  kinds?: readonly ValueKind[]
}

/** What is computed from the events: how often, on how many days, the sum of an amount … */
export function MeasureSelect({ event, measure, onChange, kinds }: Props) {
  const options = measureOptions(event).filter(({ kind }) => !kinds || kinds.includes(kind))
  return (
    <Select
      aria-label="统计方式"
      value={measureKey(measure)}
      options={options.map(({ key, label }) => ({ value: key, label }))}
      showSearch={{ optionFilterProp: 'label' }}
      onChange={(key) => {
        const next = options.find((option) => option.key === key)
        if (next) onChange({ measure: next.measure, test: emptyTest(next.kind) })
      }}
      popupMatchSelectWidth={false}
      style={{ minWidth: 104 }}
    />
  )
}
