import { PlusOutlined, ReadOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { formatDuration } from '../../../lib/format'
import { useCan } from '../../../lib/session'
import {
  ConfirmButton,
  CountLink,
  DataTable,
  DateTime,
  EmptyState,
  ListSearch,
  ListSelect,
  PageHeader,
  StatePill,
  TagPill,
  useList,
  type Column,
} from '../../../ui'
import { contentTagsQuery } from '../api/content-tags'
import { contentsQuery, useActOnContent, type ArticleRow } from '../api/contents'
import { ReadingDrawer } from '../components/reading-drawer'
import { STATE_OPTIONS, STATES } from '../labels'
import css from './content-list.module.css'

export default function ContentList() {
  const list = useList({ filters: ['search', 'state', 'tag'], sort: '-updatedAt' })
  const result = useQuery(contentsQuery(list.query))
  const tags = useQuery(contentTagsQuery)
  const writes = useCan('content.write')
  const act = useActOnContent()
  const navigate = useNavigate()
  const [reading, setReading] = useState<ArticleRow | null>(null)

  const columns: Column<ArticleRow>[] = [
    {
      title: '文章',
      sort: 'title',
      render: (_, row) => (
        <Link to={`/contents/${row.id}`} className={css.article}>
          <img className={css.cover} src={row.coverUrl} alt="" loading="lazy" />
          <span className={css.text}>
            <span className={css.title}>{row.title}</span>
            <span className={css.summary}>{row.summary || '没有摘要'}</span>
          </span>
        </Link>
      ),
    },
    {
      title: '内容标签',
      width: 176,
      render: (_, row) =>
        row.tags.length === 0 ? (
          <span className="faint">未打标签</span>
        ) : (
          <span className={css.tags}>
            {row.tags.map(({ id, name }) => (
              <TagPill key={id} name={name} kind="content" />
            ))}
          </span>
        ),
    },
    {
      title: '状态',
      width: 90,
      render: (_, row) => <StatePill tone={STATES[row.state].tone}>{STATES[row.state].text}</StatePill>,
    },
    {
      title: '阅读',
      width: 84,
      align: 'right',
      render: (_, row) => <CountLink count={row.reading.reads} onClick={() => setReading(row)} />,
    },
    {
      title: '人数',
      width: 76,
      align: 'right',
      render: (_, row) => <CountLink count={row.reading.readers} onClick={() => setReading(row)} />,
    },
    {
      title: '平均时长',
      width: 100,
      align: 'right',
      render: (_, row) =>
        row.reading.meanSeconds === null ? (
          <span className="faint">—</span>
        ) : (
          <span className="tabular">{formatDuration(row.reading.meanSeconds * 1000)}</span>
        ),
    },
    {
      title: '发布时间',
      sort: 'publishedAt',
      width: 120,
      render: (_, row) => <DateTime value={row.publishedAt} mode="date" />,
    },
    {
      title: '操作',
      width: 110,
      render: (_, row) => (
        <span className="row" style={{ flexWrap: 'nowrap', gap: 0 }}>
          <Button type="link" size="small" onClick={() => void navigate({ to: `/contents/${row.id}` })}>
            {writes ? '编辑' : '查看'}
          </Button>
          {writes && row.state !== 'published' && (
            <Button type="link" size="small" onClick={() => act.mutate({ id: row.id, action: 'publish' })}>
              发布
            </Button>
          )}
          {writes && row.state === 'published' && (
            <ConfirmButton
              type="link"
              size="small"
              title={`下架「${row.title}」？`}
              description="下架后小程序里不再出现，读过的记录与标签不受影响。"
              okText="下架"
              onConfirm={() => act.mutateAsync({ id: row.id, action: 'withdraw' })}
            >
              下架
            </ConfirmButton>
          )}
        </span>
      ),
    },
  ]
  const add = (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => void navigate({ to: '/contents/new' })}>
      写文章
    </Button>
  )
  return (
    <div className="stack">
      <PageHeader
        title="文章"
        description="客户读过什么，就会留下什么偏好。给文章打好标签，读过它的人会自动获得对应的内容偏好。"
        actions={writes && add}
      />
      <DataTable
        label="文章"
        unit="篇"
        list={list}
        result={result}
        columns={columns}
        rowKey="id"
        toolbar={
          <>
            <ListSearch list={list} name="search" placeholder="搜索标题" />
            <ListSelect
              list={list}
              name="tag"
              placeholder="内容标签"
              searchable
              options={(tags.data ?? []).map(({ id, name, groupName }) => ({
                value: String(id),
                label: `${groupName} · ${name}`,
              }))}
              width={190}
            />
            <ListSelect list={list} name="state" placeholder="状态" options={STATE_OPTIONS} />
          </>
        }
        empty={
          <EmptyState
            icon={<ReadOutlined />}
            title="还没有文章"
            description="写下第一篇，发布后小程序首页就能读到。"
            action={writes && add}
          />
        }
      />
      <ReadingDrawer article={reading} onClose={() => setReading(null)} />
    </div>
  )
}
