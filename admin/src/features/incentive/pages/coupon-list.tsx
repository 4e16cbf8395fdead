import { GiftOutlined, PlusOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Button, Progress } from 'antd'
import { useState } from 'react'
import { formatCount, formatPercent } from '../../../lib/format'
import { useCan } from '../../../lib/session'
import {
  ConfirmButton,
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
import { couponsQuery, useActOnCoupon, type Coupon } from '../api/coupons'
import { CouponFace } from '../components/coupon-face'
import { CouponForm } from '../components/coupon-form'
import { UseCouponDialog } from '../components/use-coupon-dialog'
import { COUPON_STATES, optionsOf } from '../labels'

export default function CouponList() {
  const list = useList({ filters: ['search', 'state'], sort: '-createdAt' })
  const result = useQuery(couponsQuery(list.query))
  const writes = useCan('incentive.write')
  const act = useActOnCoupon()
  const navigate = useNavigate()
  const [editing, setEditing] = useState<Coupon | 'new' | null>(null)
  const [using, setUsing] = useState(false)

  const columns: Column<Coupon>[] = [
    {
      title: '优惠券',
      sort: 'amountFen',
      render: (_, row) => (
        <Link to={`/coupons/${row.id}`}>
          <CouponFace coupon={row} />
        </Link>
      ),
    },
    {
      title: '状态',
      width: 100,
      render: (_, row) => <StatePill tone={COUPON_STATES[row.state].tone}>{COUPON_STATES[row.state].text}</StatePill>,
    },
    {
      title: '领取',
      sort: 'claimedCount',
      width: 200,
      render: (_, row) => (
        <div>
          <div className="spread small">
            <CountLink count={row.claimedCount} onClick={() => void navigate({ to: `/coupons/${row.id}` })} unit="张" />
            <span className="faint tabular">共 {formatCount(row.stock)}</span>
          </div>
          <Progress percent={(row.claimedCount / row.stock) * 100} showInfo={false} size="small" />
        </div>
      ),
    },
    {
      title: '使用',
      width: 120,
      align: 'right',
      render: (_, row) => (
        <span className="tabular">
          {formatCount(row.usedCount)}
          <span className="faint small" style={{ marginLeft: 8 }}>
            {row.claimedCount > 0 ? formatPercent(row.usedCount / row.claimedCount) : '—'}
          </span>
        </span>
      ),
    },
    { title: '每人', width: 80, align: 'right', render: (_, row) => `${row.perPersonLimit} 张` },
    {
      title: '条件',
      width: 100,
      render: (_, row) => (row.requiresPhone ? '需手机号' : <span className="faint">无</span>),
    },
    {
      title: '创建时间',
      sort: 'createdAt',
      width: 120,
      render: (_, row) => <DateTime value={row.createdAt} mode="date" />,
    },
    ...(writes
      ? [
          {
            title: '操作',
            width: 110,
            render: (_: unknown, row: Coupon) => (
              <span className="row" style={{ flexWrap: 'nowrap', gap: 0 }}>
                <Button type="link" size="small" onClick={() => setEditing(row)}>
                  编辑
                </Button>
                {row.state === 'open' ? (
                  <ConfirmButton
                    type="link"
                    size="small"
                    title={`停止发放「${row.name}」？`}
                    description="已经领到的券不受影响，仍可在有效期内使用。"
                    okText="停止发放"
                    onConfirm={() => act.mutateAsync({ id: row.id, action: 'close' })}
                  >
                    停发
                  </ConfirmButton>
                ) : (
                  <Button type="link" size="small" onClick={() => act.mutate({ id: row.id, action: 'open' })}>
                    开放
                  </Button>
                )}
              </span>
            ),
          },
        ]
      : []),
  ]
  const add = (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => setEditing('new')}>
      新建优惠券
    </Button>
  )
  return (
    <div className="stack">
      <PageHeader
        title="优惠券"
        description="放进文章、首页或表单奖励里，客户在小程序领取；总量与每人限领在并发下也不会超。"
        actions={
          writes && (
            <>
              <Button onClick={() => setUsing(true)}>核销</Button>
              {add}
            </>
          )
        }
      />
      <DataTable
        label="优惠券"
        unit="种"
        list={list}
        result={result}
        columns={columns}
        rowKey="id"
        toolbar={
          <>
            <ListSearch list={list} name="search" placeholder="搜索名称" />
            <ListSelect list={list} name="state" placeholder="状态" options={optionsOf(COUPON_STATES)} />
          </>
        }
        empty={
          <EmptyState
            icon={<GiftOutlined />}
            title="还没有优惠券"
            description="从一张新人见面礼开始，记得打开「需要手机号」。"
            action={writes && add}
          />
        }
      />
      <CouponForm editing={editing} onClose={() => setEditing(null)} />
      <UseCouponDialog open={using} onClose={() => setUsing(false)} />
    </div>
  )
}
