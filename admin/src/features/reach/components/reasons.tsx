import { formatCount } from '../../../lib/format'
import type { DeliveryFilter } from '../api/list-deliveries'
import { CHANNELS, DELIVERY_STATES, type Campaign } from '../labels'
import css from './outline.module.css'

interface Props {
  campaign: Campaign
  onOpen: (filter: Partial<Record<DeliveryFilter, string>>) => void
}

/** Why people were skipped and why messages failed, most frequent first. */
export function Reasons({ campaign: { reasons, audienceSize }, onOpen }: Props) {
  if (reasons.length === 0) {
    return (
      <p className="faint">{audienceSize > 0 ? '没有人被跳过，也没有发送失败。' : '生成发送计划后，这里列出原因。'}</p>
    )
  }
  const most = Math.max(...reasons.map(({ people }) => people))
  return (
    <ul className={css.reasons}>
      {reasons.map(({ channel, state, reason, label, people }) => (
        <li key={`${channel}-${state}-${reason}`}>
          <button
            type="button"
            className={css.reason}
            aria-label={`${CHANNELS[channel].short} ${label} ${people} 人`}
            onClick={() => onOpen({ channel, state, reason })}
          >
            <span className="clip">
              {label}
              <small>{CHANNELS[channel].short}</small>
            </span>
            <span className={css.thin}>
              <span
                className={css.fill}
                style={{ width: `${(people / most) * 100}%`, background: DELIVERY_STATES[state].fill }}
              />
            </span>
            <span className={css.people}>{formatCount(people)}</span>
          </button>
        </li>
      ))}
    </ul>
  )
}
