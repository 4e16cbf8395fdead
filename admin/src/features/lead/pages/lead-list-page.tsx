import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Checkbox, Segmented } from 'antd'
import { formatAgo, formatTime } from '../../../lib/format'
import { useCan } from '../../../lib/session'
import {
  DataTable,
  DateTime,
  EmptyState,
  ListSelect,
  PageHeader,
  PersonAvatar,
  StatePill,
  useList,
  type Column,
} from '../../../ui'
import { LEAD_FILTERS, leadsQuery } from '../api/list-leads'
import { salesQuery } from '../api/list-sales'
import { ClaimButton } from '../components/claim-button'
import { LeadDrawer } from '../components/lead-drawer'
import { Summary } from '../components/summary'
import css from './lead-list-page.module.css'
import { LEAD_STATES, type LeadRow } from '../labels'

const columns: Column<LeadRow>[] = [
  {
    title: '客户',
    render: (_, row) => (
      <div className="row" style={{ flexWrap: 'nowrap' }}>
        <PersonAvatar name={row.displayName} seed={row.customerId} size={32} />
        <div style={{ minWidth: 0 }}>
          <div style={{ fontWeight: 500 }}>{row.displayName}</div>
          <div className="small faint">{row.phoneMasked ?? '未留手机号'}</div>
        </div>
      </div>
    ),
  },
  {
    title: '状态',
    width: 110,
    render: (_, row) => <StatePill tone={LEAD_STATES[row.state].tone}>{LEAD_STATES[row.state].label}</StatePill>,
  },
  {
    title: '负责人',
    width: 120,
    render: (_, row) => (row.ownerId === null ? <span className="faint">公海</span> : (row.ownerName ?? '离职员工')),
  },
  {
    title: '下一步',
    render: (_, row) =>
      row.nextStep || row.nextStepAt ? (
        <div style={{ maxWidth: 280 }}>
          <div className="clip">{row.nextStep || '跟进'}</div>
          {row.nextStepAt && (
            <div className={`small ${row.overdue ? css.late : 'faint'}`}>
              {row.overdue ? '已到期 ' : ''}
              {formatTime(row.nextStepAt).slice(5)}
            </div>
          )}
        </div>
      ) : (
        <span className="faint">未安排</span>
      ),
  },
  {
    title: '最近跟进',
    width: 140,
    render: (_, row) => (row.lastFollowedAt ? formatAgo(row.lastFollowedAt) : <span className="faint">还没有</span>),
  },
  { title: '来源', width: 160, render: (_, row) => <span className="muted">{row.source}</span> },
  { title: '创建', width: 120, render: (_, row) => <DateTime value={row.createdAt} mode="date" /> },
  { title: '', width: 90, align: 'right', render: (_, row) => <ClaimButton lead={row} /> },
]

const states = Object.entries(LEAD_STATES).map(([value, { label }]) => ({ value, label }))

export default function LeadListPage() {
  const list = useList({ filters: LEAD_FILTERS })
  const result = useQuery(leadsQuery(list.query))
  const seesAll = useCan('lead.read-all')
  const assigns = useCan('lead.assign')
  const { data: sales } = useQuery({ ...salesQuery, enabled: assigns })
  const { lead }: { lead?: string } = useSearch({ strict: false })
  const navigate = useNavigate()
  const show = (id: string | undefined) =>
    void navigate({
      to: '.',
      search: (previous: Record<string, string | undefined>) => ({ ...previous, lead: id }),
    })
  return (
    <div className="stack">
      <PageHeader
        title="线索"
        description="每条线索有且只有一个负责人，或躺在公海里等人领取；写跟进、定下一步、推进状态。"
      />
      <Summary list={list} />
      <DataTable
        label="线索"
        unit="条线索"
        list={list}
        result={result}
        columns={columns}
        rowKey="id"
        onRow={(row) => show(row.id)}
        toolbar={
          <>
            <Segmented
              aria-label="范围"
              value={list.filters.scope ?? 'all'}
              onChange={(scope) => list.setFilters({ scope: scope === 'all' ? undefined : scope })}
              options={[
                { value: 'all', label: seesAll ? '全部' : '我的和公海' },
                { value: 'mine', label: '我的' },
                { value: 'pool', label: '公海' },
              ]}
            />
            <ListSelect list={list} name="state" placeholder="状态" options={states} />
            {sales && (
              <ListSelect
                list={list}
                name="ownerId"
                placeholder="负责人"
                options={sales.map(({ id, name }) => ({ value: String(id), label: name }))}
              />
            )}
            <Checkbox
              checked={list.filters.due === 'due'}
              onChange={({ target }) => list.setFilters({ due: target.checked ? 'due' : undefined })}
            >
              待跟进
            </Checkbox>
          </>
        }
        empty={
          <EmptyState
            title="还没有线索"
            description="客户通过渠道活码添加顾问时会自动建线索，顾问也可以在侧边栏里新建。"
          />
        }
      />
      <LeadDrawer id={lead} onClose={() => show(undefined)} />
    </div>
  )
}
