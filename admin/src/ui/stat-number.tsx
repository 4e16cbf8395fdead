import { Link } from '@tanstack/react-router'
import { Skeleton } from 'antd'
import type { ReactNode } from 'react'
import css from './stat-number.module.css'

interface Props {
  label: ReactNode
  /** Already formatted; undefined shows a skeleton. */
  value: ReactNode | undefined
  unit?: string
  /** A second line: comparison, denominator, interval. */
  hint?: ReactNode
  tone?: 'plain' | 'good' | 'bad' | 'attention'
  /** Where the people behind the number are listed. */
  to?: string
  search?: Record<string, string>
}

/** One number with its name. Several of them stand in a `grid`. */
export function StatNumber({ label, value, unit, hint, tone = 'plain', to, search }: Props) {
  const body = (
    <>
      <div className={css.label}>{label}</div>
      <div className={`${css.value} ${css[tone] ?? ''}`}>
        {value === undefined ? <Skeleton.Input active size="small" style={{ width: 96 }} /> : value}
        {unit && value !== undefined && <span className={css.unit}>{unit}</span>}
      </div>
      {hint && <div className={css.hint}>{hint}</div>}
    </>
  )
  return to ? (
    <Link to={to} search={search} className={`${css.card} ${css.linked}`}>
      {body}
    </Link>
  ) : (
    <div className={css.card}>{body}</div>
  )
}
