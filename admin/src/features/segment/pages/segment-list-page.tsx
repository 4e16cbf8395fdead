import { PlusOutlined, SearchOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Button, Input, Select, Table, Tooltip, type TableColumnType } from 'antd'
import { useState } from 'react'
import { useCan } from '../../../lib/session'
import { CountLink, DateTime, EmptyState, PageHeader, QueryView, Section } from '../../../ui'
import { segmentsQuery, type SegmentItem } from '../api/list-segments'
import { EvaluationBadge } from '../components/evaluation-state'
import css from './segment-list-page.module.css'

const columns: TableColumnType<SegmentItem>[] = [
  {
    title: '分群',
    sorter: (a, b) => a.name.localeCompare(b.name, 'zh-CN'),
    render: (_, row) => (
      <div style={{ maxWidth: 600 }}>
        <div className="row">
          <Link
            to={`/segments/${row.id}`}
            className="clip"
            style={{ fontWeight: 500, maxWidth: 440 }}
            title={row.name}
            onClick={(event) => event.stopPropagation()}
          >
            {row.name}
          </Link>
          <EvaluationBadge segment={row} />
        </div>
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
    sorter: (a, b) => (a.people ?? -1) - (b.people ?? -1),
    render: (_, row) => {
      if (row.people === null)
        return (
          <Tooltip title="人群引擎暂时无法访问，恢复后自动显示">
            <span className="faint">—</span>
          </Tooltip>
        )
      if (!row.evaluatedAt) return <span className="faint">计算中</span>
      return <CountLink count={row.people} to={`/segments/${row.id}`} search={{ tab: 'people' }} />
    },
  },
  {
    title: '全量计算于',
    width: 150,
    sorter: (a, b) => (a.evaluatedAt ?? '').localeCompare(b.evaluatedAt ?? ''),
    render: (_, row) => <DateTime value={row.evaluatedAt} mode="ago" />,
  },
  { title: '负责人', width: 120, render: (_, row) => row.ownerName ?? <span className="faint">—</span> },
  {
    title: '创建时间',
    width: 130,
    sorter: (a, b) => a.id - b.id,
    render: (_, row) => <DateTime value={row.createdAt} mode="date" />,
  },
]

export default function SegmentListPage() {
  const segments = useQuery(segmentsQuery)
  const [text, setText] = useState('')
  const [owner, setOwner] = useState<string>()
  const writes = useCan('segment.write')
  const navigate = useNavigate()
  const create = writes && (
    <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => void navigate({ to: '/segments/new' })}>
      新建分群
    </Button>
  )
  const clear = () => {
    setText('')
    setOwner(undefined)
  }
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
                placeholder="搜索名称或条件"
                prefix={<SearchOutlined style={{ color: 'var(--ink-faint)' }} />}
                value={text}
                onChange={(event) => setText(event.target.value)}
                style={{ width: 240 }}
              />
              <Select
                aria-label="负责人"
                allowClear
                placeholder="负责人"
                value={owner}
                onChange={setOwner}
                options={ownersOf(all).map((name) => ({ value: name, label: name }))}
                style={{ width: 140 }}
              />
            </div>
            <Table<SegmentItem>
              aria-label="分群"
              size="medium"
              rowKey="id"
              dataSource={all.filter(
                ({ name, sentence, ownerName }) =>
                  (name.includes(text.trim()) || sentence.includes(text.trim())) &&
                  (owner === undefined || ownerName === owner),
              )}
              columns={columns}
              pagination={all.length > 50 && { pageSize: 50, showSizeChanger: false }}
              onRow={(row) => ({
                onClick: () => void navigate({ to: `/segments/${row.id}` }),
                style: { cursor: 'pointer' },
              })}
              locale={{
                emptyText:
                  all.length > 0 ? (
                    <EmptyState title="没有符合条件的分群" action={<Button onClick={clear}>清除筛选</Button>} />
                  ) : (
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

const ownersOf = (segments: readonly SegmentItem[]): string[] =>
  [...new Set(segments.flatMap(({ ownerName }) => ownerName ?? []))].sort((a, b) => a.localeCompare(b, 'zh-CN'))
