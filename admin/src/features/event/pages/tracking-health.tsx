import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Drawer, Table, Tooltip } from 'antd'
import { useState } from 'react'
import { formatCount } from '../../../lib/format'
import { DateTime, PageHeader, QueryView, Section, StatePill, StatNumber } from '../../../ui'
import { healthQuery, type HealthRow } from '../api/health'
import { AlertList } from '../components/alert-list'
import { HealthDetail } from '../components/health-detail'
import { PlanTabs } from '../components/plan-tabs'
import css from '../components/quarantine.module.css'
import { SparkBars } from '../components/spark-bars'

const DAY_MS = 86_400_000

export default function TrackingHealth() {
  const health = useQuery(healthQuery)
  const [opened, setOpened] = useState<HealthRow | null>(null)
  return (
    <div className="stack">
      <PageHeader title="埋点方案" description="每小时与过去 6 周同一时刻的中位数比较；突然变少或变多，会提醒负责人" />
      <PlanTabs active="/health" />
      <QueryView query={health} rows={10}>
        {({ events, undeclared, firstDay }) => {
          const living = events.filter(({ archived }) => !archived)
          const silent = living.filter(({ verdict }) => verdict === 'silence').length
          const surging = living.filter(({ verdict }) => verdict === 'surge').length
          return (
            <>
              <div className={css.five}>
                <StatNumber label="突然变少" value={formatCount(silent)} tone={silent > 0 ? 'bad' : 'plain'} />
                <StatNumber label="突然变多" value={formatCount(surging)} tone={surging > 0 ? 'attention' : 'plain'} />
                <StatNumber label="从未收到" value={count(living, ({ total }) => total === 0)} />
                <StatNumber
                  label="没有规则使用"
                  value={count(living, ({ users }) => users.tags + users.segments === 0)}
                />
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
              <Section flush title="预期与实收" hint="近 14 天">
                <HealthTable rows={living} firstDay={firstDay} onOpen={setOpened} />
              </Section>
            </>
          )
        }}
      </QueryView>
      <Drawer
        title={opened ? `「${opened.label}」的健康` : ''}
        open={opened !== null}
        onClose={() => setOpened(null)}
        size={860}
      >
        {opened && <HealthDetail row={opened} />}
      </Drawer>
    </div>
  )
}

const count = (rows: readonly HealthRow[], test: (row: HealthRow) => boolean) => formatCount(rows.filter(test).length)

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
          render: (_, { lastDay, usual, expectedDaily }) => (
            <span className="tabular">
              <b>{formatCount(lastDay)}</b>
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
          render: (_, { held }) =>
            held > 0 ? (
              <Link to="/event-definitions/quarantine" onClick={(event) => event.stopPropagation()}>
                {formatCount(held)}
              </Link>
            ) : (
              <span className="faint">0</span>
            ),
        },
        { title: '首次', render: (_, { firstAt }) => <DateTime value={firstAt} mode="date" /> },
        { title: '最近', render: (_, { lastAt }) => <DateTime value={lastAt} mode="ago" /> },
        {
          title: '被使用',
          render: (_, { users }) =>
            users.tags + users.segments === 0 ? (
              <span className="faint">没有</span>
            ) : (
              `${users.tags} 个标签 · ${users.segments} 个分群`
            ),
        },
        { title: '负责人', render: (_, { ownerName }) => ownerName ?? <span className="faint">无</span> },
      ]}
    />
  )
}

function Verdict({ row: { verdict, window, paused, total } }: { row: HealthRow }) {
  if (paused) return <StatePill tone="quiet">已停用</StatePill>
  if (total === 0) return <StatePill tone="quiet">从未收到</StatePill>
  const explained = window
    ? `近 ${window.hours} 小时 ${formatCount(window.seen)} 次，往常约 ${formatCount(Math.round(window.expected))} 次，偏离 ${window.score} 倍离差`
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
