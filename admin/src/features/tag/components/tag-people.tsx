import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import {
  DataTable,
  DateTime,
  EmptyState,
  ListSelect,
  PersonAvatar,
  TagPill,
  type Column,
  type ListState,
} from '../../../ui'
import { tagPeopleQuery, type TaggedPerson } from '../api/tag-people'
import type { TagDetail } from '../api/types'

interface Props {
  tag: TagDetail
  list: ListState<'value'>
}

/** Who has the tag; narrowed to one value by the list above or by a click in the distribution. */
export function TagPeople({ tag, list }: Props) {
  const result = useQuery(tagPeopleQuery(String(tag.id), list.query))
  const navigate = useNavigate()
  const columns: Column<TaggedPerson>[] = [
    {
      title: '客户',
      render: (_, row) => (
        <span className="row" style={{ flexWrap: 'nowrap' }}>
          <PersonAvatar name={row.name} seed={row.customerId} size={28} />
          {row.name ?? <span className="faint">未命名客户</span>}
        </span>
      ),
    },
    {
      title: '手机号',
      width: 170,
      render: (_, row) =>
        row.phoneMasked ? <span className="tabular">{row.phoneMasked}</span> : <span className="faint">—</span>,
    },
    { title: '标签值', width: 320, render: (_, row) => <TagPill name={tag.name} value={row.value} /> },
    { title: '从何时起', width: 150, render: (_, row) => <DateTime value={row.since} mode="ago" /> },
  ]
  return (
    <DataTable
      label="有这个标签的客户"
      unit="人"
      list={list}
      result={result}
      columns={columns}
      rowKey="customerId"
      toolbar={
        <>
          <b>客户名单</b>
          <ListSelect
            list={list}
            name="value"
            placeholder="标签值"
            searchable
            width={180}
            options={tag.values.map(({ value }) => ({ value, label: value }))}
          />
        </>
      }
      onRow={(row) => void navigate({ to: `/customers/${row.customerId}` })}
      empty={<EmptyState title="还没有客户有这个标签" />}
    />
  )
}
