import { ValueMonths } from '../../../features/lead/components/value-months'
import { formatFen, formatFenShort } from '../../../lib/format'
import type { Portrait } from '../api/portrait'
import { Card } from './card'
import css from './value-card.module.css'

interface Props {
  value: Portrait['value']
  preferences: Portrait['preferences']
}

/** What the customer is worth to the brand, and what they care about. */
export function ValueCard({ value, preferences }: Props) {
  const most = Math.max(1, ...preferences.map(({ reads }) => reads))
  return (
    <Card title="价值与偏好">
      <dl className={css.numbers}>
        <div>
          <dt>累计消费</dt>
          <dd title={formatFen(value.totalFen)}>{formatFenShort(value.totalFen)}</dd>
        </div>
        <div>
          <dt>订单</dt>
          <dd>{value.orders} 单</dd>
        </div>
        <div>
          <dt>客单价</dt>
          <dd>{formatFenShort(value.averageOrderFen)}</dd>
        </div>
        <div>
          <dt>最近购买</dt>
          <dd>{lastBought(value.daysSinceLastOrder)}</dd>
        </div>
      </dl>
      {value.orders > 0 && <ValueMonths months={value.months} />}
      {preferences.length > 0 ? (
        <ul className={css.preferences} aria-label="内容偏好">
          {preferences.map(({ name, reads }) => (
            <li key={name} className={css.preference}>
              <span className={css.name}>{name}</span>
              <span className={css.track}>
                <span className={css.fill} style={{ width: `${(reads / most) * 100}%` }} />
              </span>
              <span className={css.reads}>读 {reads} 次</span>
            </li>
          ))}
        </ul>
      ) : (
        <p className={css.none}>近半年还没有阅读内容，偏好未知</p>
      )}
    </Card>
  )
}

function lastBought(days: number | null): string {
  if (days === null) return '从未'
  return days === 0 ? '今天' : `${days} 天前`
}
