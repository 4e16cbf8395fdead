import { DownloadOutlined } from '@ant-design/icons'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Table } from 'antd'
import { href } from '../../../lib/api'
import { DateTime, ErrorState, LoadingState } from '../../../ui'
import { heldFilter, heldPagesQuery, type HeldEvent, type QuarantineGroup } from '../api/quarantine'
import { MISFITS } from '../labels'
import { Values } from './mapping-drawer'

interface Props {
  group: QuarantineGroup
  mayWrite: boolean
  onReplay: (ids: number[]) => void
}

/** The events of a group as they were sent, the newest first. */
export function HeldList({ group, mayWrite, onReplay }: Props) {
  const held = useInfiniteQuery(heldPagesQuery(group))
  const items = held.data?.pages.flatMap((page) => page.items)
  if (held.error && !items) return <ErrorState error={held.error} onRetry={() => void held.refetch()} />
  if (!items) return <LoadingState rows={3} />
  return (
    <>
      <Table<HeldEvent>
        aria-label="隔离的事件"
        size="small"
        rowKey="id"
        pagination={false}
        dataSource={items}
        columns={[
          { title: '发生', width: 150, render: (_, { time }) => <DateTime value={time} /> },
          { title: '收到', width: 110, render: (_, { receivedAt }) => <DateTime value={receivedAt} mode="ago" /> },
          {
            title: '属性',
            render: (_, { properties, faults }) => (
              <>
                <Values values={properties} />
                {faults.length > 1 && (
                  <div className="small faint">
                    还有：
                    {faults
                      .slice(1)
                      .map(({ kind, property }) => `${property} ${MISFITS[kind]}`)
                      .join('、')}
                  </div>
                )}
              </>
            ),
          },
          {
            title: '',
            width: 130,
            align: 'right',
            render: (_, { id, customerId }) => (
              <span className="row" style={{ justifyContent: 'flex-end', gap: 0, flexWrap: 'nowrap' }}>
                {customerId && <Link to={`/customers/${customerId}`}>客户</Link>}
                {mayWrite && (
                  <Button type="link" size="small" onClick={() => onReplay([id])}>
                    重放
                  </Button>
                )}
              </span>
            ),
          },
        ]}
      />
      <div className="row" style={{ justifyContent: 'flex-end', marginTop: 8 }}>
        {held.hasNextPage && (
          <Button size="small" loading={held.isFetchingNextPage} onClick={() => void held.fetchNextPage()}>
            加载更多
          </Button>
        )}
        <Button
          size="small"
          icon={<DownloadOutlined aria-hidden />}
          href={href('/api/event-quarantine/export', { query: heldFilter(group) })}
          download
        >
          导出这一组
        </Button>
      </div>
    </>
  )
}
