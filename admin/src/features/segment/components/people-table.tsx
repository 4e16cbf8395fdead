import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useCan } from '../../../lib/session'
import { DataTable, DateTime, EmptyState, PersonAvatar, useList, type Column } from '../../../ui'
import { segmentPeopleQuery, type SegmentPerson } from '../api/segment-people'
import type { SegmentDetail } from '../api/types'

const columns: Column<SegmentPerson>[] = [
  {
    title: '客户',
    render: (_, row) => (
      <span className="row" style={{ flexWrap: 'nowrap' }}>
        <PersonAvatar name={row.name} seed={row.id} size={28} />
        {row.name ?? <span className="faint">未命名客户</span>}
      </span>
    ),
  },
  {
    title: '手机号',
    width: 200,
    render: (_, row) =>
      row.phoneMasked ? <span className="tabular">{row.phoneMasked}</span> : <span className="faint">—</span>,
  },
  { title: '成为客户', width: 180, render: (_, row) => <DateTime value={row.createdAt} mode="date" /> },
]

/** The people of the segment as it stands now. */
export function PeopleTable({ segment }: { segment: SegmentDetail }) {
  const list = useList()
  const result = useQuery(segmentPeopleQuery(String(segment.id), list.query))
  const navigate = useNavigate()
  const exports = useCan('segment.export')
  return (
    <DataTable
      label="分群客户"
      unit="人"
      list={list}
      result={result}
      columns={columns}
      rowKey="id"
      toolbar={<b>客户名单</b>}
      exportPath={exports ? `/api/segments/${segment.id}/export` : undefined}
      onRow={(row) => void navigate({ to: `/customers/${row.id}` })}
      empty={<EmptyState title="现在没有符合条件的客户" description="放宽条件，或等待更多客户行为。" />}
    />
  )
}
