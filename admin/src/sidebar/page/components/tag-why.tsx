import { useQuery } from '@tanstack/react-query'
import type { Schema } from '../../../lib/api'
import { formatDate, formatTime } from '../../../lib/format'
import { presentValuesText } from '../../../lib/present-values'
import { verdictOf } from '../../../lib/verdict'
import { StatePill, TagPill } from '../../../ui/pills'
import { Sentence } from '../../../ui/sentence'
import { QueryView } from '../../../ui/states'
import { whyQuery, type CustomerTag } from '../api/customer-tags'
import css from './tags-card.module.css'

/** Why a customer has a tag's value: the rule, each condition with its number, or who set it; and how it changed. */
export function TagWhy({ customerId, tag }: { customerId: string; tag: CustomerTag }) {
  const why = useQuery(whyQuery(customerId, tag.tagId))
  return (
    <QueryView query={why} rows={4}>
      {({ sentence, conditions, setByName, state, version, asOf, present, history }) => (
        <div className={css.why}>
          <div>
            <TagPill name={tag.name} value={tag.shown.join('、')} kind={tag.method === 'hand' ? 'manual' : 'fact'} />
          </div>
          {tag.strategy && <div className={css.advice}>{tag.strategy}</div>}
          {tag.method === 'hand' && (
            <div>
              {setByName ?? '系统'} 于 {formatDate(tag.since)} 手工设置
            </div>
          )}
          {sentence && (
            <div>
              <div className={css.title}>规则（版本 {version}）</div>
              <Sentence text={sentence} />
            </div>
          )}
          {asOf && (
            <div>
              <div className={css.title}>何时得出</div>
              {formatTime(asOf)}，以下是当时的数字。{presentValuesText({ state, version, present })}
            </div>
          )}
          {conditions.length > 0 && (
            <div>
              <div className={css.title}>逐条核对</div>
              {conditions.map((condition, index) => (
                <Looked key={index} condition={condition} />
              ))}
            </div>
          )}
          {history.length > 0 && (
            <div>
              <div className={css.title}>变化</div>
              {history.map(({ from, shown }) => (
                <div key={from} className={css.span}>
                  <span>{formatDate(from)}</span>
                  <span>{shown.length > 0 ? shown.join('、') : '移除'}</span>
                </div>
              ))}
            </div>
          )}
        </div>
      )}
    </QueryView>
  )
}

/** One thing that the rule looked at. */
function Looked({ condition }: { condition: Schema<'ExplainedConditionReply'> }) {
  const verdict = verdictOf(condition)
  return (
    <div className={css.condition}>
      <div>
        <Sentence text={condition.sentence} />
        {condition.shown !== null && <div className={css.number}>实际值 {condition.shown}</div>}
      </div>
      {verdict && <StatePill tone={verdict.tone}>{verdict.text}</StatePill>}
    </div>
  )
}
