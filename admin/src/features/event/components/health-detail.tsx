import { useQuery } from '@tanstack/react-query'
import { Table } from 'antd'
import { formatCount, formatPercent } from '../../../lib/format'
import { DateTime, LineChart, QueryView, Section, StatePill } from '../../../ui'
import { healthOfQuery, type HealthRow, type PropertyHealth } from '../api/health'
import { PROPERTY_TYPES } from '../labels'
import { EventUsers } from './event-users'
import { PropertyBars, PropertyLegend } from './property-bars'
import css from './quarantine.module.css'

const HOUR_MS = 3_600_000
const SHANGHAI_MS = 8 * HOUR_MS

/** `11-22 09时` in Asia/Shanghai. */
const hourName = (at: number) => {
  const text = new Date(at + SHANGHAI_MS).toISOString()
  return `${text.slice(5, 10)} ${text.slice(11, 13)}时`
}

/** One event: its past week beside what such a week usually brings, how well its properties are filled, and who reads it. */
export function HealthDetail({ row }: { row: HealthRow }) {
  const detail = useQuery(healthOfQuery(row.name))
  return (
    <QueryView query={detail} rows={8}>
      {({ hourly, usual, from, properties }) => (
        <div className="stack">
          <Section title="近 7 天" hint="每小时次数">
            <LineChart
              label={`${row.label}近 7 天每小时的次数`}
              height={240}
              x={hourly.map((_, index) => hourName(Date.parse(from) + index * HOUR_MS))}
              series={[
                { name: '实收', values: hourly },
                { name: '往常（过去 6 周同一时刻）', values: usual },
              ]}
            />
          </Section>
          <Section flush title="属性" hint="近 14 天，按事件发生的日子" extra={<PropertyLegend />}>
            <Properties rows={properties} />
          </Section>
          <Section title="谁在使用">
            <EventUsers event={row.name} nobody="还没有标签或分群用到这个事件。" />
          </Section>
        </div>
      )}
    </QueryView>
  )
}

const share = (rate: number | null) => (rate === null ? '—' : formatPercent(rate))

/** A share with what it is a share of; red when it should not be there. */
function Rate({ rate, count, bad }: { rate: number | null; count: number; bad: boolean }) {
  return (
    <span className="tabular" style={bad && count > 0 ? { color: 'var(--cinnabar)' } : undefined}>
      {share(rate)}
      <div className="small faint">{formatCount(count)}</div>
    </span>
  )
}

function Properties({ rows }: { rows: PropertyHealth[] }) {
  return (
    <Table<PropertyHealth>
      aria-label="属性健康"
      size="medium"
      rowKey="key"
      pagination={false}
      dataSource={rows}
      columns={[
        {
          title: '属性',
          render: (_, { key, label, type, required, declared }) => (
            <span className={css.event}>
              {declared && (
                <b>
                  {label}
                  {required && <span style={{ color: 'var(--cinnabar)' }}> *</span>}
                </b>
              )}
              <span className={css.mono}>
                {key}
                {type && ` · ${PROPERTY_TYPES[type]}`}
              </span>
              {!declared && (
                <div>
                  <StatePill tone="attention">未声明</StatePill>
                </div>
              )}
            </span>
          ),
        },
        { title: '每天', render: (_, { days, label }) => <PropertyBars days={days} label={`${label}近 14 天`} /> },
        { title: '有值', align: 'right', render: (_, { filled }) => formatCount(filled) },
        {
          title: '没有值',
          align: 'right',
          render: (_, { nullRate, empty, required }) => <Rate rate={nullRate} count={empty} bad={required} />,
        },
        {
          title: '取值不对',
          align: 'right',
          render: (_, { wrongRate, wrong, declared }) =>
            declared ? <Rate rate={wrongRate} count={wrong} bad /> : `${formatCount(wrong)} 条被隔离`,
        },
        {
          title: '首次 / 最近',
          render: (_, { firstAt, lastAt }) => (
            <span className="small">
              <DateTime value={firstAt} mode="date" />
              <div className="faint">
                <DateTime value={lastAt} mode="ago" />
              </div>
            </span>
          ),
        },
      ]}
    />
  )
}
