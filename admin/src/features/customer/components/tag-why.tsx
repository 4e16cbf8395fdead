import { useQuery } from '@tanstack/react-query'
import type { Schema } from '../../../lib/api'
import { formatDate, formatFen, formatTime } from '../../../lib/format'
import { verdictOf } from '../../../lib/verdict'
import { QueryView, Sentence, StatePill } from '../../../ui'
import { tagWhyQuery, type CustomerTag } from '../api/get-customer'
import css from './facts.module.css'

type Why = Schema<'TagWhyReply'>

const EVENTS = 8

/** Why a person has a tag's values: the rule, the numbers, the acts behind them, and what it was before. */
export function TagWhy({ customerId, tag }: { customerId: string; tag: CustomerTag }) {
  const why = useQuery(tagWhyQuery(customerId, tag.tagId))
  return (
    <QueryView query={why}>
      {({ sentence, conditions, events, setByName, version, history, handChanges }) => (
        <div className="stack">
          {sentence && (
            <div>
              <div className="small faint">规则（版本 {version}）</div>
              <Sentence text={sentence} />
            </div>
          )}
          {setByName && <div>由 {setByName} 手工设置</div>}
          {conditions.length > 0 && (
            <div>
              <div className="small faint">逐条核对</div>
              {conditions.map((condition, index) => (
                <Looked key={index} condition={condition} />
              ))}
            </div>
          )}
          {tag.strategy && (
            <div>
              <div className="small faint">运营建议</div>
              {tag.strategy}
            </div>
          )}
          {events.length > 0 && (
            <div>
              <div className="small faint">依据的行为（最近 {events.length} 条）</div>
              {events.slice(0, EVENTS).map((event) => (
                <div key={event.id} className={css.fact} style={{ gridTemplateColumns: '130px 1fr' }}>
                  <span className={css.key}>{formatTime(event.occurredAt)}</span>
                  <span>
                    {event.label}
                    {event.amountFen !== null && ` · ${formatFen(event.amountFen)}`}
                  </span>
                </div>
              ))}
            </div>
          )}
          {handChanges.length > 0 ? <HandChanges changes={handChanges} /> : <Spans history={history} />}
        </div>
      )}
    </QueryView>
  )
}

/** One thing that the rule looked at. */
function Looked({ condition }: { condition: Why['conditions'][number] }) {
  const verdict = verdictOf(condition)
  return (
    <div className={css.identity}>
      <div className={css.identityHead}>
        <Sentence text={condition.sentence} />
        {verdict && <StatePill tone={verdict.tone}>{verdict.text}</StatePill>}
      </div>
      {condition.shown !== null && <div className={css.note}>实际值 {condition.shown}</div>}
    </div>
  )
}

/** From when until when the person had which values. */
function Spans({ history }: { history: Why['history'] }) {
  if (history.length === 0) return null
  return (
    <div>
      <div className="small faint">何时是什么值</div>
      {history.map(({ from, until, shown, version }) => (
        <div key={`${from}-${version}`} className={css.fact} style={{ gridTemplateColumns: '190px 1fr' }}>
          <span className={css.key}>
            {formatDate(from)} – {until ? formatDate(until) : '至今'}
          </span>
          <span>
            {shown.length > 0 ? shown.join('、') : '没有'} <span className="small faint">v{version}</span>
          </span>
        </div>
      ))}
    </div>
  )
}

const ACTS: Record<string, string> = {
  set: '打标',
  batch: '批量打标',
  expire: '到期移除',
  merge: '合并客户',
  unmerge: '拆分客户',
}

/** Who changed a hand-set tag, when and why. */
function HandChanges({ changes }: { changes: Why['handChanges'] }) {
  return (
    <div>
      <div className="small faint">打标历史</div>
      {changes.map(({ at, act, after, staffName, reason }) => (
        <div key={at} className={css.fact} style={{ gridTemplateColumns: '130px 1fr' }}>
          <span className={css.key}>{formatTime(at)}</span>
          <span>
            {after.length > 0 ? after.join('、') : '移除'}{' '}
            <span className="small faint">
              {ACTS[act] ?? act}
              {staffName && ` · ${staffName}`}
              {reason && ` · ${reason}`}
            </span>
          </span>
        </div>
      ))}
    </div>
  )
}
