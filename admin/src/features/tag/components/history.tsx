import { LineChart, Section } from '../../../ui'
import type { DayCount } from '../tree'

/** How many people had the tag at the end of each day. */
export function History({ days, height }: { days: readonly DayCount[]; height: number }) {
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
