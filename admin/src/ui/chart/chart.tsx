import type { EChartsCoreOption, EChartsType } from 'echarts/core'
import { useEffect, useRef } from 'react'
import { EmptyState } from '../states'

interface Props {
  option: EChartsCoreOption
  /** Says what the picture shows, for screen readers and tests. */
  label: string
  height?: number
  /** Shows the empty state instead of bare axes. */
  empty?: boolean
  emptyText?: string
  /** A mark was clicked; `name` is its category, `series` its series. */
  onSelect?: (mark: { name: string; series: string; index: number }) => void
}

/** An echarts picture: library loaded on first use, themed, resized with its box. Prefer the presets. */
export function Chart({ option, label, height = 260, empty = false, emptyText = '暂无可展示的数据', onSelect }: Props) {
  const box = useRef<HTMLDivElement>(null)
  const chart = useRef<EChartsType | null>(null)
  const select = useRef(onSelect)
  const latest = useRef(option)
  useEffect(() => {
    select.current = onSelect
    latest.current = option
  })

  useEffect(() => {
    if (empty) return
    let gone = false
    let observer: ResizeObserver | undefined
    void import('./echarts').then(({ echarts }) => {
      if (gone || !box.current) return
      const instance = echarts.init(box.current, 'guiyi')
      chart.current = instance
      instance.setOption(latest.current)
      instance.on('click', (event) => {
        select.current?.({ name: String(event.name), series: String(event.seriesName ?? ''), index: event.dataIndex })
      })
      observer = new ResizeObserver(() => instance.resize())
      observer.observe(box.current)
    })
    return () => {
      gone = true
      observer?.disconnect()
      chart.current?.dispose()
      chart.current = null
    }
  }, [empty])

  useEffect(() => {
    chart.current?.setOption(option, { notMerge: true })
  }, [option])

  if (empty) {
    return (
      <div style={{ minHeight: height, display: 'grid', placeItems: 'center' }}>
        <EmptyState compact title={emptyText} />
      </div>
    )
  }
  return <div ref={box} role="img" aria-label={label} style={{ height, width: '100%', minWidth: 0 }} />
}
