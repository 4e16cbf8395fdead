import { FileDoneOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { href } from '../../../lib/api'
import { formatCount } from '../../../lib/format'
import { useCan } from '../../../lib/session'
import { DataTable, DateTime, EmptyState, Money, PageHeader, StatePill, useList, type Column } from '../../../ui'
import {
  orderImportsQuery,
  useCancelImport,
  useStartImport,
  type OrderCheck,
  type OrderImport,
} from '../api/order-imports'
import { CheckResult } from '../components/check-result'
import { ImportUpload } from '../components/import-upload'
import { RunningImport } from '../components/running-import'
import { IMPORT_STATES } from '../labels'

export default function OrderImportPage() {
  const list = useList()
  const result = useQuery(orderImportsQuery(list.query))
  const writes = useCan('order.import')
  const start = useStartImport()
  const cancel = useCancelImport()
  const [check, setCheck] = useState<OrderCheck | null>(null)
  const [running, setRunning] = useState<number | null>(null)
  const begin = (id: number) => {
    setCheck(null)
    setRunning(id)
  }

  const columns: Column<OrderImport>[] = [
    {
      title: '文件',
      render: (_, row) => (
        <>
          <div style={{ fontWeight: 500 }}>{row.fileName}</div>
          <div className="small faint">
            {row.staffName} · <DateTime value={row.createdAt} />
          </div>
        </>
      ),
    },
    {
      title: '状态',
      width: 100,
      render: (_, row) => <StatePill tone={IMPORT_STATES[row.state].tone}>{IMPORT_STATES[row.state].text}</StatePill>,
    },
    {
      title: '总行数',
      width: 90,
      align: 'right',
      render: (_, row) => <span className="tabular">{formatCount(row.totalRows)}</span>,
    },
    {
      title: '新增',
      width: 90,
      align: 'right',
      render: (_, row) => <span className="tabular">{formatCount(row.importedRows)}</span>,
    },
    {
      title: '已有',
      width: 90,
      align: 'right',
      render: (_, row) => <span className="tabular faint">{formatCount(row.duplicateRows)}</span>,
    },
    {
      title: '拒绝',
      width: 110,
      align: 'right',
      render: (_, row) =>
        row.rejectedRows > 0 && writes ? (
          <Button
            type="link"
            size="small"
            href={href('/api/orders/imports/{id}/rejects', { path: { id: row.id } })}
            download
          >
            {formatCount(row.rejectedRows)} 行
          </Button>
        ) : (
          <span className="tabular faint">{formatCount(row.rejectedRows)}</span>
        ),
    },
    { title: '金额合计', width: 150, align: 'right', render: (_, row) => <Money fen={row.amountFen} /> },
    {
      title: '操作',
      width: 100,
      render: (_, row) => {
        if (!writes) return null
        if (row.state === 'running') {
          return (
            <Button type="link" size="small" danger onClick={() => cancel.mutate(row.id)}>
              取消
            </Button>
          )
        }
        if (row.state === 'done' || row.validRows === 0) return null
        return (
          <Button type="link" size="small" onClick={() => start.mutate(row.id, { onSuccess: () => begin(row.id) })}>
            {row.state === 'checked' ? '开始导入' : '继续导入'}
          </Button>
        )
      },
    },
  ]
  return (
    <div className="stack">
      <PageHeader
        title="导入订单"
        description="上传店铺后台导出的订单，先看检查结果，再决定导入。"
        back={{ to: '/orders', label: '订单' }}
      />
      {running !== null && <RunningImport key={running} id={running} />}
      {writes &&
        (check ? (
          <CheckResult check={check} onStarted={() => begin(check.id)} onDiscard={() => setCheck(null)} />
        ) : (
          <ImportUpload
            onChecked={(checked) => {
              setRunning(null)
              setCheck(checked)
            }}
          />
        ))}
      <DataTable
        label="导入记录"
        unit="次"
        list={list}
        result={result}
        columns={columns}
        rowKey="id"
        empty={
          <EmptyState
            icon={<FileDoneOutlined />}
            title="还没有导入记录"
            description="导入过的文件、结果和被拒绝的行都会留在这里。"
          />
        }
      />
    </div>
  )
}
