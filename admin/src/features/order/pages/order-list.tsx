import { FileTextOutlined, UploadOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { formatCount, formatDate, formatFen, formatFenShort } from '../../../lib/format'
import { useCan } from '../../../lib/session'
import {
  DataTable,
  DateTime,
  EmptyState,
  LineChart,
  ListDateRange,
  ListSearch,
  ListSelect,
  Money,
  PageHeader,
  QueryView,
  Section,
  StatNumber,
  useList,
  type Column,
} from '../../../ui'
import { orderOverviewQuery, ordersQuery, type Order } from '../api/orders'

const DAYS = 30
const DAY_MS = 86_400_000
const YUAN_CHART = (value: number): string => formatFenShort(value * 100)

export default function OrderList() {
  const list = useList({ filters: ['search', 'channel', 'customer', 'from', 'to'], sort: '-orderedAt' })
  const result = useQuery(ordersQuery(list.query))
  const overview = useQuery(orderOverviewQuery)
  const imports = useCan('order.import')
  const navigate = useNavigate()

  const columns: Column<Order>[] = [
    { title: '订单号', width: 172, render: (_, row) => <span className="tabular">{row.orderNo}</span> },
    { title: '渠道', width: 110, dataIndex: 'channel' },
    {
      title: '客户',
      width: 180,
      render: (_, row) => (
        <Link to={`/customers/${row.customerId}`}>
          {row.customerName}
          <div className="small faint tabular">{row.phoneMasked}</div>
        </Link>
      ),
    },
    {
      title: '商品',
      render: (_, row) => (
        <div
          className="clip"
          style={{ maxWidth: 300 }}
          title={row.items.map(({ productName, quantity }) => `${productName} ×${quantity}`).join('\n')}
        >
          {row.items.map(({ productName, quantity }) => `${productName} ×${quantity}`).join('、')}
        </div>
      ),
    },
    {
      title: '件数',
      width: 70,
      align: 'right',
      render: (_, row) => <span className="tabular">{formatCount(row.quantity)}</span>,
    },
    {
      title: '实付金额',
      sort: 'amountFen',
      width: 130,
      align: 'right',
      render: (_, row) => <Money fen={row.amountFen} strong />,
    },
    { title: '下单时间', sort: 'orderedAt', width: 150, render: (_, row) => <DateTime value={row.orderedAt} /> },
  ]
  const bring = (
    <Button type="primary" icon={<UploadOutlined />} onClick={() => void navigate({ to: '/orders/imports' })}>
      导入订单
    </Button>
  )
  return (
    <div className="stack">
      <PageHeader title="订单" description="各个店铺的订单，按手机号归到同一个客户名下。" actions={imports && bring} />
      <QueryView query={overview} rows={4} compact>
        {({ orders, buyers, amountFen, days }) => {
          const x = Array.from({ length: DAYS }, (_, index) => formatDate(Date.now() - (DAYS - 1 - index) * DAY_MS))
          return (
            <div className="grid" style={{ gridTemplateColumns: '220px minmax(0, 1fr)' }}>
              <div className="stack">
                <StatNumber label="近 30 天成交" value={formatFenShort(amountFen)} hint={formatFen(amountFen)} />
                <StatNumber label="订单" value={formatCount(orders)} unit="单" hint={`${formatCount(buyers)} 位客户`} />
              </div>
              <Section title="每日成交额" hint="近 30 天">
                <LineChart
                  label="近 30 天每日成交额"
                  height={172}
                  area
                  format={YUAN_CHART}
                  x={x.map((day) => day.slice(5))}
                  series={[
                    {
                      name: '成交额',
                      values: x.map((day) => (days.find((row) => row.day === day)?.amountFen ?? 0) / 100),
                    },
                  ]}
                />
              </Section>
            </div>
          )
        }}
      </QueryView>
      <DataTable
        label="订单"
        unit="单"
        list={list}
        result={result}
        columns={columns}
        rowKey="id"
        exportPath="/api/orders/export"
        toolbar={
          <>
            <ListSearch list={list} name="search" placeholder="订单号开头" width={180} />
            <ListSelect
              list={list}
              name="channel"
              placeholder="渠道"
              options={(overview.data?.channels ?? []).map((channel) => ({ value: channel, label: channel }))}
            />
            <ListDateRange list={list} from="from" to="to" />
          </>
        }
        empty={
          <EmptyState
            icon={<FileTextOutlined />}
            title="还没有订单"
            description="导入店铺后台导出的 CSV，订单会变成客户的购买行为。"
            action={imports && bring}
          />
        }
      />
    </div>
  )
}
