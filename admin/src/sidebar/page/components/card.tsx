import type { ReactNode } from 'react'
import css from './sidebar.module.css'

interface Props {
  title: string
  hint?: ReactNode
  extra?: ReactNode
  children: ReactNode
}

/** One subject of the portrait. */
export function Card({ title, hint, extra, children }: Props) {
  return (
    <section className={css.card} aria-label={title}>
      <div className={css.cardHead}>
        <h2 className={css.cardTitle}>{title}</h2>
        {hint && <span className={css.cardHint}>{hint}</span>}
        {extra && <span className={css.cardExtra}>{extra}</span>}
      </div>
      {children}
    </section>
  )
}
