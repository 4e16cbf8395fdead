import { DownloadOutlined, PlusOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button, Table, Tooltip, type TableColumnType } from 'antd'
import { useState } from 'react'
import { href } from '../../../lib/api'
import { formatCount } from '../../../lib/format'
import { useCan } from '../../../lib/session'
import {
  CountLink,
  DateTime,
  EmptyState,
  LineChart,
  ListSearch,
  ListSelect,
  PageHeader,
  QueryView,
  Section,
  StatePill,
  useList,
  type Tone,
} from '../../../ui'
import { EventIcon } from '../../../ui/event-icon'
import { trackingPlanQuery, type EventDefinition } from '../api/tracking-plan'
import { EventForm } from '../components/event-form'
import { PlanActions } from '../components/plan-actions'
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
  const list = useList({ filters: FILTERS })
  return (
    <div className="stack">
      <PageHeader
        title="埋点方案"
        description="系统认得哪些行为、各带哪些属性、由谁上报，以及谁对它负责"
        actions={
          <>
            <Button icon={<DownloadOutlined aria-hidden />} href={href('/api/event-definitions/export')} download>
              导出
            </Button>
            {mayWrite && (
              <Button type="primary" icon={<PlusOutlined />} onClick={() => setEditing('new')}>
                新增事件
              </Button>
            )}
          </>
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
              <div className={css.bar}>
                <ListSearch list={list} name="search" placeholder="事件或属性的名称、标识" width={240} />
                <ListSelect
                  list={list}
                  name="state"
                  placeholder="全部状态"
                  options={Object.entries(STATES).map(([value, { label }]) => ({ value, label }))}
                />
                <ListSelect
                  list={list}
                  name="owner"
                  placeholder="全部负责人"
                  searchable
                  options={ownersOf(definitions)}
                />
                {list.filtered && (
                  <Button type="link" size="small" onClick={list.clear}>
                    清除筛选
                  </Button>
                )}
              </div>
              <Table<EventDefinition>
                aria-label="埋点方案"
                size="medium"
                rowKey="name"
                pagination={{ pageSize: 50, hideOnSinglePage: true, size: 'small' }}
                scroll={{ x: 'max-content' }}
                dataSource={definitions
                  .filter((event) => matches(event, list.filters))
                  .sort((a, b) => Number(a.archived) - Number(b.archived) || b.count - a.count)}
                columns={columnsFor(mayWrite, setEditing, setHistory)}
                locale={{
                  emptyText: (
                    <EmptyState title="没有符合条件的事件" action={<Button onClick={list.clear}>清除筛选</Button>} />
                  ),
                }}
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

const FILTERS = ['search', 'state', 'owner'] as const
const NOBODY = 'nobody'
const STATES = {
  coming: { label: '正常上报', tone: 'good' },
  quiet: { label: '近期没有', tone: 'attention' },
  paused: { label: '已停用', tone: 'quiet' },
  archived: { label: '已归档', tone: 'quiet' },
} as const satisfies Record<string, { label: string; tone: Tone }>

const stateOf = ({ archived, paused, count }: EventDefinition): keyof typeof STATES =>
  archived ? 'archived' : paused ? 'paused' : count > 0 ? 'coming' : 'quiet'

function matches(event: EventDefinition, filter: Partial<Record<(typeof FILTERS)[number], string>>): boolean {
  const { search = '', state, owner } = filter
  const names = [event.name, event.label, ...event.properties.flatMap(({ key, label }) => [key, label])]
  return (
    names.some((name) => name.toLowerCase().includes(search.toLowerCase())) &&
    (!state || stateOf(event) === state) &&
    (!owner || String(event.owner?.id ?? NOBODY) === owner)
  )
}

function ownersOf(definitions: readonly EventDefinition[]): { value: string; label: string }[] {
  const owners = new Map(definitions.flatMap(({ owner }) => (owner ? [[String(owner.id), owner.name]] : [])))
  return [{ value: NOBODY, label: '无人负责' }, ...[...owners].map(([value, label]) => ({ value, label }))]
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
      sorter: (a, b) => a.count - b.count,
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
    {
      title: '状态与最近一次',
      sorter: (a, b) => (a.lastAt ?? '').localeCompare(b.lastAt ?? ''),
      render: (_, event) => (
        <span className="small faint">
          <Health event={event} />
          <div>
            <DateTime value={event.lastAt} mode="ago" />
          </div>
        </span>
      ),
    },
    ...(mayWrite
      ? [
          {
            title: '',
            align: 'right' as const,
            fixed: 'right' as const,
            render: (_: unknown, event: EventDefinition) => <PlanActions event={event} onEdit={() => edit(event)} />,
          },
        ]
      : []),
  ]
}

function Health({ event }: { event: EventDefinition }) {
  const { tone, label } = STATES[stateOf(event)]
  return <StatePill tone={tone}>{label}</StatePill>
}
