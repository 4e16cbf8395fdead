import dayjs from 'dayjs'
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
      <label className={css.label} htmlFor="next-step-at">
        提醒时间
      </label>
      <div className={css.quick}>
        {QUICK.map(({ label, days }) => {
          const value = morning(days)
          return (
            <button
              key={label}
              type="button"
              aria-pressed={at === value}
              className={`${css.chip} ${at === value ? css.on : ''}`}
              onClick={() => onAt(at === value ? null : value)}
            >
              {label}
            </button>
          )
        })}
      </div>
      <input
        id="next-step-at"
        type="datetime-local"
        className={css.input}
        value={at === null ? '' : formatTime(at).replace(' ', 'T')}
        onChange={(event) => onAt(event.target.value === '' ? null : shanghaiInstant(dayjs(event.target.value)))}
      />
    </>
  )
}
