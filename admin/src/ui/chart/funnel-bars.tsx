import type { ReactNode } from 'react'
import { formatCount, formatPercent } from '../../lib/format'
import { CountLink } from '../values'
import css from './funnel-bars.module.css'

export interface FunnelStep {
  name: string
  value: number
  /** Where the people of this step are listed. */
  to?: string
  search?: Record<string, string>
  hint?: ReactNode
}

/** Steps that people pass one after another: how many are left, and the share of the step before. */
export function FunnelBars({ steps, label }: { steps: readonly FunnelStep[]; label: string }) {
  const top = Math.max(1, ...steps.map(({ value }) => value))
  return (
    <ol className={css.funnel} aria-label={label}>
      {steps.map((step, index) => {
        const before = index > 0 ? steps[index - 1]?.value : undefined
        return (
          <li key={step.name} className={css.step}>
            <span className={css.name}>{step.name}</span>
            <span className={css.track}>
              <span className={css.bar} style={{ width: `${(step.value / top) * 100}%`, opacity: 1 - index * 0.11 }} />
            </span>
            <span className={css.value}>
              {step.to ? <CountLink count={step.value} to={step.to} search={step.search} /> : formatCount(step.value)}
            </span>
            <span className={css.rate}>{before ? formatPercent(step.value / before) : ''}</span>
            {step.hint && <span className={css.hint}>{step.hint}</span>}
          </li>
        )
      })}
    </ol>
  )
}
