import { Select } from 'antd'
import type { TimeWindow } from '@guiyi/shared'
import { DayField, NumberField } from './inputs'

const presets = [7, 30, 90, 180, 365]

type Choice = `past-${number}` | 'past' | 'fixed' | 'ever'

const options: { value: Choice; label: string }[] = [
  ...presets.map((days) => ({ value: `past-${days}` as const, label: `过去 ${days} 天` })),
  { value: 'past', label: '过去 N 天…' },
  { value: 'fixed', label: '固定日期…' },
  { value: 'ever', label: '有史以来' },
]

function choiceOf(window: TimeWindow): Choice {
  if (window.kind !== 'past') return window.kind
  return presets.includes(window.days) ? `past-${window.days}` : 'past'
}

/** In which stretch of time events count. */
export function WindowEditor({ window, onChange }: { window: TimeWindow; onChange: (window: TimeWindow) => void }) {
  const choice = choiceOf(window)
  const choose = (next: Choice) => {
    if (next === 'ever') onChange({ kind: 'ever' })
    else if (next === 'fixed') onChange({ kind: 'fixed', from: '', to: '' })
    else onChange({ kind: 'past', days: next === 'past' ? 60 : Number(next.slice('past-'.length)) })
  }
  return (
    <>
      <Select
        aria-label="时间范围"
        value={choice}
        options={options}
        onChange={choose}
        popupMatchSelectWidth={false}
        style={{ minWidth: 104 }}
      />
      {window.kind === 'past' && choice === 'past' && (
        <NumberField
          label="天数"
          value={window.days}
          onChange={(days) => onChange({ kind: 'past', days })}
          min={1}
          whole
          unit="天"
          width={96}
        />
      )}
      {window.kind === 'fixed' && (
        <>
          <DayField label="开始日期" value={window.from} onChange={(from) => onChange({ ...window, from })} />
          <span className="muted">到</span>
          <DayField label="结束日期" value={window.to} onChange={(to) => onChange({ ...window, to })} />
        </>
      )}
    </>
  )
}
