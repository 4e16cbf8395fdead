import { useMemo } from 'react'
import { formatPercent } from '../../../lib/format'
import { Chart, color } from '../../../ui'
import type { Effect } from '../api/get-effect'

type Point = { seriesName: string; value: number | null }

const CONTROL = '#8c938f'

/** Both arms' share converted, day by day; days to come stay empty. */
export function EffectCurve({ effect: { days, elapsedDays, control } }: { effect: Effect }) {
  const option = useMemo(() => {
    const upTo = (day: number, rate: number | null) => (day > Math.ceil(elapsedDays) ? null : rate)
    const line = (name: string, rates: (number | null)[], fill: string, type: 'solid' | 'dashed') => ({
      type: 'line',
      name,
      data: [0, ...rates],
      showSymbol: true,
      symbolSize: 6,
      color: fill,
      lineStyle: { width: 2, type },
    })
    const reached = days.map(({ day, reachedRate }) => upTo(day, reachedRate))
    const left = days.map(({ day, controlRate }) => upTo(day, controlRate))
    return {
      grid: { left: 4, right: 16, top: 36, bottom: 4, containLabel: true },
      legend: { top: 0, left: 0, icon: 'roundRect' },
      tooltip: {
        trigger: 'axis',
        formatter: (points: (Point & { axisValueLabel: string })[]) =>
          [
            points[0]?.axisValueLabel,
            ...points.map(({ seriesName, value }) => `${seriesName} ${formatPercent(value)}`),
          ].join('<br/>'),
      },
      xAxis: {
        type: 'category',
        data: ['开始', ...days.map(({ day }) => `第 ${day} 天`)],
        boundaryGap: false,
        axisLabel: { hideOverlap: true },
      },
      yAxis: {
        type: 'value',
        min: 0,
        max: ({ max }: { max: number }) => (max === 0 ? 0.1 : null),
        splitNumber: 4,
        axisLabel: { formatter: (share: number) => formatPercent(share, 0) },
      },
      series: [
        line('触达组', reached, color.pine, 'solid'),
        ...(control.people > 0 ? [line('对照组', left, CONTROL, 'dashed')] : []),
      ],
    }
  }, [days, elapsedDays, control.people])
  return <Chart label="累计转化率曲线" height={240} option={option} />
}
