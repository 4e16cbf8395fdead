import { Link, useNavigate } from '@tanstack/react-router'
import { Table } from 'antd'
import { CountLink, DateTime, EmptyState, StatePill, type Column } from '../../../ui'
import type { TagSummary } from '../api/types'
import { TAG_STATES } from '../labels'
import { RULE_KINDS } from './rule/tag-rules'

const columns: Column<TagSummary>[] = [
  {
    title: '标签',
    render: (_, row) => (
      <div style={{ maxWidth: 430 }}>
        <Link to={`/tags/${row.id}`} style={{ fontWeight: 500 }} onClick={(event) => event.stopPropagation()}>
          {row.name}
        </Link>
        <div className="small muted clip" title={row.sentence || row.description}>
          {row.sentence || row.description}
        </div>
      </div>
    ),
  },
  { title: '类型', width: 110, render: (_, row) => (row.ruleKind ? RULE_KINDS[row.ruleKind].name : '手工') },
  {
    title: '状态',
    width: 100,
    render: (_, row) => <StatePill tone={TAG_STATES[row.state].tone}>{TAG_STATES[row.state].text}</StatePill>,
  },
  {
    title: '覆盖人数',
    width: 100,
    align: 'right',
    render: (_, row) => <CountLink count={row.coverage} to={`/tags/${row.id}`} />,
  },
  { title: '更新于', width: 120, render: (_, row) => <DateTime value={row.computedAt} mode="ago" /> },
  {
    title: '版本',
    width: 70,
    render: (_, row) =>
      row.version ? <span className="tabular">v{row.version}</span> : <span className="faint">—</span>,
  },
]

export function TagTable({ tags }: { tags: TagSummary[] }) {
  const navigate = useNavigate()
  return (
    <Table<TagSummary>
      aria-label="客户标签"
      size="medium"
      rowKey="id"
      dataSource={tags}
      columns={columns}
      pagination={tags.length > 50 && { pageSize: 50, showSizeChanger: false }}
      onRow={(row) => ({ onClick: () => void navigate({ to: `/tags/${row.id}` }), style: { cursor: 'pointer' } })}
      locale={{ emptyText: <EmptyState compact title="没有符合条件的标签" /> }}
    />
  )
}
