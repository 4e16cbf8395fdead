import { PlusOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { formatPercent } from '../../../lib/format'
import { useCan } from '../../../lib/session'
import {
  CountLink,
  DataTable,
  DateTime,
  EmptyState,
  ListSearch,
  ListSelect,
  PageHeader,
  StatePill,
  useList,
  type Column,
} from '../../../ui'
import { campaignsQuery } from '../api/list-campaigns'
import { CountsBar } from '../components/counts-bar'
import { CAMPAIGN_STATES, CHANNELS, type CampaignRow } from '../labels'

const columns: Column<CampaignRow>[] = [
  {
    title: '群发',
    render: (_, row) => (
      <div style={{ maxWidth: 320 }}>
        <Link
          to={`/campaigns/${row.id}`}
          className="clip"
          style={{ fontWeight: 500, display: 'block' }}
          onClick={(event) => event.stopPropagation()}
        >
          {row.name}
        </Link>
        <div className="small muted clip">{row.channels.map((channel) => CHANNELS[channel].short).join(' + ')}</div>
      </div>
    ),
  },
  {
    title: '状态',
    width: 130,
    render: (_, row) => (
      <>
        <StatePill tone={CAMPAIGN_STATES[row.state].tone}>{CAMPAIGN_STATES[row.state].label}</StatePill>
        {row.state === 'scheduled' && (
          <div className="small faint">
            <DateTime value={row.scheduledAt} />
          </div>
        )}
      </>
    ),
  },
  {
    title: '人群',
    render: (_, row) => (
      <div style={{ maxWidth: 220 }}>
        <div className="clip">{row.segmentName}</div>
        <div className="small faint">
          {row.audienceSize > 0 ? (
            <CountLink count={row.audienceSize} unit="人" to={`/campaigns/${row.id}`} search={{ tab: 'deliveries' }} />
          ) : null}
          {row.controlBasisPoints > 0 ? ` 对照 ${formatPercent(row.controlBasisPoints / 10_000, 0)}` : ' 无对照组'}
        </div>
      </div>
    ),
  },
  { title: '触达', width: 270, render: (_, row) => <CountsBar counts={row.counts} /> },
  { title: '发送时间', width: 150, render: (_, row) => <DateTime value={row.startedAt} mode="ago" /> },
  {
    title: '创建',
    width: 150,
    render: (_, row) => (
      <>
        <div>{row.createdByName ?? <span className="faint">—</span>}</div>
        <div className="small faint">
          <DateTime value={row.createdAt} mode="date" />
        </div>
      </>
    ),
  },
]

const states = Object.entries(CAMPAIGN_STATES).map(([value, { label }]) => ({ value, label }))

export default function CampaignListPage() {
  const list = useList({ filters: ['search', 'state'] })
  const result = useQuery(campaignsQuery(list.query))
  const writes = useCan('campaign.write')
  const navigate = useNavigate()
  const create = writes && (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => void navigate({ to: '/campaigns/new' })}>
      新建群发
    </Button>
  )
  return (
    <div className="stack">
      <PageHeader
        title="群发"
        description="把消息发给一群人，每次都留一小部分人作对照，发完能看出它有没有用。"
        actions={create}
      />
      <DataTable
        label="群发"
        unit="次群发"
        list={list}
        result={result}
        columns={columns}
        rowKey="id"
        onRow={(row) => void navigate({ to: `/campaigns/${row.id}` })}
        toolbar={
          <>
            <ListSearch list={list} name="search" placeholder="搜索群发名称" />
            <ListSelect list={list} name="state" placeholder="状态" options={states} />
          </>
        }
        empty={
          <EmptyState
            title="还没有群发"
            description="选一个分群，写好公众号模板消息或企微消息，先生成计划看看谁会收到、谁会被跳过，再发送。"
            action={create}
          />
        }
      />
    </div>
  )
}
