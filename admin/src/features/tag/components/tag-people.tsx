import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { DatePicker } from 'antd'
import dayjs from 'dayjs'
import { api } from '../../../lib/api'
import { useCan } from '../../../lib/session'
import {
  DataTable,
  DateTime,
  EmptyState,
  ExportButton,
  ListSelect,
  PersonAvatar,
  TagPill,
  Touchpoints,
  type Column,
  type ListState,
} from '../../../ui'
import type { TagDetail } from '../api/get-tag'
import { tagPeopleQuery, type TaggedPerson } from '../api/tag-people'

interface Props {
  tag: TagDetail
  list: ListState<'value' | 'on'>
}

/** Who has the tag, or had it on a day; narrowed to one value by the list above or by a click in the distribution. */
export function TagPeople({ tag, list }: Props) {
  const result = useQuery(tagPeopleQuery(tag.id, list.query))
  const navigate = useNavigate()
  const exports = useCan('segment.export')
  const columns: Column<TaggedPerson>[] = [
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
    { title: '触点', width: 210, render: (_, row) => <Touchpoints channels={row.channels} /> },
    { title: '标签值', width: 280, render: (_, row) => <TagPill name={row.shown} title={row.shown} /> },
    { title: '从何时起', width: 140, render: (_, row) => <DateTime value={row.since} mode="ago" /> },
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
            width={170}
            options={tag.distribution.map(({ value, shown }) => ({ value, label: shown }))}
          />
          <DatePicker
            aria-label="查看某天结束时的名单"
            style={{ width: 170 }}
            placeholder="查看某天结束时"
            value={list.filters.on ? dayjs(list.filters.on) : null}
            maxDate={dayjs()}
            onChange={(day) => list.setFilters({ on: day?.format('YYYY-MM-DD') })}
          />
          {exports && (
            <ExportButton
              start={() => {
                const { value, on } = list.filters
                return api.post('/api/tags/{id}/export', { path: { id: tag.id }, body: { value, on } })
              }}
            />
          )}
        </>
      }
      onRow={(row) => void navigate({ to: `/customers/${row.customerId}` })}
      empty={<EmptyState title="还没有客户有这个标签" />}
    />
  )
}
