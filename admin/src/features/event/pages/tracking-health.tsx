import { useQuery } from '@tanstack/react-query'
import { Button, Drawer, Table, Tooltip } from 'antd'
import { formatCount } from '../../../lib/format'
import {
  CountLink,
  DateTime,
  EmptyState,
  ListSearch,
  ListSelect,
  PageHeader,
  QueryView,
  Section,
  StatePill,
  StatNumber,
  useList,
} from '../../../ui'
import { healthQuery, type HealthRow } from '../api/health'
import { AlertList } from '../components/alert-list'
import { HealthDetail } from '../components/health-detail'
import { PlanTabs } from '../components/plan-tabs'
import css from '../components/quarantine.module.css'
import { SparkBars } from '../components/spark-bars'
import { UndeclaredEvents } from '../components/undeclared-events'

const DAY_MS = 86_400_000
const FILTERS = ['event', 'show', 'search'] as const
const SHOWN = ['silence', 'surge', 'never', 'unused'] as const
type Show = (typeof SHOWN)[number]
const SHOWS: Readonly<
  Record<Show, { label: string; tone: 'plain' | 'bad' | 'attention'; test: (row: HealthRow) => boolean }>
> = {
  silence: { label: '突然变少', tone: 'bad', test: ({ verdict }) => verdict === 'silence' },
  surge: { label: '突然变多', tone: 'attention', test: ({ verdict }) => verdict === 'surge' },
  never: { label: '从未收到', tone: 'plain', test: ({ total }) => total === 0 },
  unused: { label: '没有规则使用', tone: 'plain', test: ({ users }) => users.tags + users.segments === 0 },
}
const isShow = (text: string | undefined): text is Show => SHOWN.some((only) => only === text)

export default function TrackingHealth() {
  const health = useQuery(healthQuery)
  const list = useList({ filters: FILTERS })
  const { event: openedName, show, search } = list.filters
  return (
    <div className="stack">
      <PageHeader
        title="埋点方案"
        description="每小时和过去 6 周的同一时刻比较，事件突然变少或变多、属性突然缺值或错值时提醒负责人"
      />
      <PlanTabs active="/health" />
      <QueryView query={health} rows={10}>
        {({ events, undeclared, firstDay }) => {
          const living = events.filter(({ archived }) => !archived)
          const count = (only: Show) => living.filter(SHOWS[only].test).length
          const opened = events.find(({ name }) => name === openedName)
          const shown = living.filter(
            (row) =>
              (!isShow(show) || SHOWS[show].test(row)) &&
              (!search || [row.name, row.label].some((name) => name.toLowerCase().includes(search.toLowerCase()))),
          )
          return (
            <>
              <div className={css.five}>
                {SHOWN.map((only) => (
                  <StatNumber
                    key={only}
                    label={SHOWS[only].label}
                    value={formatCount(count(only))}
                    tone={count(only) > 0 ? SHOWS[only].tone : 'plain'}
                    to="/event-definitions/health"
                    search={{ show: only }}
                  />
                ))}
                <StatNumber
                  label="未声明的事件"
                  value={undeclared.length}
                  to="/event-definitions/quarantine"
                  hint={undeclared
                    .slice(0, 3)
                    .map(({ event }) => event)
                    .join('、')}
                />
              </div>
              <AlertList />
              <UndeclaredEvents rows={undeclared} onEnd={() => void health.refetch()} />
              <Section flush title="预期与实收" hint="近 14 天，数到上一个整点">
                <div className={css.bar}>
                  <ListSearch list={list} name="search" placeholder="事件名称或标识" width={220} />
                  <ListSelect
                    list={list}
                    name="show"
                    placeholder="全部事件"
                    options={SHOWN.map((value) => ({ value, label: SHOWS[value].label }))}
                  />
                </div>
                {shown.length === 0 ? (
                  <EmptyState title="没有符合条件的事件" action={<Button onClick={list.clear}>查看全部事件</Button>} />
                ) : (
                  <HealthTable
                    rows={shown}
                    firstDay={firstDay}
                    onOpen={({ name }) => list.setFilters({ event: name })}
                  />
                )}
              </Section>
              <Drawer
                title={opened ? `「${opened.label}」的健康` : ''}
                open={opened !== undefined}
                onClose={() => list.setFilters({ event: undefined })}
                size={980}
              >
                {opened && <HealthDetail row={opened} />}
              </Drawer>
            </>
          )
        }}
      </QueryView>
    </div>
  )
}

