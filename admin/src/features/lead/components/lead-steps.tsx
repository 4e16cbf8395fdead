import { LEAD_PATH, LEAD_STATES, type LeadState } from '../labels'
import css from './lead-steps.module.css'

/** How far a lead has come: five steps, or the word for where it left the way. */
export function LeadSteps({ state }: { state: LeadState }) {
  const at = LEAD_PATH.indexOf(state)
  return (
    <ol className={`${css.steps} ${at < 0 ? css.off : ''}`} aria-label={`线索进度：${LEAD_STATES[state].label}`}>
      {LEAD_PATH.map((step, index) => (
        <li
          key={step}
          className={`${css.step} ${index <= at ? css.passed : ''} ${index === at ? css.here : ''}`}
          aria-current={index === at ? 'step' : undefined}
        >
          {LEAD_STATES[step].label}
        </li>
      ))}
    </ol>
  )
}
