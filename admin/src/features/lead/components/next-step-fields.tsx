import dayjs from 'dayjs'
import { useState } from 'react'
import { formatTime, shanghaiInstant } from '../../../lib/format'
import css from './next-step-fields.module.css'

interface Props {
  step: string
  onStep: (step: string) => void
  /** UTC instant, or null for none. */
  at: string | null
  onAt: (at: string | null) => void
}

const DAY_MS = 86_400_000

/** Ten in the morning, Shanghai, so many days from today. */
function morning(days: number): string {
  const day = formatTime(Date.now() + days * DAY_MS).slice(0, 10)
  return new Date(`${day}T10:00:00+08:00`).toISOString()
}

const QUICK = [
  { label: '明天', days: 1 },
  { label: '3 天后', days: 3 },
  { label: '一周后', days: 7 },
  { label: '两周后', days: 14 },
]

/** What to do next about a lead, and when: one tap for the usual days, the phone's own picker for others. */
export function NextStepFields({ step, onStep, at, onAt }: Props) {
  const quick = QUICK.map(({ label, days }) => ({ label, value: morning(days) }))
  const [other, setOther] = useState(at !== null && quick.every(({ value }) => value !== at))
  return (
    <>
      <label className={css.label} htmlFor="next-step">
        下一步
      </label>
      <input
        id="next-step"
        className={css.input}
        value={step}
        maxLength={200}
        placeholder="例如：发敏感肌护理方案"
        onChange={(event) => onStep(event.target.value)}
      />
      <div className={css.label} id="next-step-when">
        提醒时间
      </div>
      <div className={css.quick} role="group" aria-labelledby="next-step-when">
        {quick.map(({ label, value }) => (
          <Chip
            key={label}
            label={label}
            on={!other && at === value}
            onClick={() => {
              setOther(false)
              onAt(at === value ? null : value)
            }}
          />
        ))}
        <Chip
          label="其他时间"
          on={other}
          onClick={() => {
            setOther(!other)
            onAt(null)
          }}
        />
      </div>
      {other && (
        <input
          aria-label="提醒时间"
          type="datetime-local"
          className={css.input}
          value={at === null ? '' : formatTime(at).replace(' ', 'T')}
          onChange={(event) => onAt(event.target.value === '' ? null : shanghaiInstant(dayjs(event.target.value)))}
        />
      )}
    </>
  )
}

function Chip({ label, on, onClick }: { label: string; on: boolean; onClick: () => void }) {
  return (
    <button type="button" aria-pressed={on} className={`${css.chip} ${on ? css.on : ''}`} onClick={onClick}>
      {label}
    </button>
  )
}
