import { useQuery } from '@tanstack/react-query'
import { App, Button, Table } from 'antd'
import { useState } from 'react'
import { messageOf } from '../../../lib/api'
import { formatCount } from '../../../lib/format'
import { useCan } from '../../../lib/session'
import {
  ConfirmButton,
  DateTime,
  EmptyState,
  JobProgress,
  ListSearch,
  ListSelect,
  PageHeader,
  QueryView,
  Section,
  StatePill,
  useList,
  type ListState,
} from '../../../ui'
import {
  groupsQuery,
  mappingsQuery,
  useDiscard,
  useRemoveMapping,
  useReplay,
  useSuggestion,
  type QuarantineGroup,
  type Suggestion,
  type Target,
} from '../api/quarantine'
import { DeclareEvent } from '../components/declare-event'
import { HeldList } from '../components/held-list'
import { MappingDrawer } from '../components/mapping-drawer'
import { PlanTabs } from '../components/plan-tabs'
import css from '../components/quarantine.module.css'
import { MISFITS, stepText } from '../labels'

const keyOf = ({ sourceId, event, reason, property }: QuarantineGroup) => `${sourceId} ${event} ${reason} ${property}`
const FILTERS = ['event', 'source', 'reason'] as const
type Filter = (typeof FILTERS)[number]
const CAN_DECLARE = new Set<QuarantineGroup['reason']>(['unknown_event', 'unknown_property'])

export default function Quarantine() {
  const groups = useQuery(groupsQuery)
  const mayWrite = useCan('event.write')
  const list = useList({ filters: FILTERS })
  const [mending, setMending] = useState<QuarantineGroup | null>(null)
  const [declaring, setDeclaring] = useState<{ target: QuarantineGroup; suggestion: Suggestion } | null>(null)
  const [jobId, setJobId] = useState<number | null>(null)
  return (
    <div className="stack">
      <PageHeader title="埋点方案" description="不合方案的事件留在这里，不计入任何统计；修复后重放，每条恰好入库一次" />
      <PlanTabs active="/quarantine" />
      {jobId !== null && <JobProgress jobId={jobId} title="重放隔离的事件" onEnd={() => void groups.refetch()} />}
      <QueryView query={groups} rows={6}>
        {(rows) => {
          const shown = rows.filter((group) => matches(group, list.filters))
          return (
            <Section flush title="隔离的事件" hint={`${formatCount(totalOf(shown))} 条`}>
              {rows.length === 0 ? (
                <EmptyState title="没有被隔离的事件" description="上报的事件都合乎埋点方案。" />
              ) : (
                <>
                  <Filters list={list} rows={rows} />
                  {shown.length === 0 ? (
                    <EmptyState
                      title="没有符合条件的隔离事件"
                      action={<Button onClick={list.clear}>清除筛选</Button>}
                    />
                  ) : (
                    <Groups
                      rows={shown}
                      mayWrite={mayWrite}
                      onMend={setMending}
                      onDeclare={(group, suggestion) => setDeclaring({ target: group, suggestion })}
                      onJob={setJobId}
                    />
                  )}
                </>
              )}
            </Section>
          )
        }}
      </QueryView>
      <Mappings mayWrite={mayWrite} />
      {mending && <MappingDrawer group={mending} onClose={() => setMending(null)} onReplay={setJobId} />}
      {declaring && <DeclareEvent {...declaring} onClose={() => setDeclaring(null)} onJob={setJobId} />}
    </div>
  )
}

const totalOf = (rows: readonly QuarantineGroup[]) => rows.reduce((sum, { count }) => sum + count, 0)

const matches = (group: QuarantineGroup, { event, source, reason }: Partial<Record<Filter, string>>) =>
  (!event ||
    [group.event, group.readAs, group.label ?? ''].some((name) => name.toLowerCase().includes(event.toLowerCase()))) &&
  (!source || String(group.sourceId) === source) &&
  (!reason || group.reason === reason)

/** Groups are few enough to be chosen from here. */
function Filters({ list, rows }: { list: ListState<Filter>; rows: readonly QuarantineGroup[] }) {
  const sources = new Map(rows.map(({ sourceId, sourceName }) => [String(sourceId), sourceName]))
  const reasons = [...new Set(rows.map(({ reason }) => reason))]
  return (
    <div className={css.bar}>
      <ListSearch list={list} name="event" placeholder="事件名称或标识" width={220} />
      <ListSelect
        list={list}
        name="source"
        placeholder="全部来源"
        options={[...sources].map(([value, label]) => ({ value, label }))}
      />
      <ListSelect
        list={list}
        name="reason"
        placeholder="全部原因"
        width={170}
        options={reasons.map((value) => ({ value, label: MISFITS[value] }))}
      />
      {list.filtered && (
        <Button type="link" size="small" onClick={list.clear}>
          清除筛选
        </Button>
      )}
    </div>
  )
}

