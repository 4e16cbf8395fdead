import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { DataTable, DateTime, EmptyState, PersonAvatar, Touchpoints, useList, type Column } from '../../../ui'
import type { SegmentDetail } from '../api/get-segment'
import { segmentPeopleQuery, type SegmentPerson } from '../api/segment-people'

const columns: Column<SegmentPerson>[] = [
  {
    title: '客户',
    render: (_, row) => (
      <span className="row" style={{ flexWrap: 'nowrap' }}>
        <PersonAvatar name={row.displayName} seed={row.customerId} size={28} />
        {row.displayName}
      </span>
    ),
  },
  {
    title: '手机号',
    width: 150,
    render: (_, row) =>
      row.phoneMasked ? <span className="tabular">{row.phoneMasked}</span> : <span className="faint">—</span>,
  },
  { title: '触点', width: 230, render: (_, row) => <Touchpoints channels={row.channels} /> },
  { title: '进入分群', width: 150, render: (_, row) => <DateTime value={row.since} mode="ago" /> },
]

/** The people of the segment as it stands now. */
export function PeopleTable({ segment }: { segment: SegmentDetail }) {
  const list = useList()
  const result = useQuery(segmentPeopleQuery(segment.id, list.query))
  const navigate = useNavigate()
  return (
    <DataTable
      label="分群客户"
      unit="人"
      list={list}
      result={result}
      columns={columns}
      rowKey="customerId"
      toolbar={<b>客户名单</b>}
      onRow={(row) => void navigate({ to: `/customers/${row.customerId}` })}
      empty={<EmptyState title="现在没有符合条件的客户" description="放宽条件，或等待更多客户行为。" />}
    />
  )
}
