import { EditOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { Alert, Button } from 'antd'
import { useMemo } from 'react'
import { everyDay } from '../../../lib/days'
import { formatCount, formatDate, formatPercent } from '../../../lib/format'
import { useCan } from '../../../lib/session'
import { EmptyState, PageHeader, QueryView, Section, Sentence, StatePill, StatNumber, useList } from '../../../ui'
import { tagQuery, type TagDetail } from '../api/get-tag'
import { Distribution, distributionHeight } from '../components/distribution'
import { HandBatches } from '../components/hand-batches'
import { LifeButtons } from '../components/life-buttons'
import { Settings } from '../components/settings'
import { TagPeople } from '../components/tag-people'
import { Trend } from '../components/trend'
import { Versions } from '../components/versions'
import { Evaluation } from '../components/evaluation'
import { freshnessOf, TAG_KINDS, TAG_STATES, waysOf } from '../labels'

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
  const seesPeople = useCan('customer.read')
  const list = useList({ filters: ['value', 'on'] })
  const state = TAG_STATES[tag.state]
  const days = useMemo(() => everyDay(tag.history, formatDate(new Date())), [tag.history])
  const sentence = tag.sentence ?? tag.draftSentence
  return (
    <div className="stack">
      <PageHeader
        back={{ to: '/tags', label: '客户标签' }}
        title={tag.name}
        badge={<StatePill tone={state.tone}>{state.text}</StatePill>}
        description={tag.description || `${TAG_KINDS[tag.kind]}标签 · ${waysOf(tag)}`}
        actions={
          <>
            {writes && tag.state !== 'retired' && (
              <Button icon={<EditOutlined aria-hidden />} onClick={() => void navigate({ to: `/tags/${tag.id}/edit` })}>
                编辑
              </Button>
            )}
            <LifeButtons tag={tag} />
          </>
        }
      />
      <Evaluation tag={tag} />
      {tag.hasDraft && tag.state !== 'draft' && (
        <Alert type="info" showIcon title="有尚未发布的修改，客户身上的值仍按已发布的规则计算。" />
      )}
      {sentence && (
        <Section>
          <Sentence text={sentence} />
        </Section>
      )}
      <div className="grid" style={{ '--columns': 4 }}>
        <StatNumber
          label="覆盖人数"
          value={<span data-testid="tag-people">{formatCount(tag.people)}</span>}
          unit="人"
          hint={`占全部客户 ${formatPercent(tag.everyone ? tag.people / tag.everyone : null)}`}
        />
        <StatNumber
          label="谁在用"
          value={formatCount(tag.users.length)}
          unit="处"
          hint={tag.multiple ? '一位客户可以有多个值' : '一位客户至多一个值'}
        />
        <StatNumber label="新鲜度" value={freshnessOf(tag).text} hint={freshnessOf(tag).hint} />
        <StatNumber
          label="当前版本"
          value={tag.version ? `v${tag.version}` : '未发布'}
          hint={tag.ownerName ? `负责人 ${tag.ownerName}` : undefined}
        />
      </div>
      {tag.distribution.length === 0 ? (
        <Section>
          <EmptyState
            title={tag.state === 'draft' ? '发布后开始计算' : '还没有客户有这个标签'}
            description={tag.state === 'draft' ? '发布前可以在编辑页预览每个值会有多少人。' : undefined}
          />
        </Section>
      ) : (
        <>
          <div className="grid" style={{ '--columns': days.length < 2 ? 1 : 2 }}>
            <Distribution tag={tag} onSelect={(value) => list.setFilters({ value })} />
            {days.length >= 2 && <Trend tagId={tag.id} days={days} height={distributionHeight(tag)} />}
          </div>
          {seesPeople && <TagPeople tag={tag} list={list} />}
        </>
      )}
      {tag.method === 'hand' && tag.state !== 'draft' && <HandBatches tag={tag} />}
      <Settings tag={tag} />
      <Versions tag={tag} />
    </div>
  )
}
