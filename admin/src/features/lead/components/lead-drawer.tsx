import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Drawer, Modal } from 'antd'
import { useState } from 'react'
import { formatTime } from '../../../lib/format'
import { useCan } from '../../../lib/session'
import { QueryView, StatePill } from '../../../ui'
import { leadQuery } from '../api/get-lead'
import { useClaimLead } from '../api/follow-lead'
import { LEAD_PATH, LEAD_STATES, type LeadDetail } from '../labels'
import { AssignForm } from './assign-form'
import { FollowUps } from './follow-ups'
import css from './lead-drawer.module.css'
import { LeadSteps } from './lead-steps'
import { MoveForm } from './move-form'
import { NoteForm } from './note-form'
import { PortraitSummary } from './portrait-summary'

/** One lead: who it is about, how far it is, what was done, and what may be done now. */
export function LeadDrawer({ id, onClose }: { id: string | undefined; onClose: () => void }) {
  const lead = useQuery({ ...leadQuery(id ?? ''), enabled: id !== undefined })
  return (
    <Drawer title="线索详情" open={id !== undefined} onClose={onClose} size={640} destroyOnHidden>
      <QueryView query={lead} rows={10}>
        {(found) => <Lead key={found.id} lead={found} />}
      </QueryView>
    </Drawer>
  )
}

type Act = 'note' | 'move' | 'assign'

const TITLES: Record<Act, string> = { note: '写跟进', move: '推进线索', assign: '分配线索' }

function Lead({ lead }: { lead: LeadDetail }) {
  const [act, setAct] = useState<Act | null>(null)
  const assigns = useCan('lead.assign')
  const claim = useClaimLead()
  const { label, tone } = LEAD_STATES[lead.state]
  const close = () => setAct(null)
  const open = LEAD_PATH.includes(lead.state) && lead.state !== 'won'
  return (
    <div className="stack">
      <div className="spread">
        <div>
          <Link to={`/customers/${lead.customerId}`} className={css.name}>
            {lead.displayName}
          </Link>
          <div className="small muted">
            {lead.ownerId === null ? '公海' : `${lead.ownerName ?? '离职员工'} 负责`} · {lead.source} ·{' '}
            {formatTime(lead.createdAt).slice(0, 10)} 创建
          </div>
        </div>
        <StatePill tone={tone}>{label}</StatePill>
      </div>
      {LEAD_PATH.includes(lead.state) ? (
        <LeadSteps state={lead.state} />
      ) : (
        lead.lostReason && <div className="muted">流失原因：{lead.lostReason}</div>
      )}
      {(lead.nextStep || lead.nextStepAt) && (
        <div className={`${css.next} ${lead.overdue ? css.late : ''}`} aria-label="待办事项">
          <span>下一步：{lead.nextStep || '跟进'}</span>
          {lead.nextStepAt && (
            <span>
              {lead.overdue ? '已到期 ' : ''}
              {formatTime(lead.nextStepAt)}
            </span>
          )}
        </div>
      )}
      <div className="row">
        {lead.mayClaim && (
          <Button type="primary" loading={claim.isPending} onClick={() => claim.mutate(lead.id)}>
            领取线索
          </Button>
        )}
        {lead.mayFollow && (
          <Button type="primary" onClick={() => setAct('note')}>
            写跟进
          </Button>
        )}
        {lead.actions.length > 0 && <Button onClick={() => setAct('move')}>推进线索</Button>}
        {assigns && open && <Button onClick={() => setAct('assign')}>分配</Button>}
      </div>
      <PortraitSummary customerId={lead.customerId} />
      <section>
        <h3 className={css.title}>跟进记录</h3>
        {lead.followUps.length > 0 ? <FollowUps items={lead.followUps} /> : <p className="faint">还没有跟进</p>}
      </section>
      <Modal
        title={act ? TITLES[act] : ''}
        open={act !== null}
        onCancel={close}
        footer={null}
        width={460}
        destroyOnHidden
        centered
      >
        {act === 'note' && <NoteForm lead={lead} onDone={close} />}
        {act === 'move' && <MoveForm lead={lead} onDone={close} />}
        {act === 'assign' && <AssignForm lead={lead} onDone={close} />}
      </Modal>
    </div>
  )
}
