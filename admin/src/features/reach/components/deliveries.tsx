import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Tag } from 'antd'
import { href } from '../../../lib/api'
import { DataTable, DateTime, EmptyState, ListSelect, PersonAvatar, StatePill, useList, type Column } from '../../../ui'
import { DELIVERY_FILTERS, deliveriesQuery, type DeliveryRow } from '../api/list-deliveries'
import { CHANNELS, DELIVERY_STATES, isMoving, STATE_ORDER, type Campaign } from '../labels'

type Line = DeliveryRow & { key: string }

const columns: Column<Line>[] = [
  {
    title: '客户',
    render: (_, row) => (
      <Link to={`/customers/${row.customerId}`} className="row" onClick={(event) => event.stopPropagation()}>
        <PersonAvatar name={row.displayName} seed={row.customerId} size={28} />
        <span>{row.displayName}</span>
        <span className="small faint">{row.phoneMasked}</span>
      </Link>
    ),
  },
  {
    title: '渠道',
    width: 150,
    render: (_, row) => (row.channel ? CHANNELS[row.channel].label : <span className="faint">—</span>),
  },
  {
    title: '状态',
    width: 120,
    render: (_, row) =>
      row.state === 'control' ? (
        <StatePill tone="neutral">对照组</StatePill>
      ) : (
        <StatePill tone={DELIVERY_STATES[row.state].tone}>{DELIVERY_STATES[row.state].label}</StatePill>
      ),
  },
  { title: '原因', width: 190, render: (_, row) => row.reasonLabel ?? <span className="faint">—</span> },
  { title: '发送员工', width: 130, render: (_, row) => row.sender ?? <span className="faint">—</span> },
  { title: '发送时间', width: 160, render: (_, row) => <DateTime value={row.sentAt} /> },
  { title: '结果时间', width: 160, render: (_, row) => <DateTime value={row.settledAt} /> },
]

const states = STATE_ORDER.map((value) => ({ value, label: DELIVERY_STATES[value].label }))
const channels = Object.entries(CHANNELS).map(([value, { label }]) => ({ value, label }))

/** The ledger of one campaign: everybody, with what came of it. */
export function Deliveries({ campaign }: { campaign: Campaign }) {
  const navigate = useNavigate()
  const list = useList({ filters: DELIVERY_FILTERS })
  const result = useQuery(deliveriesQuery(campaign.id, list.query, isMoving(campaign)))
  const { state = '', reason, arm, control } = list.filters
  const several = state.split(',').filter(Boolean)
  const reasonLabel = campaign.reasons.find((row) => row.reason === reason)?.label
  return (
    <DataTable
      label="触达明细"
      unit={control ? '人' : '条触达记录'}
      list={list}
      result={{ ...result, data: result.data && { ...result.data, items: result.data.items.map(keyed) } }}
      columns={columns}
      rowKey="key"
      exportPath={href('/api/campaigns/{id}/deliveries/export', { path: { id: campaign.id } })}
      onRow={(row) => void navigate({ to: `/customers/${row.customerId}` })}
      toolbar={
        control ? (
          <Tag closable onClose={() => list.setFilters({ control: undefined })}>
            对照组：不发送
          </Tag>
        ) : (
          <>
            <ListSelect list={list} name="channel" placeholder="渠道" options={channels} width={160} />
            {several.length > 1 ? (
              <Tag closable onClose={() => list.setFilters({ state: undefined })}>
                {several.map((one) => states.find(({ value }) => value === one)?.label ?? one).join('、')}
              </Tag>
            ) : (
              <ListSelect list={list} name="state" placeholder="状态" options={states} />
            )}
            {arm && (
              <Tag closable onClose={() => list.setFilters({ arm: undefined })}>
                {arm === 'none' ? '无法触达的人' : '触达组'}
              </Tag>
            )}
            {reason && (
              <Tag closable onClose={() => list.setFilters({ reason: undefined })}>
                原因：{reasonLabel ?? reason}
              </Tag>
            )}
          </>
        )
      }
      empty={<EmptyState title="还没有触达记录" description="生成发送计划后，每个人一行，写着会收到还是为什么跳过。" />}
    />
  )
}

/** A person has one row per channel. */
const keyed = (row: DeliveryRow): Line => ({
  ...row,
  key: `${row.customerId}-${row.channel ?? 'control'}`,
})
