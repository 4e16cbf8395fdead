import { EditOutlined } from '@ant-design/icons'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { App, Button } from 'antd'
import { useState } from 'react'
import { formatCount, formatPercent, formatTime } from '../../../lib/format'
import { useCan } from '../../../lib/session'
import { ConfirmButton, JobProgress, LineChart, PageHeader, QueryView, Section, Sentence, useList } from '../../../ui'
import { segmentQuery, type SegmentDetail } from '../api/get-segment'
import { useRemoveSegment } from '../api/save-segment'
import { segmentPeopleQuery } from '../api/segment-people'
import { Audiences } from '../components/audiences'
import { Changes } from '../components/changes'
import { ExportDialog } from '../components/export-dialog'
import { Insight } from '../components/insight'
import { PeopleTable } from '../components/people-table'
import { Reachable } from '../components/reachable'
import css from './segment-page.module.css'

const REFRESH_MS = 5_000

export default function SegmentPage() {
  const { segmentId = '' }: { segmentId?: string } = useParams({ strict: false })
  // People enter and leave by themselves, so the page keeps looking.
  const segment = useQuery({ ...segmentQuery(segmentId), refetchInterval: REFRESH_MS })
  return (
    <QueryView query={segment} rows={10}>
      {(found) => <Segment segment={found} />}
    </QueryView>
  )
}

function Segment({ segment }: { segment: SegmentDetail }) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const { job }: { job?: string } = useSearch({ strict: false })
  const list = useList()
  const people = useQuery(segmentPeopleQuery(segment.id, list.query))
  return (
    <div className="stack">
      <PageHeader
        back={{ to: '/segments', label: '分群' }}
        title={segment.name}
        description={segment.description}
        actions={<SegmentActions segment={segment} />}
      />
      {job && (
        <JobProgress
          jobId={Number(job)}
          title="正在计算分群名单"
          cancellable={false}
          onEnd={({ state }) => {
            void client.invalidateQueries({ queryKey: ['segments'] })
            if (state === 'done') void navigate({ to: `/segments/${segment.id}`, replace: true })
          }}
        />
      )}
      <Section>
        <Sentence text={segment.sentence} />
      </Section>
      <div className={segment.history.length < 2 ? css.young : css.columns}>
        <Section>
          <div className="muted">人数</div>
          <div className={css.count}>
            <span data-testid="segment-people">{segment.evaluatedAt ? formatCount(segment.people) : '…'}</span>
            <span className={css.unit}>人</span>
          </div>
          <div className={css.share}>
            占全部客户 {formatPercent(segment.everyone ? segment.people / segment.everyone : null)}
          </div>
          <Reachable reachable={segment.reachable} count={segment.people} />
          <div className={css.fresh}>
            {segment.evaluatedAt
              ? `全量计算于 ${formatTime(segment.evaluatedAt)}，此后随行为实时更新`
              : '正在第一次计算'}
          </div>
        </Section>
        {segment.history.length >= 2 && (
          <Section title="人数变化" hint="每天结束时">
            <LineChart
              label="人数变化"
              height={230}
              area
              x={segment.history.map(({ day }) => day.slice(5))}
              series={[{ name: '人数', values: segment.history.map(({ people }) => people) }]}
            />
          </Section>
        )}
        <Changes segmentId={segment.id} />
      </div>
      <Insight list={{ kind: 'segment', id: segment.id }} />
      <PeopleTable
        label="分群客户"
        list={list}
        result={people}
        empty={{ title: '现在没有符合条件的客户', description: '放宽条件，或等待更多客户行为。' }}
      />
      <Audiences segment={segment} />
    </div>
  )
}

function SegmentActions({ segment }: { segment: SegmentDetail }) {
  const navigate = useNavigate()
  const { message } = App.useApp()
  const writes = useCan('segment.write')
  const sends = useCan('campaign.write')
  const takesOut = useCan('segment.export')
  const remove = useRemoveSegment()
  const [exporting, setExporting] = useState(false)
  return (
    <>
      {writes && (
        <ConfirmButton
          danger
          title={`删除「${segment.name}」？`}
          description="已发出的群发和冻结的人群包会保留；仍被其他标签或分群引用时不能删除。"
          okText="删除"
          onConfirm={async () => {
            await remove.mutateAsync(segment.id)
            message.success('分群已删除')
            await navigate({ to: '/segments' })
          }}
        >
          删除
        </ConfirmButton>
      )}
      {writes && (
        <Button
          icon={<EditOutlined aria-hidden />}
          onClick={() => void navigate({ to: `/segments/${segment.id}/edit` })}
        >
          编辑条件
        </Button>
      )}
      <Button onClick={() => void navigate({ to: '/segments/overlap', search: { segment: String(segment.id) } })}>
        看重合
      </Button>
      {takesOut && <Button onClick={() => setExporting(true)}>申请导出</Button>}
      <ExportDialog
        list={{ kind: 'segment', id: segment.id }}
        people={segment.people}
        open={exporting}
        onClose={() => setExporting(false)}
      />
      {sends && (
        <Button
          type="primary"
          onClick={() => void navigate({ to: '/campaigns/new', search: { segmentId: String(segment.id) } })}
        >
          给他们群发
        </Button>
      )}
    </>
  )
}
