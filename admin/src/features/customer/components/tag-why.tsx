import { useQuery } from '@tanstack/react-query'
import type { Schema } from '../../../lib/api'
import { formatDate, formatTime } from '../../../lib/format'
import { presentValuesText } from '../../../lib/present-values'
import { Explanation, QueryView, Sentence } from '../../../ui'
import { tagWhyQuery, type CustomerTag } from '../api/get-customer'
import css from './facts.module.css'

type Why = Schema<'TagWhyReply'>

/** Why a person has a tag's values: the rule, the numbers, the acts behind them, and what it was before. */
export function TagWhy({ customerId, tag }: { customerId: string; tag: CustomerTag }) {
  const why = useQuery(tagWhyQuery(customerId, tag.tagId))
  return (
    <QueryView query={why}>
      {({ sentence, conditions, events, setByName, state, version, asOf, present, history, handChanges }) => (
        <div className="stack">
          {sentence && (
            <div>
              <div className="small faint">规则（版本 {version}）</div>
              <Sentence text={sentence} />
            </div>
          )}
          {asOf && (
            <div>
              <div className="small faint">何时得出</div>
              {formatTime(asOf)}，以下是当时的数字和行为。{presentValuesText({ state, version, present })}
            </div>
          )}
          {setByName && <div>由 {setByName} 手工设置</div>}
          {tag.strategy && (
            <div>
              <div className="small faint">运营建议</div>
              {tag.strategy}
            </div>
          )}
          <Explanation conditions={conditions} events={events} />
          {handChanges.length > 0 ? <HandChanges changes={handChanges} /> : <Spans history={history} />}
        </div>
      )}
    </QueryView>
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
