import { ImportOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { useCan } from '../../../lib/session'
import {
  CountLink,
  DataTable,
  DateTime,
  EmptyState,
  ListSearch,
  ListSelect,
  PageHeader,
  useList,
  type Column,
} from '../../../ui'
import { audiencesQuery, type Audience } from '../api/audiences'
import { ImportAudience } from '../components/import-audience'
import { AUDIENCE_SOURCES } from '../labels'

const columns: Column<Audience>[] = [
  {
    title: '人群包',
    sort: 'name',
    render: (_, row) => (
      <Link to={`/audiences/${row.id}`} style={{ fontWeight: 500 }} onClick={(event) => event.stopPropagation()}>
        {row.name}
      </Link>
    ),
  },
  {
    title: '人数',
    sort: 'people',
    width: 130,
    align: 'right',
    render: (_, row) => <CountLink count={row.people} to={`/audiences/${row.id}`} />,
  },
  { title: '来源', width: 130, render: (_, row) => AUDIENCE_SOURCES[row.source] },
  { title: '生成时间', sort: 'frozenAt', width: 180, render: (_, row) => <DateTime value={row.frozenAt} /> },
  { title: '操作人', width: 130, render: (_, row) => row.frozenByName ?? <span className="faint">—</span> },
]

export default function AudienceListPage() {
  const list = useList({ filters: ['search', 'source'], sort: '-frozenAt' })
  const audiences = useQuery(audiencesQuery(list.query))
  const [importing, setImporting] = useState(false)
  const writes = useCan('segment.write')
  const navigate = useNavigate()
  const importButton = writes && (
    <Button type="primary" icon={<ImportOutlined aria-hidden />} onClick={() => setImporting(true)}>
      导入名单
    </Button>
  )
  return (
    <div className="stack">
      <PageHeader
        title="人群包"
        description="固定不变的名单：从分群冻结，或从文件导入手机号、openid、客户编号。"
        actions={importButton}
      />
      <DataTable<Audience, 'search' | 'source'>
        label="人群包"
        unit="个人群包"
        rowKey="id"
        list={list}
        result={audiences}
        columns={columns}
        onRow={(row) => void navigate({ to: `/audiences/${row.id}` })}
        toolbar={
          <>
            <ListSearch list={list} name="search" placeholder="搜索名称" />
            <ListSelect
              list={list}
              name="source"
              placeholder="来源"
              options={Object.entries(AUDIENCE_SOURCES).map(([value, label]) => ({ value, label }))}
            />
          </>
        }
        empty={
          list.filtered ? (
            <EmptyState title="没有符合条件的人群包" />
          ) : (
            <EmptyState
              title="还没有人群包"
              description="在分群里点「冻结为人群包」，或导入一份名单文件。"
              action={importButton}
            />
          )
        }
      />
      <ImportAudience
        open={importing}
        onClose={() => setImporting(false)}
        onMade={(id) => void navigate({ to: `/audiences/${id}` })}
      />
    </div>
  )
}
