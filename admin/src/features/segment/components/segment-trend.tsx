import { Segmented } from 'antd'
import { useMemo, useState } from 'react'
import { everyDay } from '../../../lib/days'
import { formatDate } from '../../../lib/format'
import { LineChart, Section } from '../../../ui'
import type { SegmentDetail } from '../api/get-segment'

const HEIGHT = 230

/** How many people were in the segment at the end of each day, or how many came and went on it. */
export function SegmentTrend({ history }: { history: SegmentDetail['history'] }) {
  const [shown, setShown] = useState<'people' | 'moves'>('people')
  const days = useMemo(() => everyDay(history, formatDate(new Date())), [history])
  const moves = useMemo(() => new Map(history.map((day) => [day.day, day])), [history])
  const x = days.map(({ day }) => day.slice(5))
  return (
    <Section
      title="人数变化"
      hint={shown === 'people' ? '每天结束时' : '每天进入和离开的人'}
      extra={
        <Segmented
          size="small"
          aria-label="变化的口径"
          value={shown}
          options={[
            { value: 'people', label: '人数' },
            { value: 'moves', label: '进出' },
          ]}
          onChange={setShown}
        />
      }
    >
      {shown === 'people' ? (
        <LineChart
          label="人数变化"
          height={HEIGHT}
          area
          x={x}
          series={[{ name: '人数', values: days.map(({ people }) => people) }]}
        />
      ) : (
        <LineChart
          label="每天进出"
          height={HEIGHT}
          x={x}
          series={[
            { name: '进入', values: days.map(({ day }) => moves.get(day)?.entered ?? 0) },
            { name: '离开', values: days.map(({ day }) => moves.get(day)?.left ?? 0) },
          ]}
        />
      )}
    </Section>
  )
}
