import { Link, useNavigate } from '@tanstack/react-router'
import { Table } from 'antd'
import { formatPercent } from '../../../lib/format'
import { CountLink, DateTime, EmptyState, StatePill, type Column } from '../../../ui'
import type { TagItem } from '../api/list-tags'
import { freshnessOf, TAG_KINDS, TAG_STATES, waysOf } from '../labels'

interface Props {
  tags: TagItem[]
  everyone: number
}

export function TagTable({ tags, everyone }: Props) {
  const navigate = useNavigate()
  const columns: Column<TagItem>[] = [
    {
      title: '标签',
      render: (_, row) => (
        <div style={{ maxWidth: 300 }}>
          <Link to={`/tags/${row.id}`} style={{ fontWeight: 500 }} onClick={(event) => event.stopPropagation()}>
            {row.name}
          </Link>
          {row.description && (
            <div className="small muted clip" title={row.description}>
              {row.description}
            </div>
          )}
        </div>
      ),
    },
    {
      title: '类型',
      width: 130,
      render: (_, row) => (
        <>
          {waysOf(row)}
          <div className="small faint">{TAG_KINDS[row.kind]}</div>
        </>
      ),
    },
    {
      title: '状态',
      width: 120,
      render: (_, row) => (
        <span className="row" style={{ gap: 6 }}>
          <StatePill tone={TAG_STATES[row.state].tone}>{TAG_STATES[row.state].text}</StatePill>
          {row.hasDraft && row.state !== 'draft' && <span className="small faint">有修改</span>}
        </span>
      ),
    },
    {
      title: '覆盖人数',
      width: 110,
      align: 'right',
      render: (_, row) => (
        <>
          <CountLink count={row.people} to={`/tags/${row.id}`} />
          {everyone > 0 && row.people > 0 && (
            <div className="small faint tabular">{formatPercent(row.people / everyone, 0)}</div>
          )}
        </>
      ),
    },
    {
      title: '新鲜度',
      width: 150,
      render: (_, row) => {
        const { text, hint, tone } = freshnessOf(row)
        return (
          <span title={hint}>
            <StatePill tone={tone}>{text}</StatePill>
            {row.evaluatedAt && row.state === 'published' && (
              <div className="small faint">
                全量 <DateTime value={row.evaluatedAt} mode="ago" />
              </div>
            )}
          </span>
        )
      },
    },
    {
      title: '使用',
      width: 76,
      align: 'right',
      render: (_, row) =>
        row.usedBy > 0 ? <span className="tabular">{row.usedBy} 处</span> : <span className="faint">—</span>,
    },
    {
      title: '负责人',
      width: 96,
      render: (_, row) => <span className="clip">{row.ownerName ?? '—'}</span>,
    },
    {
      title: '版本',
      width: 70,
      render: (_, row) =>
        row.version ? <span className="tabular">v{row.version}</span> : <span className="faint">—</span>,
    },
  ]
  return (
    <Table<TagItem>
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
