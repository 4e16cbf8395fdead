import { PlusOutlined, SearchOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Button, Input, Segmented } from 'antd'
import { useState } from 'react'
import type { Schema } from '../../../lib/api'
import { useCan } from '../../../lib/session'
import { EmptyState, PageHeader, QueryView } from '../../../ui'
import { tagTreeQuery, type TagState } from '../api/list-tags'
import { TagGroups } from '../components/tag-groups'
import { TagTable } from '../components/tag-table'
import { groupTree } from '../tree'
import css from './tag-list-page.module.css'

type Shown = 'all' | TagState

const shownOptions: { value: Shown; label: string }[] = [
  { value: 'all', label: '全部' },
  { value: 'published', label: '已发布' },
  { value: 'draft', label: '草稿' },
  { value: 'paused', label: '已暂停' },
  { value: 'retired', label: '已下线' },
]

export default function TagListPage() {
  const tags = useQuery(tagTreeQuery)
  const writes = useCan('tag.write')
  const navigate = useNavigate()
  const create = writes && (
    <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => void navigate({ to: '/tags/new' })}>
      新建标签
    </Button>
  )
  return (
    <div className="stack">
      <PageHeader
        title="客户标签"
        description="标签描述人：由规则从行为与属性算出，随数据实时更新，每个值都能说明原因。"
        actions={create}
      />
      <QueryView query={tags} rows={10}>
        {(tree) =>
          tree.tags.length === 0 ? (
            <EmptyState
              title="还没有客户标签"
              description="例如按过去 30 天的金额与次数分档，或算出每个人最感兴趣的三个内容标签。"
              action={create}
            />
          ) : (
            <Browser tree={tree} />
          )
        }
      </QueryView>
    </div>
  )
}

function Browser({ tree }: { tree: Schema<'TagTreeReply'> }) {
  const [group, setGroup] = useState<number | null>(null)
  const [shown, setShown] = useState<Shown>('all')
  const [text, setText] = useState('')
  const inState = tree.tags.filter(
    ({ state, name }) => (shown === 'all' ? state !== 'retired' : state === shown) && name.includes(text.trim()),
  )
  const nodes = groupTree(tree.groups, inState)
  const ids = nodes.find((node) => node.group.id === group)?.ids
  const rows = ids ? inState.filter(({ groupId }) => groupId !== null && ids.has(groupId)) : inState
  return (
    <div className={css.columns}>
      <TagGroups nodes={nodes} total={inState.length} selected={group} onSelect={setGroup} />
      <div className={css.table}>
        <div className={css.bar}>
          <Segmented<Shown> aria-label="状态" options={shownOptions} value={shown} onChange={setShown} />
          <Input
            aria-label="搜索标签"
            allowClear
            placeholder="搜索标签"
            prefix={<SearchOutlined style={{ color: 'var(--ink-faint)' }} />}
            value={text}
            onChange={(event) => setText(event.target.value)}
            style={{ width: 220 }}
          />
        </div>
        <TagTable tags={rows} everyone={tree.everyone} />
      </div>
    </div>
  )
}
