import { ClockCircleOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useState } from 'react'
import { useClaimLead } from '../../../features/lead/api/follow-lead'
import { FollowUps } from '../../../features/lead/components/follow-ups'
import { LeadSteps } from '../../../features/lead/components/lead-steps'
import { LEAD_PATH, LEAD_STATES, type LeadDetail } from '../../../features/lead/labels'
import { formatTime } from '../../../lib/format'
import { StatePill } from '../../../ui/pills'
import { Card } from './card'
import css from './lead-card.module.css'

const SHOWN = 2

/** The sales opportunity: how far it is, what comes next, what was said last. */
export function LeadCard({ lead }: { lead: LeadDetail | null }) {
  const [whole, setWhole] = useState(false)
  const claim = useClaimLead()
  if (!lead) {
    return (
      <Card title="线索">
        <p className={css.none}>没有您可以跟进的线索，可在下方新建。</p>
      </Card>
    )
  }
  const { label, tone } = LEAD_STATES[lead.state]
  // What was said matters more beside a chat than which state followed which.
  const said = lead.followUps.filter(({ kind }) => kind === 'note')
  const notes = whole || said.length === 0 ? lead.followUps : said
  return (
    <Card title="线索" hint={lead.source} extra={lead.ownerName ?? (lead.ownerId === null ? '在公海，无人跟进' : '')}>
      {LEAD_PATH.includes(lead.state) ? (
        <LeadSteps state={lead.state} />
      ) : (
        <div className={css.out}>
          <StatePill tone={tone}>{label}</StatePill>
          {lead.lostReason && <span>{lead.lostReason}</span>}
        </div>
      )}
      {lead.mayClaim && (
        <Button block loading={claim.isPending} style={{ marginTop: 10 }} onClick={() => claim.mutate(lead.id)}>
          领取线索
        </Button>
      )}
      {(lead.nextStep || lead.nextStepAt) && (
        <div className={`${css.next} ${lead.overdue ? css.late : ''}`} aria-label="待办事项">
          <ClockCircleOutlined />
          <span className={css.step}>{lead.nextStep || '跟进'}</span>
          {lead.nextStepAt && (
            <span className={css.at}>
              {lead.overdue ? '已到期 ' : ''}
              {formatTime(lead.nextStepAt).slice(5)}
            </span>
          )}
        </div>
      )}
      {notes.length > 0 && (
        <div className={css.notes}>
          <FollowUps items={notes} limit={whole ? undefined : SHOWN} />
          {lead.followUps.length > SHOWN && (
            <button type="button" className="link-button small" onClick={() => setWhole(!whole)}>
              {whole ? '收起' : `全部 ${lead.followUps.length} 条记录`}
            </button>
          )}
        </div>
      )}
    </Card>
  )
}
