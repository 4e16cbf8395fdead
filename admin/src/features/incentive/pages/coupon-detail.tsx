import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { formatCount, formatFen, formatPercent, formatTime } from '../../../lib/format'
import { useCan } from '../../../lib/session'
import {
  DataTable,
  DateTime,
  EmptyState,
  ListSelect,
  PageHeader,
  PersonAvatar,
  QueryView,
  StatePill,
  StatNumber,
  useList,
  type Column,
} from '../../../ui'
import { claimsQuery, couponQuery, type Claim, type Coupon } from '../api/coupons'
import { CouponForm } from '../components/coupon-form'
import { CLAIM_STATES, COUPON_STATES, optionsOf } from '../labels'

const COLUMNS: Column<Claim>[] = [
  {
    title: '客户',
    render: (_, row) => (
      <Link to={`/customers/${row.customerId}`} className="row" style={{ flexWrap: 'nowrap' }}>
        <PersonAvatar name={row.customerName} seed={row.customerId} size={28} />
        {row.customerName}
      </Link>
    ),
  },
  { title: '券码', width: 170, render: (_, row) => <code>{row.code}</code> },
  {
    title: '状态',
    width: 110,
    render: (_, row) => <StatePill tone={CLAIM_STATES[row.state].tone}>{CLAIM_STATES[row.state].text}</StatePill>,
  },
  { title: '来源', width: 120, dataIndex: 'channel' },
  { title: '领取时间', width: 170, render: (_, row) => <DateTime value={row.claimedAt} /> },
  { title: '有效期至', width: 130, render: (_, row) => <DateTime value={row.validTo} mode="date" /> },
  { title: '使用时间', width: 170, render: (_, row) => <DateTime value={row.usedAt} /> },
]

export default function CouponDetail() {
  const { couponId = '' }: { couponId?: string } = useParams({ strict: false })
  const id = Number(couponId)
  const coupon = useQuery(couponQuery(id))
  const list = useList({ filters: ['state'] })
  const claims = useQuery(claimsQuery(id, list.query))
  const writes = useCan('incentive.write')
  const [editing, setEditing] = useState<Coupon | null>(null)
  return (
    <QueryView query={coupon} rows={10}>
      {(row) => (
        <div className="stack">
          <PageHeader
            title={row.name}
            badge={<StatePill tone={COUPON_STATES[row.state].tone}>{COUPON_STATES[row.state].text}</StatePill>}
            description={termsOf(row)}
            back={{ to: '/coupons', label: '优惠券' }}
            actions={writes && <Button onClick={() => setEditing(row)}>编辑</Button>}
          />
          <div className="grid" style={{ '--columns': 4 }}>
            <StatNumber
              label="面额"
              value={formatFen(row.amountFen)}
              hint={row.thresholdFen > 0 ? `满 ${formatFen(row.thresholdFen)} 可用` : '无门槛'}
            />
            <StatNumber
              label="已领取"
              value={formatCount(row.claimedCount)}
              unit="张"
              hint={`共 ${formatCount(row.stock)} 张，已发 ${formatPercent(row.claimedCount / row.stock)}`}
            />
            <StatNumber label="剩余" value={formatCount(row.stock - row.claimedCount)} unit="张" />
            <StatNumber
              label="已使用"
              value={formatCount(row.usedCount)}
              unit="张"
              hint={row.claimedCount > 0 ? `使用率 ${formatPercent(row.usedCount / row.claimedCount)}` : '还没有人领取'}
            />
          </div>
          <DataTable
            label="领取记录"
            unit="张"
            list={list}
            result={claims}
            columns={COLUMNS}
            rowKey="id"
            exportPath={`/api/coupons/${id}/claims/export`}
            toolbar={<ListSelect list={list} name="state" placeholder="状态" options={optionsOf(CLAIM_STATES)} />}
            empty={<EmptyState title="还没有人领取" description="把它放进一篇文章，或设为表单奖励。" />}
          />
          <CouponForm editing={editing} onClose={() => setEditing(null)} />
        </div>
      )}
    </QueryView>
  )
}

function termsOf(coupon: Coupon): string {
  const period = coupon.closeAt
    ? `${formatTime(coupon.openAt)} 至 ${formatTime(coupon.closeAt)} 可领`
    : `${formatTime(coupon.openAt)} 起可领`
  const validity =
    coupon.validDays === null ? `有效期至 ${formatTime(coupon.validUntil)}` : `领取后 ${coupon.validDays} 天内有效`
  return [period, validity, `每人限领 ${coupon.perPersonLimit} 张`, coupon.requiresPhone ? '需要手机号' : '']
    .filter(Boolean)
    .join(' · ')
}
