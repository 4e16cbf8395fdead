import { PlusOutlined, SearchOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Button, Input, Table } from 'antd'
import { useState } from 'react'
import { useCan } from '../../../lib/session'
import { CountLink, DateTime, EmptyState, PageHeader, QueryView, Section, type Column } from '../../../ui'
import { segmentsQuery, type SegmentItem } from '../api/list-segments'
import css from './segment-list-page.module.css'

const columns: Column<SegmentItem>[] = [
  {
    title: '分群',
    render: (_, row) => (
      <div style={{ maxWidth: 600 }}>
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
    render: (_, row) =>
      row.evaluatedAt ? (
        <CountLink count={row.people} to={`/segments/${row.id}`} />
      ) : (
        <span className="faint">计算中</span>
      ),
  },
  { title: '全量计算于', width: 140, render: (_, row) => <DateTime value={row.evaluatedAt} mode="ago" /> },
  { title: '负责人', width: 120, render: (_, row) => row.ownerName ?? <span className="faint">—</span> },
  { title: '创建时间', width: 130, render: (_, row) => <DateTime value={row.createdAt} mode="date" /> },
]

export default function SegmentListPage() {
  const segments = useQuery(segmentsQuery)
  const [text, setText] = useState('')
  const writes = useCan('segment.write')
  const navigate = useNavigate()
  const create = writes && (
    <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => void navigate({ to: '/segments/new' })}>
      新建分群
    </Button>
  )
  return (
    <div className="stack">
      <PageHeader
        title="分群"
        description="按标签、属性和行为圈出一群人；名单随数据实时变化，圈好后可以查看、群发或冻结为人群包。"
        actions={create}
      />
      <QueryView query={segments} rows={8}>
        {(all) => (
          <Section flush>
            <div className={css.bar}>
              <Input
                aria-label="搜索分群"
                allowClear
                placeholder="搜索分群"
                prefix={<SearchOutlined style={{ color: 'var(--ink-faint)' }} />}
                value={text}
                onChange={(event) => setText(event.target.value)}
                style={{ width: 240 }}
              />
            </div>
            <Table<SegmentItem>
              aria-label="分群"
              size="medium"
              rowKey="id"
              dataSource={all.filter(({ name }) => name.includes(text.trim()))}
              columns={columns}
              pagination={all.length > 50 && { pageSize: 50, showSizeChanger: false }}
              onRow={(row) => ({
                onClick: () => void navigate({ to: `/segments/${row.id}` }),
                style: { cursor: 'pointer' },
              })}
              locale={{
                emptyText: (
                  <EmptyState
                    title="还没有分群"
                    description="例如：关注了公众号、留过手机号、偏好敏感肌，但过去 30 天没有购买的人。"
                    action={create}
                  />
                ),
              }}
            />
          </Section>
        )}
      </QueryView>
    </div>
  )
}
