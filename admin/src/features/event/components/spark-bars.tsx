import { Tooltip } from 'antd'
import { formatCount } from '../../../lib/format'

interface Props {
  days: readonly { day: string; count: number }[]
  label: string
}

const WIDTH = 168
const HEIGHT = 30

/** Little bars, one per day; the height tells the rhythm, the tooltip the day. */
export function SparkBars({ days, label }: Props) {
  const peak = Math.max(1, ...days.map(({ count }) => count))
  const step = WIDTH / Math.max(1, days.length)
  const busiest = days.reduce((best, day) => (day.count > best.count ? day : best), days[0] ?? { day: '', count: 0 })
  return (
    <Tooltip title={busiest.count > 0 ? `最高 ${busiest.day}：${formatCount(busiest.count)} 次` : '这些天没有收到'}>
      <svg width={WIDTH} height={HEIGHT} role="img" aria-label={label} style={{ display: 'block' }}>
        {days.map(({ day, count }, index) => {
          const height = count === 0 ? 1 : Math.max(2, (count / peak) * HEIGHT)
          return (
            <rect
              key={day}
              x={index * step}
              y={HEIGHT - height}
              width={step - 1.5}
              height={height}
              rx={1}
              fill={count === 0 ? 'var(--line)' : 'var(--pine-bright)'}
            />
          )
        })}
      </svg>
    </Tooltip>
  )
}
