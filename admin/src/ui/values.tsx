import { Link } from '@tanstack/react-router'
import { Tooltip } from 'antd'
import { formatAgo, formatCount, formatDate, formatFen, formatTime, NOTHING } from '../lib/format'
import css from './values.module.css'

/** Integer fen as yuan, aligned by digits. */
export function Money({ fen, strong = false }: { fen: number | null | undefined; strong?: boolean }) {
  return <span className={`${css.number} ${strong ? css.strong : ''}`}>{formatFen(fen)}</span>
}

interface DateTimeProps {
  /** UTC instant. */
  value: string | null | undefined
  /** `full` date and time, `date` the day, `ago` relative with the full time in a tooltip. */
  mode?: 'full' | 'date' | 'ago'
}

/** An instant in Asia/Shanghai. */
export function DateTime({ value, mode = 'full' }: DateTimeProps) {
  if (!value) return <span className={css.nothing}>{NOTHING}</span>
  const text = mode === 'date' ? formatDate(value) : mode === 'ago' ? formatAgo(value) : formatTime(value)
  const element = (
    <time dateTime={value} className={css.number}>
      {text}
    </time>
  )
  return mode === 'full' ? element : <Tooltip title={formatTime(value, true)}>{element}</Tooltip>
}

interface CountLinkProps {
  count: number | null | undefined
  /** The list of the people or things that were counted. */
  to?: string
  search?: Record<string, string>
  onClick?: () => void
  unit?: string
}

/** A count that opens what it counts. Zero and unknown are not links. */
export function CountLink({ count, to, search, onClick, unit }: CountLinkProps) {
  const text = (
    <>
      {formatCount(count)}
      {unit && count !== null && count !== undefined && <span className={css.unit}> {unit}</span>}
    </>
  )
  if (!count || (!to && !onClick)) return <span className={`${css.number} ${count ? '' : css.nothing}`}>{text}</span>
  if (to) {
    return (
      <Link to={to} search={search} className={css.count} onClick={(event) => event.stopPropagation()}>
        {text}
      </Link>
    )
  }
  return (
    <button
      type="button"
      className={css.count}
      onClick={(event) => {
        event.stopPropagation()
        onClick?.()
      }}
    >
      {text}
    </button>
  )
}
