import { useMemo } from 'react'
import { formatDate } from '../../../lib/format'
import { LineChart, Section } from '../../../ui'
import type { TagDetail } from '../api/get-tag'
import { everyDay } from '../tree'

/** How many people had the tag at the end of each day. */
export function History({ changes, height }: { changes: TagDetail['history']; height: number }) {
  const days = useMemo(() => everyDay(changes, formatDate(new Date())), [changes])
  return (
    <Section title="覆盖人数变化" hint="每天结束时">
      <LineChart
        label="覆盖人数变化"
        height={height}
        area
        x={days.map(({ day }) => day.slice(5))}
        series={[{ name: '覆盖人数', values: days.map(({ people }) => people) }]}
      />
    </Section>
  )
}
