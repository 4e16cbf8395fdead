import { useQuery } from '@tanstack/react-query'
import { LineChart, QueryView, Section } from '../../../ui'
import { tagHistoryQuery } from '../api/tag-history'

const LINES = 6

/** How many people had each value, day by day. */
export function History({ tagId }: { tagId: string }) {
  const history = useQuery(tagHistoryQuery(tagId))
  return (
    <Section title="人数变化" hint="每天结束时的人数">
      <QueryView query={history} rows={5} compact>
        {({ days, values }) => (
          <LineChart
            label="人数变化"
            height={240}
            x={days.map((day) => day.slice(5))}
            series={values.slice(0, LINES).map(({ value, counts }) => ({ name: value, values: counts }))}
          />
        )}
      </QueryView>
    </Section>
  )
}
