import { useQuery } from '@tanstack/react-query'
import { Table } from 'antd'
import { formatCount, formatPercent } from '../../../lib/format'
import { LineChart, QueryView, Section } from '../../../ui'
import { healthOfQuery, type HealthRow, type PropertyHealth } from '../api/health'
import { PROPERTY_TYPES } from '../labels'
import css from './quarantine.module.css'

const HOUR_MS = 3_600_000
const SHANGHAI_MS = 8 * HOUR_MS

/** `11-22 09时` in Asia/Shanghai. */
const hourName = (at: number) => {
  const text = new Date(at + SHANGHAI_MS).toISOString()
  return `${text.slice(5, 10)} ${text.slice(11, 13)}时`
}

/** One event: its past week beside what such a week usually brings, and how well its properties are filled. */
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
                { name: '往常（6 周同一小时的中位数）', values: usual },
              ]}
            />
          </Section>
          <Section flush title="属性" hint="近 7 天">
            <Properties rows={properties} />
          </Section>
        </div>
      )}
    </QueryView>
  )
}

const share = (rate: number | null) => (rate === null ? '—' : formatPercent(rate))

function Properties({ rows }: { rows: PropertyHealth[] }) {
  return (
    <Table<PropertyHealth>
      aria-label="属性健康"
      size="small"
      rowKey="key"
      pagination={false}
      dataSource={rows}
      columns={[
        {
          title: '属性',
          render: (_, { key, label, required }) => (
            <span>
              {label}
              {required && <span style={{ color: 'var(--cinnabar)' }}> *</span>} <code className={css.mono}>{key}</code>
            </span>
          ),
        },
        { title: '类型', render: (_, { type }) => PROPERTY_TYPES[type] },
        {
          title: '有值',
          align: 'right',
          render: (_, { filled, seen }) => `${formatCount(filled)} / ${formatCount(seen)}`,
        },
        { title: '空值率', align: 'right', render: (_, { nullRate }) => share(nullRate) },
        {
          title: '取值错误',
          align: 'right',
          render: (_, { wrong, wrongRate }) => (
            <span style={wrong > 0 ? { color: 'var(--cinnabar)' } : undefined}>
              {formatCount(wrong)}（{share(wrongRate)}）
            </span>
          ),
        },
        {
          title: '缺失',
          align: 'right',
          render: (_, { missing, required }) => (required ? formatCount(missing) : <span className="faint">选填</span>),
        },
      ]}
    />
  )
}
