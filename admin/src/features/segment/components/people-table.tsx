import type { UseQueryResult } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { DataTable, DateTime, EmptyState, PersonAvatar, Touchpoints, type Column, type useList } from '../../../ui'
import type { Schema } from '../../../lib/api'
import type { SegmentPerson } from '../api/segment-people'

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
]

const since: Column<SegmentPerson> = {
  title: '进入分群',
  width: 150,
  render: (_, row) => <DateTime value={row.since} mode="ago" />,
}

interface Props {
  label: string
  list: ReturnType<typeof useList>
  result: UseQueryResult<Schema<'SegmentPeopleReply'>>
  empty: { title: string; description?: string }
  /** A frozen list is entered by nobody, so it has no time of entering. */
  frozen?: boolean
  /** What can be asked about one of them, at the end of the line. */
  action?: (row: SegmentPerson) => ReactNode
}

/** The people of a list as it stands now. */
export function PeopleTable({ label, list, result, empty, frozen = false, action }: Props) {
  const navigate = useNavigate()
  return (
    <DataTable
      label={label}
      unit="人"
      list={list}
      result={result}
      columns={[...columns, ...(frozen ? [] : [since]), ...(action ? [asking(action)] : [])]}
      rowKey="customerId"
      toolbar={<b>客户名单</b>}
      onRow={(row) => void navigate({ to: `/customers/${row.customerId}` })}
      empty={<EmptyState {...empty} />}
    />
  )
}

const asking = (action: (row: SegmentPerson) => ReactNode): Column<SegmentPerson> => ({
  title: '',
  width: 90,
  align: 'right',
  render: (_, row) => action(row),
})
