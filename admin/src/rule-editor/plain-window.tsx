import { Select } from 'antd'
import { useState } from 'react'
import type { PlainWindow } from '@guiyi/shared'
import { DayField, NumberField } from './inputs'

const presets = [7, 30, 90, 180, 365]

export type PlainChoice = `past-${number}` | 'past' | 'hours' | 'fixed' | 'ever'

export interface Option<C> {
  value: C
  label: string
}

/** Days are natural days, because that is how people count them; exact hours are there for who needs them. */
export const plainOptions: Option<PlainChoice>[] = [
  ...presets.map((days) => ({ value: `past-${days}` as const, label: `过去 ${days} 天` })),
  { value: 'past', label: '过去 N 天…' },
  { value: 'hours', label: '过去 N×24 小时…' },
  { value: 'fixed', label: '固定日期…' },
  { value: 'ever', label: '有史以来' },
]

function plainChoice(window: PlainWindow): PlainChoice {
  if (window.kind !== 'past') return window.kind
  if (window.unit !== 'day') return 'hours'
  return presets.includes(window.days) ? `past-${window.days}` : 'past'
}

/**
 * What was chosen for a window. Whoever types a number of days keeps the field, though the number passes one of the
 * presets on its way: 75 begins with 7.
 */
export function usePlainChoice(window: PlainWindow): [PlainChoice, (choice: PlainChoice) => void] {
  const derived = plainChoice(window)
  const [typed, setTyped] = useState(derived === 'past')
  if (derived === 'past' && !typed) setTyped(true)
  const isDays = derived.startsWith('past')
  return [typed && isDays ? 'past' : derived, (choice) => setTyped(choice === 'past')]
}

export function chosen(choice: PlainChoice): PlainWindow {
  if (choice === 'ever') return { kind: 'ever' }
  if (choice === 'fixed') return { kind: 'fixed', from: '', to: '' }
  if (choice === 'hours') return { kind: 'past', days: 1 }
  return { kind: 'past', days: choice === 'past' ? 60 : Number(choice.slice('past-'.length)), unit: 'day' }
}

interface Props {
  window: PlainWindow
  onChange: (window: PlainWindow) => void
}

/** A window that is the same for everybody. */
export function PlainWindowEditor({ window, onChange }: Props) {
  const [choice, choose] = usePlainChoice(window)
  return (
    <>
      <Choose
        value={choice}
        options={plainOptions}
        onChange={(next) => {
          choose(next)
          onChange(chosen(next))
        }}
      />
      <Stretch window={window} choice={choice} onChange={onChange} />
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

/** The fields that a choice asks for. */
export function Stretch({ window, choice, onChange }: Props & { choice: PlainChoice }) {
  if (window.kind === 'past' && (choice === 'past' || choice === 'hours')) {
    return (
      <NumberField
        label={choice === 'past' ? '天数' : '24 小时的个数'}
        value={window.days}
        onChange={(days) => onChange({ ...window, days })}
        min={1}
        whole
        unit={choice === 'past' ? '天' : '×24 小时'}
        width={choice === 'past' ? 96 : 132}
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