/** What needs a look first. */
const rank = ({ verdict, held, total, paused }: HealthRow) =>
  verdict === 'silence' ? 0 : verdict === 'surge' ? 1 : held > 0 ? 2 : paused ? 5 : total > 0 ? 3 : 4

function HealthTable({
  rows,
  firstDay,
  onOpen,
}: {
  rows: HealthRow[]
  firstDay: string
  onOpen: (row: HealthRow) => void
}) {
  const first = Date.parse(`${firstDay}T00:00:00Z`)
  const dayOf = (index: number) => new Date(first + index * DAY_MS).toISOString().slice(0, 10)
  return (
    <Table<HealthRow>
      aria-label="埋点健康"
      size="medium"
      rowKey="name"
      pagination={false}
      scroll={{ x: 'max-content' }}
      dataSource={[...rows].sort((a, b) => rank(a) - rank(b) || b.lastDay - a.lastDay)}
      onRow={(row) => ({ onClick: () => onOpen(row), style: { cursor: 'pointer' } })}
      columns={[
        {
          title: '事件',
          render: (_, { label, name }) => (
            <span className={css.event}>
              <b>{label}</b>
              <span className={css.mono}>{name}</span>
            </span>
          ),
        },
        { title: '状态', render: (_, row) => <Verdict row={row} /> },
        {
          title: '近 14 天',
          render: (_, { days, label }) => (
            <SparkBars
              days={days.map((value, index) => ({ day: dayOf(index), count: value }))}
              label={`${label}近 14 天`}
            />
          ),
        },
        {
          title: '近 24 小时',
          align: 'right',
          sorter: (a, b) => a.lastDay - b.lastDay,
          render: (_, { lastDay, usual, expectedDaily, name }) => (
            <span className="tabular">
              <CountLink count={lastDay} to="/events" search={{ name }} />
              <div className="small faint">
                {expectedDaily !== null
                  ? `预期 ${formatCount(expectedDaily)}`
                  : usual !== null
                    ? `往常 ${formatCount(usual)}`
                    : '—'}
              </div>
            </span>
          ),
        },
        {
          title: '隔离',
          align: 'right',
          sorter: (a, b) => a.held - b.held,
          render: (_, { held, name }) => (
            <CountLink count={held} to="/event-definitions/quarantine" search={{ event: name }} />
          ),
        },
        { title: '首次', render: (_, { firstAt }) => <DateTime value={firstAt} mode="date" /> },
        { title: '最近', render: (_, { lastAt }) => <DateTime value={lastAt} mode="ago" /> },
        {
          title: '被使用',
          render: (_, { users }) =>
            users.tags + users.segments === 0 ? <span className="faint">没有</span> : usersText(users),
        },
        { title: '负责人', render: (_, { ownerName }) => ownerName ?? <span className="faint">无</span> },
      ]}
    />
  )
}

const usersText = ({ tags, segments }: HealthRow['users']) =>
  [tags > 0 && `${tags} 个标签`, segments > 0 && `${segments} 个分群`].filter(Boolean).join(' · ')

function Verdict({ row: { verdict, window, paused, total } }: { row: HealthRow }) {
  if (paused) return <StatePill tone="quiet">已停用</StatePill>
  if (total === 0) return <StatePill tone="quiet">从未收到</StatePill>
  const explained = window
    ? `近 ${window.hours} 小时 ${formatCount(window.seen)} 次，往常这时约 ${formatCount(Math.round(window.expected))} 次`
    : '历史不足三周，或次数太少，暂不判断'
  const pill =
    verdict === 'silence' ? (
      <StatePill tone="bad">突然变少</StatePill>
    ) : verdict === 'surge' ? (
      <StatePill tone="attention">突然变多</StatePill>
    ) : (
      <StatePill tone={window ? 'good' : 'neutral'}>{window ? '正常' : '未判断'}</StatePill>
    )
  return (
    <Tooltip title={explained}>
      <span>{pill}</span>
    </Tooltip>
  )
}