interface GroupsProps {
  rows: QuarantineGroup[]
  mayWrite: boolean
  onMend: (group: QuarantineGroup) => void
  onDeclare: (group: QuarantineGroup, suggestion: Suggestion) => void
  onJob: (jobId: number) => void
}

function Groups({ rows, mayWrite, onMend, onDeclare, onJob }: GroupsProps) {
  const { message } = App.useApp()
  const replay = useReplay()
  const discard = useDiscard()
  const suggest = useSuggestion()
  const run = async (work: () => Promise<unknown>) => {
    try {
      await work()
    } catch (error) {
      message.error(messageOf(error))
    }
  }
  const start = (body: Parameters<typeof replay.mutateAsync>[0]) =>
    run(async () => {
      const { jobId } = await replay.mutateAsync(body)
      if (jobId !== null) onJob(jobId)
    })
  const filterOf = ({ sourceId, event, reason, property }: QuarantineGroup) => ({ sourceId, event, reason, property })
  return (
    <Table<QuarantineGroup>
      aria-label="隔离的事件分组"
      rowKey={keyOf}
      pagination={{ pageSize: 20, hideOnSinglePage: true, size: 'small' }}
      dataSource={rows}
      expandable={{
        expandedRowRender: (group) => (
          <HeldList group={group} mayWrite={mayWrite} onReplay={(ids) => void start({ ids })} />
        ),
      }}
      columns={[
        {
          title: '事件',
          render: (_, { event, label }) => (
            <span className={css.event}>
              <b>{label ?? event}</b>
              {label !== null && <span className={css.mono}>{event}</span>}
            </span>
          ),
        },
        { title: '来源', dataIndex: 'sourceName' },
        {
          title: '原因',
          render: (_, { reason, property, detail, mapped }) => (
            <>
              <StatePill tone={reason === 'unknown_event' ? 'attention' : 'bad'}>{MISFITS[reason]}</StatePill>
              <div className="small faint">
                {property && <code className={css.mono}>{property} </code>}
                {detail}
                {mapped && '　已有映射'}
              </div>
            </>
          ),
        },
        {
          title: '条数',
          align: 'right',
          sorter: (a, b) => a.count - b.count,
          render: (_, { count }) => <b className="tabular">{formatCount(count)}</b>,
        },
        {
          title: '最近',
          sorter: (a, b) => Date.parse(a.lastAt) - Date.parse(b.lastAt),
          render: (_, { lastAt }) => <DateTime value={lastAt} mode="ago" />,
        },
        {
          title: '',
          align: 'right',
          render: (_, group) =>
            mayWrite && (
              <span className="row" style={{ justifyContent: 'flex-end', flexWrap: 'nowrap', gap: 0 }}>
                <Button type="link" size="small" onClick={() => onMend(group)}>
                  修复
                </Button>
                {CAN_DECLARE.has(group.reason) && (
                  <Button
                    type="link"
                    size="small"
                    loading={suggest.isPending && suggest.variables.event === group.event}
                    onClick={() => void run(async () => onDeclare(group, await suggest.mutateAsync(targetOf(group))))}
                  >
                    声明
                  </Button>
                )}
                <Button type="link" size="small" onClick={() => void start(filterOf(group))}>
                  重放
                </Button>
                <ConfirmButton
                  type="link"
                  size="small"
                  danger
                  title={`丢弃这 ${formatCount(group.count)} 条？`}
                  description="丢弃后不能再重放。"
                  onConfirm={() => run(() => discard.mutateAsync(filterOf(group)))}
                >
                  丢弃
                </ConfirmButton>
              </span>
            ),
        },
      ]}
    />
  )
}

const targetOf = ({ sourceId, event }: QuarantineGroup): Target => ({ sourceId, event })

function Mappings({ mayWrite }: { mayWrite: boolean }) {
  const { message } = App.useApp()
  const mappings = useQuery(mappingsQuery)
  const remove = useRemoveMapping()
  if (!mappings.data || mappings.data.length === 0) return null
  return (
    <Section flush title="生效的映射" hint="之后上报的事件也按它修复">
      <Table
        aria-label="生效的映射"
        rowKey="id"
        pagination={false}
        dataSource={mappings.data}
        columns={[
          { title: '来源', dataIndex: 'sourceName' },
          { title: '事件', render: (_, { event }) => <code className={css.mono}>{event}</code> },
          { title: '步骤', render: (_, { steps }) => steps.map(stepText).join(' → ') },
          { title: '由谁', render: (_, { by }) => by ?? '—' },
          { title: '时间', render: (_, { createdAt }) => <DateTime value={createdAt} /> },
          {
            title: '',
            align: 'right',
            render: (_, { id }) =>
              mayWrite && (
                <ConfirmButton
                  type="link"
                  size="small"
                  danger
                  title="撤销这个映射？"
                  description="之后上报的不再修复；已经入库的不变。"
                  onConfirm={() =>
                    remove.mutateAsync(id).catch((error: unknown) => void message.error(messageOf(error)))
                  }
                >
                  撤销
                </ConfirmButton>
              ),
          },
        ]}
      />
    </Section>
  )
}
