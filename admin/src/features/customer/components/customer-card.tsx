import { EyeOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button, Tooltip } from 'antd'
import type { ReactNode } from 'react'
import { formatCount, formatDate, formatFen } from '../../../lib/format'
import { useCan } from '../../../lib/session'
import { PersonAvatar, Section, StatePill, TagPill, type Tone } from '../../../ui'
import { useRevealPhone } from '../api/change-customer'
import { portraitQuery, type CustomerDetail, type Portrait } from '../api/get-customer'
import css from './customer-card.module.css'
import { Touchpoints } from './touchpoints'

const PHASE_TONES: Readonly<Record<Portrait['phase']['key'], Tone>> = {
  active: 'good',
  new: 'info',
  prospect: 'attention',
  visitor: 'neutral',
  silent: 'quiet',
  lost: 'bad',
}

/** Who this is, at one glance: name, number, touchpoints, phase, value and taste. */
export function CustomerCard({ customer }: { customer: CustomerDetail }) {
  const portrait = useQuery(portraitQuery(customer.id)).data
  return (
    <Section>
      <div className={css.card}>
        <PersonAvatar name={customer.nickname} seed={customer.id} size={64} />
        <div className={css.who}>
          <div className={css.name}>
            {customer.displayName}
            {portrait && <StatePill tone={PHASE_TONES[portrait.phase.key]}>{portrait.phase.label}</StatePill>}
            <Touchpoints of={customer.touchpoints} />
          </div>
          <div className={css.meta}>
            <Phone customer={customer} />
            <span>来自 {customer.channel}</span>
            <span>{formatDate(customer.firstSeenAt)} 首次出现</span>
          </div>
        </div>
        {portrait && <Numbers value={portrait.value} />}
      </div>
      {portrait && (
        <div className={css.likes}>
          <span className={css.reason}>{portrait.phase.reason}</span>
          {portrait.preferences.length > 0 && <span className="small faint">常看</span>}
          {portrait.preferences.slice(0, 5).map(({ name, reads }) => (
            <TagPill key={name} name={name} value={`${reads} 次`} kind="content" />
          ))}
        </div>
      )}
    </Section>
  )
}

function Numbers({ value }: { value: Portrait['value'] }) {
  return (
    <div className={css.numbers}>
      <Number label="累计消费">{formatFen(value.totalFen)}</Number>
      <Number label="订单">{formatCount(value.orders)}</Number>
      <Number label="客单价">{value.averageOrderFen === null ? '—' : formatFen(value.averageOrderFen)}</Number>
      <Number label="距上次购买">{value.daysSinceLastOrder === null ? '—' : `${value.daysSinceLastOrder} 天`}</Number>
    </div>
  )
}

const Number = ({ label, children }: { label: string; children: ReactNode }) => (
  <div className={css.number}>
    <b>{children}</b>
    <span>{label}</span>
  </div>
)

function Phone({ customer }: { customer: CustomerDetail }) {
  const mayReveal = useCan('customer.reveal-phone')
  const reveal = useRevealPhone(customer.id)
  if (!customer.phoneMasked) return <span className="faint">未留手机号</span>
  return (
    <span className={css.phone}>
      {reveal.data?.phone ?? customer.phoneMasked}
      {mayReveal && !reveal.data && (
        <Tooltip title="查看完整号码会记入操作日志">
          <Button
            type="text"
            size="small"
            icon={<EyeOutlined />}
            aria-label="查看完整手机号"
            loading={reveal.isPending}
            onClick={() => reveal.mutate()}
          />
        </Tooltip>
      )}
    </span>
  )
}
