import { formatPercent } from '../../../lib/format'
import { CountLink } from '../../../ui'
import type { DeliveryFilter } from '../api/list-deliveries'
import {
  DELIVERY_STATES,
  HANDED_OVER,
  STATE_ORDER,
  sumOf,
  totalOf,
  type ChannelKind,
  type Counts,
  type DeliveryState,
} from '../labels'
import css from './outline.module.css'

interface Props {
  channel: ChannelKind
  counts: Counts
  onOpen: (filter: Partial<Record<DeliveryFilter, string>>) => void
}

/** Everybody of the reached arm, who may get it, who was handed to the platform, whom it reached. */
export function ChannelFunnel({ channel, counts, onOpen }: Props) {
  const total = totalOf(counts)
  if (total === 0) return <p className="faint">生成发送计划后，这里显示每一步剩下多少人。</p>
  const sendable = STATE_ORDER.filter((state) => state !== 'skipped')
  const steps: { name: string; states: readonly DeliveryState[] | null; value: number }[] = [
    { name: '计划', states: null, value: total },
    { name: '可发送', states: sendable, value: sumOf(counts, sendable) },
    { name: '已提交', states: HANDED_OVER, value: sumOf(counts, HANDED_OVER) },
    { name: '已送达', states: ['delivered'], value: counts.delivered },
  ]
  const waiting = channel === 'work_group_message' && counts.submitted > 0
  return (
    <>
      <ol className={css.funnel} aria-label="触达漏斗">
        {steps.map(({ name, states, value }, index) => {
          const before = steps[index - 1]?.value
          return (
            <li key={name} className={css.step}>
              <span>{name}</span>
              <span className={css.track}>
                <span className={css.fill} style={{ width: `${(value / total) * 100}%`, background: FILLS[index] }} />
              </span>
              <span className={css.count}>
                <CountLink
                  count={value}
                  onClick={() => onOpen({ channel, ...(states ? { state: states.join(',') } : {}) })}
                />
              </span>
              <span className={css.rate}>{before ? formatPercent(value / before) : ''}</span>
            </li>
          )
        })}
      </ol>
      <ul className={css.states} aria-label="触达状态">
        {STATE_ORDER.filter((state) => counts[state] > 0).map((state) => (
          <li key={state}>
            <i style={{ background: DELIVERY_STATES[state].fill }} />
            {DELIVERY_STATES[state].label}
            <CountLink count={counts[state]} onClick={() => onOpen({ channel, state })} />
          </li>
        ))}
      </ul>
      {waiting && <p className={css.hint}>任务已下发给顾问，等他们在企业微信里确认；确认后客户才会收到。</p>}
    </>
  )
}

const FILLS = ['#cfe0d9', '#a3c8b9', '#62a488', '#1f6b57']
