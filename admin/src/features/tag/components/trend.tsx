import { useQuery } from '@tanstack/react-query'
import { Segmented } from 'antd'
import { useState } from 'react'
import type { DayCount } from '../../../lib/days'
import { LineChart, Section } from '../../../ui'
import { tagTrendQuery } from '../api/tag-trend'

const LINES = 6

/** How many people had the tag, or each of its values, at the end of each day. */
export function Trend({ tagId, days, height }: { tagId: number; days: readonly DayCount[]; height: number }) {
  const [shown, setShown] = useState<'all' | 'values'>('all')
  const { data: trend } = useQuery(tagTrendQuery(tagId))
  const byValue = shown === 'values' && trend !== undefined
  return (
    <Section
      title="人数变化"
      hint="每天结束时"
      extra={
        <Segmented
          size="small"
          aria-label="变化的口径"
          value={shown}
          options={[
            { value: 'all', label: '覆盖人数' },
            { value: 'values', label: '各个值' },
          ]}
          onChange={setShown}
        />
      }
    >
      {byValue ? (
        <LineChart
          label="各个值的人数变化"
          height={height}
          x={trend.days.map((day) => day.slice(5))}
          series={trend.series.slice(0, LINES).map(({ shown: name, people }) => ({ name, values: people }))}
        />
      ) : (
        <LineChart
          label="覆盖人数变化"
          height={height}
          area
          x={days.map(({ day }) => day.slice(5))}
          series={[{ name: '覆盖人数', values: days.map(({ people }) => people) }]}
        />
      )}
    </Section>
  )
}
