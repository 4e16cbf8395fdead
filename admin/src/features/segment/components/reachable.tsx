import { formatCount, formatPercent } from '../../../lib/format'
import type { Reachability } from '../api/count-people'
import css from './reachable.module.css'

const channels = [
  ['officialAccount', '公众号'],
  ['work', '企微'],
  ['sms', '短信'],
] as const satisfies readonly (readonly [keyof Reachability, string])[]

interface Props {
  reachable: Reachability
  count: number
}

/** Of these people, how many can be reached now over each channel: a way there, and consent to marketing. */
export function Reachable({ reachable, count }: Props) {
  return (
    <div className={css.box} aria-label="其中可触达">
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
