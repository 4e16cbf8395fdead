import { PlusOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { App, Button, Table, Tooltip, type TableColumnType } from 'antd'
import { useState } from 'react'
import { messageOf } from '../../../lib/api'
import { formatCount } from '../../../lib/format'
import { useCan } from '../../../lib/session'
import { CountLink, DateTime, LineChart, PageHeader, QueryView, Section, StatePill } from '../../../ui'
import { EventIcon } from '../../../ui/event-icon'
import { trackingPlanQuery, useChangeEvent, type EventDefinition } from '../api/tracking-plan'
import { EventForm } from '../components/event-form'
import { SparkBars } from '../components/spark-bars'
import { PROPERTY_TYPES } from '../labels'
import css from './tracking-plan.module.css'

export default function TrackingPlan() {
  const plan = useQuery(trackingPlanQuery)
  const mayWrite = useCan('event.write')
  const [editing, setEditing] = useState<EventDefinition | 'new' | null>(null)
  return (
    <div className="stack">
      <PageHeader
        title="埋点方案"
        description="系统认得哪些行为、各带哪些属性，以及它们最近是否还在上报"
        actions={
          mayWrite && (
            <Button type="primary" icon={<PlusOutlined />} onClick={() => setEditing('new')}>
              新增事件
            </Button>
          )
        }
      />
      <QueryView query={plan} rows={12}>
        {(definitions) => (
          <>
            <Section
              title="近 30 天收到的行为"
              hint={`${formatCount(definitions.reduce((sum, { count }) => sum + count, 0))} 次`}
            >
              <Trend definitions={definitions} />
            </Section>
            <Section flush>
              <Table<EventDefinition>
                aria-label="埋点方案"
                size="medium"
                rowKey="name"
                pagination={false}
                scroll={{ x: 'max-content' }}
                dataSource={[...definitions].sort((a, b) => b.count - a.count)}
                columns={columnsFor(mayWrite, setEditing)}
              />
            </Section>
          </>
        )}
      </QueryView>
      <EventForm event={editing === 'new' ? null : editing} open={editing !== null} onClose={() => setEditing(null)} />
    </div>
  )
}

/** The five busiest events; more lines would hide each other. */
function Trend({ definitions }: { definitions: EventDefinition[] }) {
  const busiest = [...definitions]
    .sort((a, b) => b.count - a.count)
    .filter(({ count }) => count > 0)
    .slice(0, 5)
  return (
    <LineChart
      label="近 30 天每天收到的行为次数"
      height={220}
      x={definitions[0]?.days.map(({ day }) => day.slice(5)) ?? []}
      series={busiest.map(({ label, days }) => ({ name: label, values: days.map(({ count }) => count) }))}
    />
  )
}

function columnsFor(mayWrite: boolean, edit: (event: EventDefinition) => void): TableColumnType<EventDefinition>[] {
  return [
    {
      title: '事件',
      render: (_, { name, label }) => (
        <span className={css.event}>
          <EventIcon name={name} />
          <span>
            <b>{label}</b>
            <div className={css.mono}>{name}</div>
          </span>
        </span>
      ),
    },
    {
      title: '属性',
      render: (_, { properties }) => (
        <span className={css.keys}>
          {properties.map(({ key, label, type, required }) => (
            <Tooltip key={key} title={`${key} · ${PROPERTY_TYPES[type]}${required ? ' · 必填' : ''}`}>
              <span className={`${css.key} ${required ? css.required : ''}`}>{label}</span>
            </Tooltip>
          ))}
        </span>
      ),
    },
    { title: '近 30 天', render: (_, { days, label }) => <SparkBars days={days} label={`${label}近 30 天`} /> },
    {
      title: '次数',
      align: 'right',
      render: (_, { count, name }) => <CountLink count={count} to="/events" search={{ name }} />,
    },
    {
      title: '人数',
      align: 'right',
      render: (_, { people }) => <span className="tabular">{formatCount(people)}</span>,
    },
    { title: '最近一次', render: (_, { lastAt }) => <DateTime value={lastAt} mode="ago" /> },
    { title: '状态', render: (_, event) => <Health event={event} /> },
    ...(mayWrite
      ? [
          {
            title: '',
            align: 'right' as const,
            render: (_: unknown, event: EventDefinition) => <RowActions event={event} onEdit={() => edit(event)} />,
          },
        ]
      : []),
  ]
}

function Health({ event }: { event: EventDefinition }) {
  if (event.paused) return <StatePill tone="quiet">已停用</StatePill>
  return event.count > 0 ? (
    <StatePill tone="good">正常上报</StatePill>
  ) : (
    <StatePill tone="attention">近期没有</StatePill>
  )
}

function RowActions({ event, onEdit }: { event: EventDefinition; onEdit: () => void }) {
  const { message } = App.useApp()
  const change = useChangeEvent()
  const toggle = async () => {
    try {
      await change.mutateAsync({ name: event.name, paused: !event.paused })
      message.success(event.paused ? '已启用' : '已停用，之后上报会被拒绝')
    } catch (error) {
      message.error(messageOf(error))
    }
  }
  return (
    <span className="row" style={{ justifyContent: 'flex-end', flexWrap: 'nowrap', gap: 0 }}>
      <Button type="link" size="small" onClick={onEdit}>
        编辑
      </Button>
      {!event.builtIn && (
        <Button type="link" size="small" loading={change.isPending} onClick={() => void toggle()}>
          {event.paused ? '启用' : '停用'}
        </Button>
      )}
    </span>
  )
}
