import { App, Button, Input } from 'antd'
import { useState } from 'react'
import { useMoveLead } from '../api/follow-lead'
import { LEAD_ACTIONS, LOST_REASONS, type LeadAction, type LeadDetail } from '../labels'
import css from './move-form.module.css'

interface Props {
  lead: LeadDetail
  onDone: () => void
}

/** What may be done with a lead now, one button each; losing it asks why. */
export function MoveForm({ lead, onDone }: Props) {
  const { message } = App.useApp()
  const move = useMoveLead(lead.id)
  const [losing, setLosing] = useState(false)
  const [reason, setReason] = useState('')

  const run = (action: LeadAction, why?: string) =>
    move.mutate(
      { action, ...(why === undefined ? {} : { reason: why }) },
      {
        onSuccess: () => {
          message.success(`已${LEAD_ACTIONS[action].label}`)
          onDone()
        },
      },
    )

  if (losing) {
    return (
      <div>
        <div className={css.reasons}>
          {LOST_REASONS.map((text) => (
            <button
              key={text}
              type="button"
              aria-pressed={reason === text}
              className={`${css.reason} ${reason === text ? css.chosen : ''}`}
              onClick={() => setReason(text)}
            >
              {text}
            </button>
          ))}
        </div>
        <Input.TextArea
          aria-label="流失原因"
          placeholder="为什么没有成交？"
          value={reason}
          maxLength={200}
          autoSize={{ minRows: 2, maxRows: 4 }}
          onChange={(event) => setReason(event.target.value)}
        />
        <div className={css.buttons}>
          <Button onClick={() => setLosing(false)}>返回</Button>
          <Button
            type="primary"
            danger
            disabled={!reason.trim()}
            loading={move.isPending}
            onClick={() => run('lose', reason.trim())}
          >
            标记为流失
          </Button>
        </div>
      </div>
    )
  }
  return (
    <div className={css.actions}>
      {lead.actions.map((action) => (
        <button
          key={action}
          type="button"
          disabled={move.isPending}
          className={`${css.action} ${action === 'lose' ? css.bad : action === 'win' ? css.good : ''}`}
          onClick={() => (action === 'lose' ? setLosing(true) : run(action))}
        >
          <span className={css.label}>{LEAD_ACTIONS[action].label}</span>
          <span className={css.hint}>{LEAD_ACTIONS[action].hint}</span>
        </button>
      ))}
    </div>
  )
}
