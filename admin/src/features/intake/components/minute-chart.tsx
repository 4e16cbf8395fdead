import { useMemo } from 'react'
import { formatTime } from '../../../lib/format'
import { Chart, color } from '../../../ui'

interface Minute {
  at: string
  accepted: number
  refused: number
}

/** Accepted messages and refused callbacks of the last hour, one bar per minute. */
export function MinuteChart({ minutes }: { minutes: readonly Minute[] }) {
  const option = useMemo(
    () => ({
      grid: { left: 4, right: 8, top: 30, bottom: 4, containLabel: true },
      legend: { top: 0, left: 0, icon: 'roundRect', itemWidth: 10, itemHeight: 10 },
      tooltip: { trigger: 'axis', axisPointer: { type: 'shadow' } },
      xAxis: {
        type: 'category',
        data: minutes.map(({ at }) => formatTime(at).slice(11)),
        axisLabel: { hideOverlap: true },
      },
      yAxis: { type: 'value', minInterval: 1, splitNumber: 3 },
      series: [
        {
          name: '存下的消息',
          type: 'bar',
          stack: 'all',
          data: minutes.map(({ accepted }) => accepted),
          color: color.pineBright,
          barMaxWidth: 12,
        },
        {
          name: '拒绝的回调',
          type: 'bar',
          stack: 'all',
          data: minutes.map(({ refused }) => refused),
          color: color.cinnabar,
          barMaxWidth: 12,
        },
      ],
    }),
    [minutes],
  )
  const quiet = minutes.every(({ accepted, refused }) => accepted + refused === 0)
  return (
    <Chart option={option} label="最近一小时每分钟的消息数" height={190} empty={quiet} emptyText="最近一小时没有消息" />
  )
}
