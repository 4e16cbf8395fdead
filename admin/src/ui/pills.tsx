import type { ReactNode } from 'react'
import css from './pills.module.css'

export type Tone = 'neutral' | 'good' | 'attention' | 'bad' | 'info' | 'quiet'

/** A state in one or two words, with a dot. */
export function StatePill({ tone = 'neutral', children }: { tone?: Tone; children: ReactNode }) {
  return (
    <span className={`${css.state} ${css[tone] ?? ''}`}>
      <i className={css.dot} />
      {children}
    </span>
  )
}

interface TagPillProps {
  name: string
  value?: string
  /** Where the value comes from: rule 事实, model 模型, prediction 预测, a person's hand 手工. Content tags are `content`. */
  kind?: 'fact' | 'model' | 'predictive' | 'manual' | 'content'
  /** Opens the reason for the value. */
  onClick?: () => void
  title?: string
}

/** A tag on a person or a thing: its name, and its value when it has one. */
export function TagPill({ name, value, kind = 'fact', onClick, title }: TagPillProps) {
  const className = `${css.tag} ${css[kind] ?? ''} ${onClick ? css.clickable : ''}`
  const content = (
    <>
      <span className={value === undefined ? css.only : css.name}>{name}</span>
      {value !== undefined && <span className={css.value}>{value}</span>}
    </>
  )
  return onClick ? (
    <button type="button" className={className} onClick={onClick} title={title}>
      {content}
    </button>
  ) : (
    <span className={className} title={title}>
      {content}
    </span>
  )
}
