import { PlusOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { useCan } from '../../../lib/session'
import { CountLink, DataTable, DateTime, EmptyState, ListSearch, PageHeader, useList, type Column } from '../../../ui'
import { segmentsQuery } from '../api/list-segments'
import type { SegmentSummary } from '../api/types'

const columns: Column<SegmentSummary>[] = [
  {
    title: '分群',
    render: (_, row) => (
      <div style={{ maxWidth: 560 }}>
        <Link to={`/segments/${row.id}`} style={{ fontWeight: 500 }} onClick={(event) => event.stopPropagation()}>
          {row.name}
        </Link>
        <div className="small muted clip" title={row.sentence}>
          {row.sentence}
        </div>
      </div>
    ),
  },
  {
    title: '人数',
    width: 120,
    align: 'right',
    render: (_, row) => <CountLink count={row.size} to={`/segments/${row.id}`} />,
  },
  { title: '计算于', width: 150, render: (_, row) => <DateTime value={row.computedAt} mode="ago" /> },
  { title: '创建人', width: 120, render: (_, row) => row.createdBy ?? <span className="faint">—</span> },
  { title: '创建时间', width: 130, render: (_, row) => <DateTime value={row.createdAt} mode="date" /> },
]

export default function SegmentListPage() {
  const list = useList({ filters: ['search'] })
  const result = useQuery(segmentsQuery(list.query))
  const writes = useCan('segment.write')
  const navigate = useNavigate()
  const create = writes && (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => void navigate({ to: '/segments/new' })}>
      新建分群
    </Button>
  )
  return (
    <div className="stack">
      <PageHeader
        title="分群"
        description="按标签、属性和行为圈出一群人；人数随数据变化，圈好后可以查看名单、群发或导出。"
        actions={create}
      />
      <DataTable
        label="分群"
        unit="个分群"
        list={list}
        result={result}
        columns={columns}
        rowKey="id"
        onRow={(row) => void navigate({ to: `/segments/${row.id}` })}
        toolbar={<ListSearch list={list} name="search" placeholder="搜索分群名称" />}
        empty={
          <EmptyState
            title="还没有分群"
            description="例如：关注了公众号、留过手机号、偏好敏感肌，但过去 30 天没有购买的人。"
            action={create}
          />
        }
      />
    </div>
  )
}
