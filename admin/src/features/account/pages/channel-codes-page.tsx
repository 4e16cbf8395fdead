import { PlusOutlined, QrcodeOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button, Popover } from 'antd'
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
  TagPill,
  useList,
  type Column,
} from '../../../ui'
import { channelCodesQuery, type ChannelCode } from '../api/channel-codes'
import { ChannelCodeDrawer } from '../components/channel-code-drawer'
import { ChannelCodeForm } from '../components/channel-code-form'
import { QrImage } from '../components/qr-image'
import { useMemberNames } from '../hooks/use-member-names'

const kindOptions = [
  { value: 'oa_qr', label: '公众号带参二维码' },
  { value: 'work_contact_way', label: '企微渠道活码' },
]

export default function ChannelCodesPage() {
  const list = useList({ filters: ['kind', 'search'] })
  const result = useQuery(channelCodesQuery(list.query))
  const writes = useCan('channel-code.write')
  const [editing, setEditing] = useState<ChannelCode | 'new' | null>(null)
  const [shown, setShown] = useState<number | null>(null)
  const nameOf = useMemberNames(result.data?.items)

  const columns: Column<ChannelCode>[] = [
    {
      title: '渠道码',
      render: (_, row) => (
        <span className="row" style={{ flexWrap: 'nowrap', gap: 12 }}>
          <Popover placement="right" content={<QrImage url={row.qrUrl} name={row.name} size={180} />}>
            <span style={{ flex: 'none', padding: 1, border: '1px solid var(--line)', borderRadius: 5 }}>
              <QrImage url={row.qrUrl} name={row.name} size={40} />
            </span>
          </Popover>
          <span>
            <div style={{ fontWeight: 500 }}>{row.name}</div>
            <div className="small faint">{row.kind === 'oa_qr' ? '公众号带参二维码' : '企微渠道活码'}</div>
          </span>
        </span>
      ),
    },
    { title: '渠道', width: 140, render: (_, row) => <TagPill name={row.channel} kind="content" /> },
    {
      title: '接待',
      width: 170,
      render: (_, row) => row.owners.map(nameOf).join('、') || <span className="faint">{row.accountName}</span>,
    },
    {
      title: '扫码人次',
      width: 100,
      align: 'right',
      render: (_, row) => <CountLink count={row.scans} onClick={() => setShown(row.id)} />,
    },
    {
      title: '新增',
      width: 90,
      align: 'right',
      render: (_, row) => <CountLink count={row.joins} onClick={() => setShown(row.id)} />,
    },
    { title: '创建时间', width: 130, render: (_, row) => <DateTime value={row.createdAt} mode="ago" /> },
    {
      title: '操作',
      width: 130,
      render: (_, row) => (
        <span className="row" style={{ flexWrap: 'nowrap' }}>
          <Button type="link" size="small" onClick={() => setShown(row.id)}>
            查看
          </Button>
          {writes && (
            <Button type="link" size="small" onClick={() => setEditing(row)}>
              编辑
            </Button>
          )}
        </span>
      ),
    },
  ]
  const add = (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => setEditing('new')}>
      新建渠道码
    </Button>
  )

  return (
    <div className="stack">
      <PageHeader
        title="渠道码"
        description="每个来源一个码：谁从哪里来、由谁接待、收到什么，都从这里开始有据可查。"
        actions={writes && add}
      />
      <DataTable
        label="渠道码"
        unit="个"
        list={list}
        result={result}
        columns={columns}
        rowKey="id"
        toolbar={
          <>
            <ListSearch list={list} name="search" placeholder="搜索名称、渠道或场景值" />
            <ListSelect list={list} name="kind" placeholder="类型" options={kindOptions} width={180} />
          </>
        }
        empty={
          <EmptyState
            icon={<QrcodeOutlined />}
            title="还没有渠道码"
            description="为门店、包裹卡、达人各建一个码，就能看清客户从哪里来。"
            action={writes && add}
          />
        }
      />
      <ChannelCodeDrawer id={shown} onClose={() => setShown(null)} />
      <ChannelCodeForm editing={editing} onClose={() => setEditing(null)} />
    </div>
  )
}
