import type { Schema } from '../../../lib/api'
import { formatFen } from '../../../lib/format'
import css from './value-months.module.css'

const TOP = 44

/** What somebody bought in the past twelve months, month by month, small enough for a sidebar. */
export function ValueMonths({ months }: { months: readonly Schema<'PortraitMonth'>[] }) {
  const most = Math.max(1, ...months.map(({ amountFen }) => amountFen))
  const bought = months.filter(({ amountFen }) => amountFen > 0).length
  return (
    <div role="img" aria-label={`近 12 个月消费，${bought} 个月有购买`} className={css.months}>
      {months.map(({ month, amountFen, orders }, index) => (
        <div key={month} className={css.month} title={`${month}　${formatFen(amountFen)}　${orders} 单`}>
          <span className={css.track} style={{ height: TOP }}>
            <span
              className={`${css.bar} ${amountFen === 0 ? css.none : ''} ${index === months.length - 1 ? css.now : ''}`}
              style={{ height: amountFen === 0 ? 2 : Math.max(4, (amountFen / most) * TOP) }}
            />
          </span>
          <span className={css.name}>{nameOf(month, index)}</span>
        </div>
      ))}
    </div>
  )
}

/** Every third month by number, the year where it begins; February gives way to it. */
function nameOf(month: string, index: number): string {
  const number = Number(month.slice(5))
  if (number === 1) return `${month.slice(2, 4)}年`
  return index % 3 === 2 && number !== 2 ? `${number}月` : ''
}
