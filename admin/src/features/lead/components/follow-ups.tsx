import { formatAgo, formatTime } from '../../../lib/format'
import { LEAD_STATES, type FollowUp } from '../labels'
import css from './follow-ups.module.css'

const KINDS: Record<FollowUp['kind'], string> = { note: '跟进', state: '状态', owner: '归属', contact: '接触' }

/** What was done about a lead, newest first. */
export function FollowUps({ items, limit }: { items: readonly FollowUp[]; limit?: number }) {
  return (
    <ol className={css.list} aria-label="跟进记录">
      {items.slice(0, limit).map((item) => (
        <li key={item.id} className={`${css.item} ${item.kind === 'note' ? css.note : ''}`}>
          <div className={css.head}>
            <span className={css.who}>{item.staffName ?? '系统'}</span>
            <span className={css.kind}>{KINDS[item.kind]}</span>
            <time className={css.when} dateTime={item.at} title={formatTime(item.at, true)}>
              {formatAgo(item.at)}
            </time>
          </div>
          {item.fromState && item.toState ? (
            <div className={css.text}>
              {LEAD_STATES[item.fromState].label} → <b>{LEAD_STATES[item.toState].label}</b>
              {isReason(item) && <span className={css.reason}>{item.text}</span>}
            </div>
          ) : (
            <div className={css.text}>{item.text}</div>
          )}
        </li>
      ))}
    </ol>
  )
}

/** A lost lead's entry carries the reason; the others repeat the action's own name. */
const isReason = ({ toState, text }: FollowUp): boolean => toState === 'lost' && text !== ''
