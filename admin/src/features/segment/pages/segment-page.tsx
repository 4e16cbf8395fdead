import { EditOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { App, Button } from 'antd'
import { formatCount, formatTime } from '../../../lib/format'
import { useCan } from '../../../lib/session'
import { ConfirmButton, LineChart, PageHeader, QueryView, Section, Sentence } from '../../../ui'
import { segmentQuery } from '../api/get-segment'
import { useDeleteSegment } from '../api/save-segment'
import { segmentHistoryQuery } from '../api/segment-history'
import type { SegmentDetail } from '../api/types'
import { PeopleTable } from '../components/people-table'
import { Reachable } from '../components/reachable'
import css from './segment-page.module.css'

export default function SegmentPage() {
  const { segmentId = '' }: { segmentId?: string } = useParams({ strict: false })
  const segment = useQuery(segmentQuery(segmentId))
  return (
    <QueryView query={segment} rows={10}>
      {(found) => <Segment segment={found} />}
    </QueryView>
  )
}

function Segment({ segment }: { segment: SegmentDetail }) {
  const navigate = useNavigate()
  const { message } = App.useApp()
  const writes = useCan('segment.write')
  const sends = useCan('campaign.write')
  const remove = useDeleteSegment()
  const history = useQuery(segmentHistoryQuery(String(segment.id)))
  return (
    <div className="stack">
      <PageHeader
        back={{ to: '/segments', label: '分群' }}
        title={segment.name}
        description={segment.description}
        actions={
          <>
            {writes && (
              <ConfirmButton
                danger
                title={`删除「${segment.name}」？`}
                description="正在使用这个分群的群发不会受影响，已发出的记录会保留。"
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
              <Button icon={<EditOutlined />} onClick={() => void navigate({ to: `/segments/${segment.id}/edit` })}>
                编辑条件
              </Button>
            )}
            {sends && (
              <Button
                type="primary"
                onClick={() => void navigate({ to: '/campaigns/new', search: { segmentId: String(segment.id) } })}
              >
                给他们群发
              </Button>
            )}
          </>
        }
      />
      <div className={css.columns}>
        <Section>
          <div className="muted">人数</div>
          <div className={css.count}>
            {formatCount(segment.size)}
            <span className={css.unit}>人</span>
          </div>
          <div className="small faint">计算于 {formatTime(segment.computedAt)}</div>
          {segment.reachable && segment.size !== null && (
            <div style={{ marginTop: 16 }}>
              <Reachable reachable={segment.reachable} count={segment.size} />
            </div>
          )}
        </Section>
        <Section title="人数变化">
          <QueryView query={history} rows={4} compact>
            {(points) => (
              <LineChart
                label="人数变化"
                height={190}
                area
                x={points.map(({ at }) => formatTime(at).slice(5))}
                series={[{ name: '人数', values: points.map(({ size }) => size) }]}
              />
            )}
          </QueryView>
        </Section>
      </div>
      <Section title="谁在这个分群里">
        <Sentence text={segment.sentence} />
      </Section>
      <PeopleTable segment={segment} />
    </div>
  )
}
