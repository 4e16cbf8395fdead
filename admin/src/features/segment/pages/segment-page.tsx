import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { Button, Tabs } from 'antd'
import { useState } from 'react'
import { useCan } from '../../../lib/session'
import { SegmentWhy } from '../../../segment-why'
import { PageHeader, QueryView, Section, Sentence, useList } from '../../../ui'
import { segmentQuery, type SegmentDetail } from '../api/get-segment'
import { segmentPeopleQuery, type SegmentPerson } from '../api/segment-people'
import { Audiences } from '../components/audiences'
import { Changes } from '../components/changes'
import { EvaluationBadge, EvaluationProgress } from '../components/evaluation-state'
import { Insight } from '../components/insight'
import { PeopleTable } from '../components/people-table'
import { SegmentActions } from '../components/segment-actions'
import { SegmentOutline } from '../components/segment-outline'
import { SegmentVersions } from '../components/segment-versions'

const REFRESH_MS = 5_000

export default function SegmentPage() {
  const { segmentId = '' }: { segmentId?: string } = useParams({ strict: false })
  // People enter and leave by themselves, so the page keeps looking.
  const segment = useQuery({ ...segmentQuery(segmentId), refetchInterval: REFRESH_MS })
  return (
    <QueryView query={segment} rows={10}>
      {(found) => <Segment key={found.id} segment={found} />}
    </QueryView>
  )
}

function Segment({ segment }: { segment: SegmentDetail }) {
  const navigate = useNavigate()
  const seesPeople = useCan('customer.read')
  const { tab = 'outline' }: { tab?: string } = useSearch({ strict: false })
  return (
    <div className="stack">
      <PageHeader
        back={{ to: '/segments', label: '分群' }}
        title={segment.name}
        badge={<EvaluationBadge segment={segment} />}
        description={segment.description}
        actions={<SegmentActions segment={segment} />}
      />
      <EvaluationProgress segment={segment} />
      <Section>
        <Sentence text={segment.sentence} />
      </Section>
      <Tabs
        activeKey={tab}
        onChange={(key) => void navigate({ to: '.', search: key === 'outline' ? {} : { tab: key }, replace: true })}
        items={[
          { key: 'outline', label: '概况', children: <SegmentOutline segment={segment} /> },
          ...(seesPeople
            ? [
                { key: 'people', label: '客户名单', children: <People segment={segment} /> },
                { key: 'changes', label: '进出记录', children: <Changes segment={segment} /> },
              ]
            : []),
          { key: 'insight', label: '人群洞察', children: <Insight list={{ kind: 'segment', id: segment.id }} /> },
          { key: 'audiences', label: '人群包', children: <Audiences segment={segment} /> },
          { key: 'versions', label: '规则版本', children: <SegmentVersions segment={segment} /> },
        ]}
        destroyOnHidden
      />
    </div>
  )
}

function People({ segment }: { segment: SegmentDetail }) {
  const list = useList()
  const people = useQuery(segmentPeopleQuery(segment.id, list.query))
  const [asked, setAsked] = useState<SegmentPerson | null>(null)
  return (
    <>
      <PeopleTable
        label="分群客户"
        list={list}
        result={people}
        empty={{ title: '现在没有符合条件的客户', description: '放宽条件，或等待更多客户行为。' }}
        action={(row) => (
          <Button
            type="link"
            size="small"
            onClick={(event) => {
              event.stopPropagation()
              setAsked(row)
            }}
          >
            为什么
          </Button>
        )}
      />
      {asked && (
        <SegmentWhy
          customerId={asked.customerId}
          customerName={asked.displayName}
          segment={segment}
          onClose={() => setAsked(null)}
        />
      )}
    </>
  )
}
