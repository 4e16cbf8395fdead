import { PayCircleOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Tooltip } from 'antd'
import { useState } from 'react'
import { formatFen } from '../../../lib/format'
import { useCan } from '../../../lib/session'
import {
  DataTable,
  DateTime,
  EmptyState,
  ListSearch,
  ListSelect,
  Money,
  PageHeader,
  StatePill,
  useList,
  type Column,
} from '../../../ui'
import { paymentsQuery, type Payment, type Refund } from '../api/payments'
import { RefundForm } from '../components/refund-form'
import { PAYMENT_PROBLEMS, PAYMENT_STATES, REFUND_STATES } from '../labels'

/** What people bought in the mini-program: paid, on its way back, or never paid. */
export default function PaymentList() {
  const list = useList({ filters: ['search', 'state', 'customer', 'problem'] })
  const result = useQuery(paymentsQuery(list.query))
  const mayRefund = useCan('order.refund')
  const [refunding, setRefunding] = useState<Payment | null>(null)

  const columns: Column<Payment>[] = [
    {
      title: '订单号',
      width: 226,
      render: (_, row) => (
        <>
          <span className="tabular">{row.orderNo}</span>
          {row.transactionId && (
            <div className="small faint tabular clip" title={`微信支付单号 ${row.transactionId}`}>
              {row.transactionId}
            </div>
          )}
        </>
      ),
    },
    {
      title: '客户',
      width: 120,
      render: (_, row) => <Link to={`/customers/${row.customerId}`}>{row.customerName}</Link>,
    },
    { title: '商品', render: (_, row) => `${row.productName} ×${row.quantity}` },
    {
      title: '金额',
      width: 110,
      align: 'right',
      render: (_, row) => (
        <>
          <Money fen={row.amountFen} strong />
          {row.refundedFen > 0 && <div className="small faint">已退 {formatFen(row.refundedFen)}</div>}
        </>
      ),
    },
    {
      title: '状态',
      width: 132,
      render: (_, row) => (
        <>
          <StatePill tone={PAYMENT_STATES[row.state].tone}>{PAYMENT_STATES[row.state].text}</StatePill>
          {row.problem && (
            <div>
              <Tooltip title={PAYMENT_PROBLEMS[row.problem].hint}>
                <span>
                  <StatePill tone="bad">{PAYMENT_PROBLEMS[row.problem].text}</StatePill>
                </span>
              </Tooltip>
            </div>
          )}
        </>
      ),
    },
    {
      title: '退款记录',
      width: 172,
      render: (_, row) => row.refunds.map((entry) => <RefundLine key={entry.refundNo} refund={entry} />),
    },
    { title: '下单时间', width: 140, render: (_, row) => <DateTime value={row.createdAt} /> },
    {
      title: '',
      width: 72,
      render: (_, row) =>
        mayRefund &&
        row.state === 'paid' && (
          <Button type="link" size="small" onClick={() => setRefunding(row)}>
            退款
          </Button>
        ),
    },
  ]
  return (
    <div className="stack">
      <PageHeader title="支付与退款" description="客户在小程序里下的单：支付结果以微信支付的通知或查询为准。" />
      <DataTable
        label="支付单"
        unit="单"
        list={list}
        result={result}
        columns={columns}
        rowKey="orderNo"
        toolbar={
          <>
            <ListSearch list={list} name="search" placeholder="订单号开头" width={220} />
            <ListSelect
              list={list}
              name="state"
              placeholder="状态"
              options={Object.entries(PAYMENT_STATES).map(([value, { text }]) => ({ value, label: text }))}
            />
            <ListSelect
              list={list}
              name="problem"
              placeholder="异常"
              options={[{ value: 'true', label: '只看异常' }]}
            />
          </>
        }
        empty={
          <EmptyState
            icon={<PayCircleOutlined />}
            title="还没有支付单"
            description="接入微信支付商户号后，客户可以在小程序的商品页直接购买。"
          />
        }
      />
      <RefundForm payment={refunding} onClose={() => setRefunding(null)} />
    </div>
  )
}

function RefundLine({ refund }: { refund: Refund }) {
  const { text, tone } = REFUND_STATES[refund.state]
  const why = `${refund.staffName}：${refund.reason}${refund.failure ? `（${refund.failure}）` : ''}`
  return (
    <div className="small">
      <Tooltip title={why}>
        <span>
          <StatePill tone={tone}>{text}</StatePill> {formatFen(refund.amountFen)} · {refund.staffName}
        </span>
      </Tooltip>
    </div>
  )
}
