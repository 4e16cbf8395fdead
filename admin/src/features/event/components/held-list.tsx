import { Button, Table } from 'antd'
import { Link } from '@tanstack/react-router'
import { DateTime, QueryView } from '../../../ui'
import { useHeld, type QuarantineGroup } from '../api/quarantine'
import { Values } from './mapping-drawer'

interface Props {
  group: QuarantineGroup
  mayWrite: boolean
  onReplay: (ids: number[]) => void
}

/** The newest events of a group, as they were sent. */
export function HeldList({ group, mayWrite, onReplay }: Props) {
  const held = useHeld(group)
  return (
    <QueryView query={held} rows={3}>
      {({ items, next }) => (
        <>
          <Table
            aria-label="隔离的事件"
            size="small"
            rowKey="id"
            pagination={false}
            dataSource={items}
            columns={[
              { title: '发生', width: 150, render: (_, { time }) => <DateTime value={time} /> },
              { title: '收到', width: 110, render: (_, { receivedAt }) => <DateTime value={receivedAt} mode="ago" /> },
              { title: '属性', render: (_, { properties }) => <Values values={properties} /> },
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
          {next !== null && <p className="small faint">这里是最新的 {items.length} 条</p>}
        </>
      )}
    </QueryView>
  )
}
