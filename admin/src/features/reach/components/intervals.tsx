import { formatInterval, formatPercent } from '../../../lib/format'
import type { Effect } from '../api/get-effect'
import css from './effect.module.css'

type Arm = Effect['reached']

interface Props {
  reached: Arm
  control: Arm
  difference: Effect['rateDifference']
}

/** Both rates as points with their 95 % whiskers on one scale, and the difference on a scale of its own around zero. */
export function Intervals({ reached, control, difference }: Props) {
  const top = niceTop(Math.max(reached.rateHigh ?? 0, control.rateHigh ?? 0))
  return (
    <div>
      <Whisker name="触达组" arm={reached} top={top} fill="var(--pine)" />
      <Whisker name="对照组" arm={control} top={top} fill="#8c938f" />
      <div className={css.axis}>
        <span>0%</span>
        <span>{formatPercent(top / 2, 0)}</span>
        <span>{formatPercent(top, 0)}</span>
      </div>
      {difference && <Difference difference={difference} />}
    </div>
  )
}

function Whisker({ name, arm, top, fill }: { name: string; arm: Arm; top: number; fill: string }) {
  const { rate, rateLow, rateHigh, people } = arm
  if (rate === null || rateLow === null || rateHigh === null) {
    return (
      <div className={css.line}>
        <span>{name}</span>
        <span className="faint">没有人</span>
      </div>
    )
  }
  const at = (share: number) => `${(share / top) * 100}%`
  return (
    <div
      className={css.line}
      role="img"
      aria-label={`${name}转化率 ${formatInterval(rate, rateLow, rateHigh)}，${people} 人`}
    >
      <span>{name}</span>
      <span className={css.lane}>
        <span className={css.range} style={{ left: at(rateLow), right: `calc(100% - ${at(rateHigh)})`, color: fill }} />
        <span className={css.point} style={{ left: at(rate), background: fill }} />
      </span>
      <span className={css.rate}>
        <b>{formatPercent(rate)}</b>
        <small>
          {formatPercent(rateLow)} – {formatPercent(rateHigh)}
        </small>
      </span>
    </div>
  )
}

function Difference({ difference: { value, low, high } }: { difference: NonNullable<Effect['rateDifference']> }) {
  const reach = niceTop(Math.max(Math.abs(low), Math.abs(high)))
  const at = (share: number) => `${50 + (share / reach) * 50}%`
  const sure = low > 0 || high < 0
  const fill = !sure ? '#b97f17' : low > 0 ? 'var(--pine)' : 'var(--cinnabar)'
  const text = (share: number) => `${share >= 0 ? '+' : '−'}${Math.abs(share * 100).toFixed(1)}`
  return (
    <div className={css.difference}>
      <div
        className={css.line}
        role="img"
        aria-label={`差值 ${text(value)} 个百分点，区间 ${text(low)} 至 ${text(high)}`}
      >
        <span>差值</span>
        <span className={css.lane}>
          <span className={css.zero} />
          <span className={css.range} style={{ left: at(low), right: `calc(100% - ${at(high)})`, color: fill }} />
          <span className={css.point} style={{ left: at(value), background: fill }} />
        </span>
        <span className={css.rate}>
          <b>{text(value)}</b>
          <small>
            {text(low)} – {text(high)} 个百分点
          </small>
        </span>
      </div>
      <div className={css.axis}>
        <span>{text(-reach)}</span>
        <span>0</span>
        <span>{text(reach)}</span>
      </div>
    </div>
  )
}

/** The next round share above, so that scales end at a number people say. */
function niceTop(share: number): number {
  return [0.02, 0.05, 0.1, 0.2, 0.4, 0.6, 0.8].find((top) => share <= top) ?? 1
}
