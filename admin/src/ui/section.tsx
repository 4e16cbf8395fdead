import type { ReactNode } from 'react'
import css from './section.module.css'

interface Props {
  title?: ReactNode
  /** Small text beside the title. */
  hint?: ReactNode
  extra?: ReactNode
  /** Without padding, for tables that reach the edges. */
  flush?: boolean
  children: ReactNode
  className?: string
}

/** A white sheet on the paper: the only container that pages use. */
export function Section({ title, hint, extra, flush = false, children, className }: Props) {
  return (
    <section className={`${css.section} ${className ?? ''}`}>
      {(title || extra) && (
        <div className={css.head}>
          <div className={css.titles}>
            {title && <h2 className={css.title}>{title}</h2>}
            {hint && <span className={css.hint}>{hint}</span>}
          </div>
          {extra && <div className={css.extra}>{extra}</div>}
        </div>
      )}
      <div className={flush ? css.flush : css.body}>{children}</div>
    </section>
  )
}
