import type { ReactNode } from 'react'
import { useProblem } from '../../../../rule-editor'
import css from './rule-form.module.css'

interface Props {
  label: string
  /** Address whose fault is shown below. */
  path?: string
  hint?: ReactNode
  children: ReactNode
}

/** A named line of a rule form. */
export function Field({ label, path, hint, children }: Props) {
  const problem = useProblem(path ?? '\0')
  return (
    <div className={css.field} role="group" aria-label={label}>
      <span className={css.label}>{label}</span>
      <div className={css.stacked}>
        <div className={css.controls}>{children}</div>
        {hint && <div className={css.hint}>{hint}</div>}
        {problem && <div className={css.problem}>{problem}</div>}
      </div>
    </div>
  )
}
