import { useQuery } from '@tanstack/react-query'
import { Table } from 'antd'
import { formatCount } from '../../../lib/format'
import { DateTime, QueryView, Section } from '../../../ui'
import { refusalsQuery, type TrackRefusal } from '../api/sources'
import css from './quarantine.module.css'
import { SparkBars } from './spark-bars'

const REASONS: Readonly<Record<string, string>> = {
  TRACK_MESSAGE_INVALID: '消息格式有误',
  TRACK_EVENT_FORBIDDEN: '不允许上报的事件',
  TRACK_IDENTITY_FORBIDDEN: '不允许声明的身份',
  TRACK_PERSON_GONE: '客户资料已删除',
  TRACK_ORIGIN_FORBIDDEN: '不允许的网站',
  VALIDATION_FAILED: '整次上报格式有误',
  TOO_MANY_REQUESTS: '上报太快',
}

/** What could not even be held, with one sample each. */
export function RefusedMessages() {
  const refusals = useQuery(refusalsQuery)
  return (
    <QueryView query={refusals} rows={3}>
      {(rows) => (
        <Section flush title="被拒绝的上报" hint="近 14 天，内容没有保存，只留下次数和最近一例的样子">
          <Table<TrackRefusal>
            aria-label="被拒绝的上报"
            size="medium"
            rowKey={({ sourceId, code }) => `${sourceId} ${code}`}
            pagination={{ pageSize: 20, hideOnSinglePage: true, size: 'small' }}
            dataSource={rows}
            locale={{ emptyText: '近 14 天没有被拒绝的上报' }}
            columns={[
              { title: '来源', dataIndex: 'sourceName' },
              { title: '原因', render: (_, { code }) => REASONS[code] ?? code },
              { title: '每天', render: (_, { days, code }) => <SparkBars days={days} label={`${code} 近 14 天`} /> },
              {
                title: '次数',
                align: 'right',
                sorter: (a, b) => a.total - b.total,
                render: (_, { total }) => <b className="tabular">{formatCount(total)}</b>,
              },
              { title: '最近一例', render: (_, { sample }) => <Sample sample={sample} /> },
              { title: '最近', render: (_, { lastAt }) => <DateTime value={lastAt} mode="ago" /> },
            ]}
          />
        </Section>
      )}
    </QueryView>
  )
}

function Sample({ sample: { event, keys, origin, reason } }: { sample: TrackRefusal['sample'] }) {
  const where = [event, origin].filter(Boolean).join(' ')
  return (
    <div className="small">
      {reason}
      {(where || keys.length > 0) && (
        <div className={css.mono}>
          {where}
          {keys.length > 0 && `（${keys.join('、')}）`}
        </div>
      )}
    </div>
  )
}
