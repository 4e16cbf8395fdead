import { Select } from 'antd'
import type { PlainWindow } from '@guiyi/shared'
import { DayField, NumberField } from './inputs'

const presets = [7, 30, 90, 180, 365]

export type PlainChoice = `past-${number}` | 'past' | 'fixed' | 'ever'

export interface Option<C> {
  value: C
  label: string
}

export const plainOptions: Option<PlainChoice>[] = [
  ...presets.map((days) => ({ value: `past-${days}` as const, label: `过去 ${days} 天` })),
  { value: 'past', label: '过去 N 天…' },
  { value: 'fixed', label: '固定日期…' },
  { value: 'ever', label: '有史以来' },
]
export function plainChoice(window: PlainWindow): PlainChoice {
  if (window.kind !== 'past') return window.kind
  return presets.includes(window.days) ? `past-${window.days}` : 'past'
}

export function chosen(choice: PlainChoice): PlainWindow {
  if (choice === 'ever') return { kind: 'ever' }
  if (choice === 'fixed') return { kind: 'fixed', from: '', to: '' }
  return { kind: 'past', days: choice === 'past' ? 60 : Number(choice.slice('past-'.length)) }
}

interface Props {
  window: PlainWindow
  onChange: (window: PlainWindow) => void
}

/** A window that is the same for everybody. */
export function PlainWindowEditor({ window, onChange }: Props) {
  return (
    <>
      <Choose value={plainChoice(window)} options={plainOptions} onChange={(choice) => onChange(chosen(choice))} />
      <Stretch window={window} onChange={onChange} />
    </>
  )
}

export function Choose<C extends string>({
  value,
  options: items,
  onChange,
}: {
  value: C
  options: Option<C>[]
  onChange: (value: C) => void
}) {
  return (
    <Select<C>
      aria-label="时间范围"
      value={value}
      options={items}
      onChange={onChange}
      popupMatchSelectWidth={false}
      listHeight={320}
      style={{ minWidth: 104 }}
    />
  )
}

export function Stretch({ window, onChange }: Props) {
  if (window.kind === 'past' && plainChoice(window) === 'past') {
    return (
      <NumberField
        label="天数"
        value={window.days}
        onChange={(days) => onChange({ kind: 'past', days })}
        min={1}
        whole
        unit="天"
        width={96}
      />
    )
  }
  if (window.kind !== 'fixed') return null
  return (
    <>
      <DayField label="开始日期" value={window.from} onChange={(from) => onChange({ ...window, from })} />
      <span className="muted">到</span>
      <DayField label="结束日期" value={window.to} onChange={(to) => onChange({ ...window, to })} />
    </>
  )
}
