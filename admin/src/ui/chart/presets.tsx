import { useMemo } from 'react'
import { formatCount, formatCountShort, formatPercent } from '../../lib/format'
import { color, seriesColors } from '../palette'
import { Chart } from './chart'

type Format = (value: number) => string

interface Common {
  label: string
  height?: number
  /** How values are written in tooltips and labels. */
  format?: Format
  onSelect?: (name: string) => void
}

export interface Slice {
  name: string
  value: number
}

const dot = (fill: string) =>
  `<i style="display:inline-block;width:8px;height:8px;border-radius:2px;margin-right:6px;background:${fill}"></i>`

function escape(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`)
}

interface BarProps extends Common {
  data: readonly Slice[]
  horizontal?: boolean
  /** Adds the share of the whole to the tooltip. */
  share?: boolean
}

/** Bars of one series; horizontal for names that are words. */
export function BarChart({ data, horizontal = false, share = false, format = formatCount, ...common }: BarProps) {
  const option = useMemo(() => {
    const whole = data.reduce((sum, { value }) => sum + value, 0)
    const rows = horizontal ? [...data].reverse() : data
    const names = {
      type: 'category' as const,
      data: rows.map(({ name }) => name),
      axisLabel: horizontal ? { width: 110, overflow: 'truncate' } : { hideOverlap: true },
    }
    const values = {
      type: 'value' as const,
      axisLabel: { formatter: formatCountShort },
      splitNumber: 4,
      show: !horizontal,
      minInterval: 1,
    }
    return {
      grid: { left: 4, right: horizontal ? 56 : 8, top: horizontal ? 4 : 24, bottom: 4, containLabel: true },
      tooltip: {
        trigger: 'axis',
        axisPointer: { type: 'shadow', shadowStyle: { color: 'rgba(31,107,87,.05)' } },
        formatter: ([point]: { name: string; value: number }[]) =>
          point
            ? `${escape(point.name)}<br/><b>${format(point.value)}</b>${share && whole ? `　占 ${formatPercent(point.value / whole)}` : ''}`
            : '',
      },
      xAxis: horizontal ? values : names,
      yAxis: horizontal ? names : values,
      series: [
        {
          type: 'bar',
          data: rows.map(({ value }) => value),
          barMaxWidth: horizontal ? 18 : 36,
          itemStyle: { color: seriesColors[0], borderRadius: horizontal ? [0, 3, 3, 0] : [3, 3, 0, 0] },
          label: {
            show: data.length <= 16,
            position: horizontal ? 'right' : 'top',
            color: color.inkSoft,
            fontSize: 12,
            formatter: ({ value }: { value: number }) => format(value),
          },
        },
      ],
    }
  }, [data, horizontal, share, format])
  return <Chart {...chartProps(common)} option={option} empty={data.length === 0} />
}

interface LineProps extends Common {
  /** Labels of the horizontal axis, usually days. */
  x: readonly string[]
  series: readonly { name: string; values: readonly (number | null)[]; dashed?: boolean }[]
  area?: boolean
}

/** One or several lines over the same days. */
export function LineChart({ x, series, area = false, format = formatCount, ...common }: LineProps) {
  const option = useMemo(
    () => ({
      grid: { left: 4, right: 16, top: series.length > 1 ? 36 : 16, bottom: 4, containLabel: true },
      legend: { show: series.length > 1, top: 0, left: 0, icon: 'roundRect' },
      tooltip: {
        trigger: 'axis',
        formatter: (points: { axisValueLabel: string; seriesName: string; value: number | null; color: string }[]) =>
          `${escape(points[0]?.axisValueLabel ?? '')}<br/>${points
            .map(
              (point) =>
                `${dot(point.color)}${series.length > 1 ? `${escape(point.seriesName)}　` : ''}<b>${point.value === null ? '—' : format(point.value)}</b>`,
            )
            .join('<br/>')}`,
      },
      xAxis: { type: 'category', data: x, boundaryGap: false, axisLabel: { hideOverlap: true } },
      yAxis: { type: 'value', splitNumber: 4, minInterval: 1, axisLabel: { formatter: formatCountShort } },
      series: series.map(({ name, values, dashed }, index) => ({
        type: 'line',
        name,
        data: values,
        showSymbol: x.length < 2,
        symbolSize: 6,
        lineStyle: { width: 2, type: dashed ? 'dashed' : 'solid' },
        areaStyle: area ? { opacity: 0.1 } : undefined,
        color: seriesColors[index % seriesColors.length],
      })),
    }),
    [x, series, area, format],
  )
  return (
    <Chart
      {...chartProps(common)}
      option={option}
      empty={x.length < 2 || series.length === 0}
      emptyText="满两天后显示变化"
    />
  )
}

function chartProps({ label, height, onSelect }: Common) {
  return { label, height, onSelect: onSelect && ((mark: { name: string }) => onSelect(mark.name)) }
}
