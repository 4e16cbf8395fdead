import { useQuery } from '@tanstack/react-query'
import { formatDate, formatFen } from '../../../lib/format'
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
      {({ sentence, conditions, setByName, version, history }) => (
        <div className={css.why}>
          <div>
            <TagPill name={tag.name} value={tag.values.join('、')} kind={tag.method === 'hand' ? 'manual' : 'fact'} />
          </div>
          {tag.strategy && <div className={css.advice}>{tag.strategy}</div>}
          {tag.method === 'hand' && (
            <div>
              {setByName ?? '系统'} 于 {formatDate(tag.since)} 手工设置
            </div>
          )}
          {sentence && (
            <div>
              <div className={css.title}>规则（第 {version} 版）</div>
              <Sentence text={sentence} />
            </div>
          )}
          {conditions.length > 0 && (
            <div>
              <div className={css.title}>逐条核对</div>
              {conditions.map(({ sentence: text, holds, number }) => (
                <div key={text} className={css.condition}>
                  <div>
                    <Sentence text={text} />
                    {number !== null && <div className={css.number}>实际值 {measured(text, number)}</div>}
                  </div>
                  <StatePill tone={holds ? 'good' : 'quiet'}>{holds ? '符合' : '不符合'}</StatePill>
                </div>
              ))}
            </div>
          )}
          {history.length > 0 && (
            <div>
              <div className={css.title}>变化</div>
              {history.map(({ from, values }) => (
                <div key={from} className={css.span}>
                  <span>{formatDate(from)}</span>
                  <span>{values.length > 0 ? values.join('、') : '移除'}</span>
                </div>
              ))}
            </div>
          )}
        </div>
      )}
    </QueryView>
  )
}

/** Conditions on money are written in yuan and measured in fen. */
function measured(sentence: string, number: string): string {
  return /\d\s*元/.test(sentence) ? formatFen(Number(number)) : number
}
