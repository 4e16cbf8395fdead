import { formatCount } from '../../../lib/format'
import { DELIVERY_STATES, STATE_ORDER, totalOf, type Counts } from '../labels'
import css from './counts-bar.module.css'

/** Deliveries by state as one bar, with the numbers that matter beneath. */
export function CountsBar({ counts }: { counts: Counts }) {
  const total = totalOf(counts)
  if (total === 0) return <span className="faint">还没有计划</span>
  const parts = STATE_ORDER.filter((state) => counts[state] > 0)
  const words = parts.map((state) => `${DELIVERY_STATES[state].label} ${formatCount(counts[state])}`)
  return (
    <div className={css.box} title={words.join('　')}>
      <div role="img" aria-label={words.join('，')} className={css.bar}>
        {parts.map((state) => (
          <span
            key={state}
            className={css.part}
            style={{ flexGrow: counts[state], background: DELIVERY_STATES[state].fill }}
          />
        ))}
      </div>
      <div className={css.words}>{words.slice(0, 3).join(' · ')}</div>
    </div>
  )
}
