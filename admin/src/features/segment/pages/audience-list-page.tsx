import { ImportOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Button, Table } from 'antd'
import { useState } from 'react'
import { useCan } from '../../../lib/session'
import { CountLink, DateTime, EmptyState, PageHeader, QueryView, Section, type Column } from '../../../ui'
import { audiencesQuery, type Audience } from '../api/audiences'
import { ImportAudience } from '../components/import-audience'
import { AUDIENCE_SOURCES } from '../labels'

const columns: Column<Audience>[] = [
  {
    title: '人群包',
    render: (_, row) => (
      <Link to={`/audiences/${row.id}`} style={{ fontWeight: 500 }} onClick={(event) => event.stopPropagation()}>
        {row.name}
      </Link>
    ),
  },
  {
    title: '人数',
    width: 130,
    align: 'right',
    render: (_, row) => <CountLink count={row.people} to={`/audiences/${row.id}`} />,
  },
  { title: '来源', width: 130, render: (_, row) => AUDIENCE_SOURCES[row.source] },
  { title: '生成时间', width: 180, render: (_, row) => <DateTime value={row.frozenAt} /> },
  { title: '操作人', width: 130, render: (_, row) => row.frozenByName ?? <span className="faint">—</span> },
]

export default function AudienceListPage() {
  const audiences = useQuery(audiencesQuery)
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
      <QueryView query={audiences} rows={8}>
        {(all) => (
          <Section flush>
            <Table<Audience>
              aria-label="人群包"
              size="medium"
              rowKey="id"
              dataSource={all}
              columns={columns}
              pagination={all.length > 50 && { pageSize: 50, showSizeChanger: false }}
              onRow={(row) => ({
                onClick: () => void navigate({ to: `/audiences/${row.id}` }),
                style: { cursor: 'pointer' },
              })}
              locale={{
                emptyText: (
                  <EmptyState
                    title="还没有人群包"
                    description="在分群里点「冻结为人群包」，或导入一份名单文件。"
                    action={importButton}
                  />
                ),
              }}
            />
          </Section>
        )}
      </QueryView>
      <ImportAudience
        open={importing}
        onClose={() => setImporting(false)}
        onMade={(id) => void navigate({ to: `/audiences/${id}` })}
      />
    </div>
  )
}
