import { formatCount, formatPercent } from '../../../lib/format'
import css from './reachable.module.css'

const channels = [
  ['official_account', '公众号'],
  ['work', '企微'],
  ['sms', '短信'],
] as const

interface Props {
  reachable: Record<(typeof channels)[number][0], number>
  count: number
}

/** Of these people, how many can be reached now over each channel. */
export function Reachable({ reachable, count }: Props) {
  return (
    <div className={css.box}>
      <div className={css.title}>其中可触达</div>
      {channels.map(([key, name]) => (
        <div key={key} className={css.line}>
          <span className={css.name}>{name}</span>
          <span className={css.track}>
            <span className={css.bar} style={{ width: `${count ? (reachable[key] / count) * 100 : 0}%` }} />
          </span>
          <span className={css.value}>{formatCount(reachable[key])}</span>
          <span className={css.share}>{formatPercent(count ? reachable[key] / count : null, 0)}</span>
        </div>
      ))}
    </div>
  )
}
