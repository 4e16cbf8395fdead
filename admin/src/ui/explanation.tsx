import type { Schema } from '../lib/api'
import { formatFen, formatTime } from '../lib/format'
import { verdictOf } from '../lib/verdict'
import css from './explanation.module.css'
import { StatePill } from './pills'
import { Sentence } from './sentence'

const EVENTS = 8

interface Props {
  conditions: readonly Schema<'ExplainedConditionReply'>[]
  events: readonly Schema<'TimelineItem'>[]
}

/** What a rule looked at for one person: each condition with its number, and the latest acts behind them. */
export function Explanation({ conditions, events }: Props) {
  return (
    <>
      {conditions.length > 0 && (
        <div>
          <div className="small faint">逐条核对</div>
          {conditions.map((condition, index) => (
            <Looked key={index} condition={condition} />
          ))}
        </div>
      )}
      {events.length > 0 && (
        <div>
          <div className="small faint">依据的行为（最近 {events.length} 条）</div>
          {events.slice(0, EVENTS).map((event) => (
            <div key={event.id} className={css.event}>
              <span className={css.time}>{formatTime(event.occurredAt)}</span>
              <span>
                {event.label}
                {event.amountFen !== null && ` · ${formatFen(event.amountFen)}`}
              </span>
            </div>
          ))}
        </div>
      )}
    </>
  )
}

/** One thing that the rule looked at. */
function Looked({ condition }: { condition: Props['conditions'][number] }) {
  const verdict = verdictOf(condition)
  return (
    <div className={css.condition}>
      <div className={css.head}>
        <Sentence text={condition.sentence} />
        {verdict && <StatePill tone={verdict.tone}>{verdict.text}</StatePill>}
      </div>
      {condition.shown !== null && <div className={css.note}>实际值 {condition.shown}</div>}
    </div>
  )
}
