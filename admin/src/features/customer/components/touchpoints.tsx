import { StatePill } from '../../../ui'
import { TOUCHPOINTS, type Touchpoint } from '../labels'

/** Which touchpoints a person is on. Being a mere WeChat user is told only when there is nothing better to tell. */
export function Touchpoints({ of }: { of: readonly Touchpoint[] }) {
  const better = of.filter((touchpoint) => touchpoint !== 'wechat')
  const shown = better.length > 0 ? better : of
  return (
    <span className="row" style={{ gap: 6 }}>
      {shown.map((touchpoint) => (
        <StatePill key={touchpoint} tone={TOUCHPOINTS[touchpoint].tone}>
          {TOUCHPOINTS[touchpoint].label}
        </StatePill>
      ))}
    </span>
  )
}
