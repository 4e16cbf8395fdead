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
import { PlanTabs } from '../components/plan-tabs'
import { SparkBars } from '../components/spark-bars'
import { VersionsDrawer } from '../components/versions-drawer'
import { PROPERTY_TYPES } from '../labels'
import css from './tracking-plan.module.css'

export default function TrackingPlan() {
  const plan = useQuery(trackingPlanQuery)
  const mayWrite = useCan('event.write')
  const [editing, setEditing] = useState<EventDefinition | 'new' | null>(null)
  const [history, setHistory] = useState<EventDefinition | null>(null)
  return (
    <div className="stack">
      <PageHeader
        title="埋点方案"
        description="系统认得哪些行为、各带哪些属性、由谁上报，以及谁对它负责"
        actions={
          mayWrite && (
            <Button type="primary" icon={<PlusOutlined />} onClick={() => setEditing('new')}>
              新增事件
            </Button>
          )
        }
      />
      <PlanTabs active="" />
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
                dataSource={[...definitions].sort(
                  (a, b) => Number(a.archived) - Number(b.archived) || b.count - a.count,
                )}
                columns={columnsFor(mayWrite, setEditing, setHistory)}
              />
            </Section>
          </>
        )}
      </QueryView>
      <EventForm event={editing === 'new' ? null : editing} open={editing !== null} onClose={() => setEditing(null)} />
      <VersionsDrawer event={history} onClose={() => setHistory(null)} />
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

function columnsFor(
  mayWrite: boolean,
  edit: (event: EventDefinition) => void,
  showHistory: (event: EventDefinition) => void,
): TableColumnType<EventDefinition>[] {
  return [
    {
      title: '事件',
      render: (_, event) => (
        <span className={css.event}>
          <EventIcon name={event.name} />
          <span>
            <b>{event.label}</b>
            <div className={css.mono}>
              {event.name}{' '}
              <button type="button" className={css.version} onClick={() => showHistory(event)} aria-label="查看版本">
                v{event.version}
              </button>
            </div>
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
      title: '来源与负责人',
      render: (_, { senders, owner, builtIn }) => (
        <span className="small">
          <div>{senders.length > 0 ? senders.join('、') : builtIn ? '系统触点' : '—'}</div>
          <div className="faint">{owner ? owner.name : '无人负责'}</div>
        </span>
      ),
    },
    { title: '最近一次', render: (_, { lastAt }) => <DateTime value={lastAt} mode="ago" /> },
    { title: '状态', render: (_, event) => <Health event={event} /> },
    ...(mayWrite
      ? [
          {
            title: '',
            align: 'right' as const,
            fixed: 'right' as const,
            render: (_: unknown, event: EventDefinition) => <RowActions event={event} onEdit={() => edit(event)} />,
          },
        ]
      : []),
  ]
}

function Health({ event }: { event: EventDefinition }) {
  if (event.archived) return <StatePill tone="quiet">已归档</StatePill>
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
  const apply = async (part: { paused?: boolean; archived?: boolean }, done: string) => {
    try {
      await change.mutateAsync({ name: event.name, version: event.version, ...part })
      message.success(done)
    } catch (error) {
      message.error(messageOf(error))
    }
  }
  const toggle = () => apply({ paused: !event.paused }, event.paused ? '已启用' : '已停用，之后上报的会放入隔离区')
  const archive = () => apply({ archived: !event.archived }, event.archived ? '已恢复' : '已归档，历史数据仍可使用')
  return (
    <span className="row" style={{ justifyContent: 'flex-end', flexWrap: 'nowrap', gap: 0 }}>
      <Button type="link" size="small" onClick={onEdit}>
        编辑
      </Button>
      {!event.builtIn && !event.archived && (
        <Button type="link" size="small" loading={change.isPending} onClick={() => void toggle()}>
          {event.paused ? '启用' : '停用'}
        </Button>
      )}
      {!event.builtIn && (
        <Button type="link" size="small" loading={change.isPending} onClick={() => void archive()}>
          {event.archived ? '恢复' : '归档'}
        </Button>
      )}
    </span>
  )
}
