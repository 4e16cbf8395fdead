import { useQuery } from '@tanstack/react-query'
import { Descriptions, Drawer } from 'antd'
import { useState } from 'react'
import { formatTime } from '../../../lib/format'
import {
  DataTable,
  EmptyState,
  ListDateRange,
  ListSelect,
  PageHeader,
  PersonAvatar,
  useList,
  type Column,
} from '../../../ui'
import { auditQuery, type AuditEntry } from '../api/list-audit'
import { authorsQuery } from '../api/list-authors'
import { Changes } from '../components/changes'
import { actionLabel, actionOptions, kindLabel, kindOptions } from '../labels'

const columns: Column<AuditEntry>[] = [
  { title: '时间', width: 180, render: (_, row) => <span className="tabular">{formatTime(row.at, true)}</span> },
  {
    title: '员工',
    width: 150,
    render: (_, row) => (
      <span className="row" style={{ flexWrap: 'nowrap' }}>
        <PersonAvatar name={row.staffName} size={24} />
        {row.staffName}
      </span>
    ),
  },
  { title: '操作', width: 180, render: (_, row) => actionLabel(row.action) },
  {
    title: '对象',
    render: (_, row) =>
      row.targetKind ? (
        <>
          <span className="faint">{kindLabel(row.targetKind)}　</span>
          {row.targetName ?? row.targetId}
        </>
      ) : (
        <span className="faint">—</span>
      ),
  },
  { title: 'IP', width: 140, render: (_, row) => <span className="tabular muted">{row.ip}</span> },
]

export default function AuditPage() {
  const list = useList({ filters: ['staffId', 'action', 'targetKind', 'targetId', 'from', 'to'] })
  const result = useQuery(auditQuery(list.query))
  const authors = useQuery(authorsQuery)
  const [shown, setShown] = useState<AuditEntry | null>(null)
  return (
    <div className="stack">
      <PageHeader
        title="操作日志"
        description="每一次修改都有记录：谁、在什么时候、改了什么、改之前是什么。记录不能修改或删除。"
      />
      <DataTable
        label="操作日志"
        list={list}
        result={result}
        columns={columns}
        rowKey="id"
        onRow={setShown}
        toolbar={
          <>
            <ListDateRange list={list} from="from" to="to" />
            <ListSelect
              list={list}
              name="staffId"
              placeholder="员工"
              searchable
              options={(authors.data?.items ?? []).map(({ id, name }) => ({ value: String(id), label: name }))}
            />
            <ListSelect list={list} name="action" placeholder="操作" searchable width={180} options={actionOptions} />
            <ListSelect list={list} name="targetKind" placeholder="对象类型" options={kindOptions} />
          </>
        }
        empty={<EmptyState title="还没有操作记录" />}
      />
      <Drawer title="操作详情" open={shown !== null} onClose={() => setShown(null)} size={620} destroyOnHidden>
        {shown && (
          <div className="stack">
            <Descriptions
              column={1}
              size="small"
              items={[
                { key: 'what', label: '操作', children: actionLabel(shown.action) },
                { key: 'who', label: '员工', children: shown.staffName },
                { key: 'when', label: '时间', children: formatTime(shown.at, true) },
                {
                  key: 'target',
                  label: '对象',
                  children: shown.targetKind
                    ? `${kindLabel(shown.targetKind)} ${shown.targetName ?? ''}（${shown.targetId ?? ''}）`
                    : '—',
                },
                { key: 'ip', label: 'IP', children: shown.ip },
                { key: 'request', label: '请求编号', children: <code>{shown.requestId}</code> },
              ]}
            />
            <h3>内容变化</h3>
            <Changes entry={shown} />
          </div>
        )}
      </Drawer>
    </div>
  )
}
