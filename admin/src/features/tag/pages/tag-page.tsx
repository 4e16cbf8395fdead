import { EditOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { Alert, Button } from 'antd'
import type { CSSProperties } from 'react'
import { formatAgo, formatCount, formatPercent, formatTime } from '../../../lib/format'
import { useCan } from '../../../lib/session'
import { EmptyState, PageHeader, QueryView, Section, Sentence, StatePill, StatNumber, useList } from '../../../ui'
import { tagQuery } from '../api/get-tag'
import type { TagDetail } from '../api/types'
import { Distribution } from '../components/distribution'
import { History } from '../components/history'
import { LifeButtons } from '../components/life-buttons'
import { RULE_KINDS } from '../components/rule/tag-rules'
import { TagPeople } from '../components/tag-people'
import { Versions } from '../components/versions'
import { TAG_STATES } from '../labels'

export default function TagPage() {
  const { tagId = '' }: { tagId?: string } = useParams({ strict: false })
  const tag = useQuery(tagQuery(tagId))
  return (
    <QueryView query={tag} rows={10}>
      {(found) => <Tag tag={found} />}
    </QueryView>
  )
}

function Tag({ tag }: { tag: TagDetail }) {
  const navigate = useNavigate()
  const writes = useCan('tag.write')
  const list = useList({ filters: ['value'] })
  const state = TAG_STATES[tag.state]
  return (
    <div className="stack">
      <PageHeader
        back={{ to: '/tags', label: '客户标签' }}
        title={tag.name}
        badge={<StatePill tone={state.tone}>{state.text}</StatePill>}
        description={tag.description || `${tag.group} · ${tag.ruleKind ? RULE_KINDS[tag.ruleKind].name : '手工标签'}`}
        actions={
          <>
            {writes && tag.ruleKind && tag.state !== 'retired' && (
              <Button icon={<EditOutlined />} onClick={() => void navigate({ to: `/tags/${tag.id}/edit` })}>
                编辑规则
              </Button>
            )}
            <LifeButtons tag={tag} />
          </>
        }
      />
      {tag.hasDraft && tag.state === 'published' && (
        <Alert type="info" showIcon title="有尚未发布的修改，客户身上的值仍按已发布的规则计算。" />
      )}
      {tag.sentence && (
        <Section>
          <Sentence text={tag.sentence} />
        </Section>
      )}
      <div className="grid" style={{ '--columns': 4 } as CSSProperties}>
        <StatNumber
          label="覆盖人数"
          value={formatCount(tag.coverage)}
          unit="人"
          hint={`占全部客户 ${formatPercent(tag.totalPeople && tag.coverage !== null ? tag.coverage / tag.totalPeople : null)}`}
        />
        <StatNumber label="不同的值" value={formatCount(tag.values.length)} unit="个" />
        <StatNumber
          label="更新于"
          value={formatAgo(tag.computedAt)}
          hint={tag.computedAt ? formatTime(tag.computedAt, true) : '还没有计算过'}
        />
        <StatNumber label="当前版本" value={tag.version ? `v${tag.version}` : '未发布'} hint={tag.group} />
      </div>
      {tag.values.length === 0 ? (
        <Section>
          <EmptyState
            title={tag.state === 'draft' ? '发布后开始计算' : '还没有客户有这个标签'}
            description={tag.state === 'draft' ? '发布前可以在编辑页预览每个值会有多少人。' : undefined}
          />
        </Section>
      ) : (
        <>
          <div className="grid" style={{ '--columns': 2 } as CSSProperties}>
            <Distribution tag={tag} onSelect={(value) => list.setFilters({ value })} />
            <History tagId={String(tag.id)} />
          </div>
          <TagPeople tag={tag} list={list} />
        </>
      )}
      {tag.ruleKind && <Versions tagId={String(tag.id)} />}
    </div>
  )
}
