import { Tooltip } from 'antd'
import type { Schema } from '../../../lib/api'
import { formatCount } from '../../../lib/format'

type Day = Schema<'PropertyDayReply'>

const WIDTH = 196
const HEIGHT = 30
const PARTS = [
  { part: 'filled', label: '有值', fill: 'var(--pine-bright)' },
  { part: 'empty', label: '没有值', fill: 'var(--line)' },
  { part: 'wrong', label: '取值不对', fill: 'var(--cinnabar)' },
] as const

const told = (day: Day) =>
  `${day.day}：${PARTS.map(({ part, label }) => `${label} ${formatCount(day[part])}`).join('，')}`

/** One bar per day: how many values came, how many were missing, how many were wrong. */
export function PropertyBars({ days, label }: { days: readonly Day[]; label: string }) {
  const peak = Math.max(1, ...days.map(({ filled, empty, wrong }) => filled + empty + wrong))
  const step = WIDTH / Math.max(1, days.length)
  return (
    <span role="img" aria-label={label} style={{ display: 'inline-flex', alignItems: 'flex-end', height: HEIGHT }}>
      {days.map((day) => (
        <Tooltip key={day.day} title={told(day)}>
          <svg width={step} height={HEIGHT} style={{ display: 'block' }}>
            {stacked(day, peak).map(({ fill, y, height }) => (
              <rect key={fill} width={step - 2} y={y} height={height} fill={fill} />
            ))}
          </svg>
        </Tooltip>
      ))}
    </span>
  )
}

/** From the ground up. What there is at all stays visible. */
function stacked(day: Day, peak: number): { fill: string; y: number; height: number }[] {
  let ground = HEIGHT
  const bars = PARTS.filter(({ part }) => day[part] > 0).map(({ part, fill }) => {
    const height = Math.max(2, (day[part] / peak) * HEIGHT)
    ground = Math.max(0, ground - height)
    return { fill, y: ground, height }
  })
  return bars.length > 0 ? bars : [{ fill: 'var(--line-soft)', y: HEIGHT - 1, height: 1 }]
}

/** What the colours mean. */
export function PropertyLegend() {
  return (
    <span className="small faint" style={{ display: 'inline-flex', gap: 14 }}>
      {PARTS.map(({ part, label, fill }) => (
        <span key={part} style={{ display: 'inline-flex', alignItems: 'center', gap: 5 }}>
          <i style={{ width: 9, height: 9, borderRadius: 2, background: fill }} />
          {label}
        </span>
      ))}
    </span>
  )
}
