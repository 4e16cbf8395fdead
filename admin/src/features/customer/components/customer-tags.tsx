import { useQuery } from '@tanstack/react-query'
import { Drawer } from 'antd'
import { useState } from 'react'
import { formatDate, formatFen } from '../../../lib/format'
import { useCan } from '../../../lib/session'
import { EmptyState, QueryView, Section, Sentence, StatePill, TagPill } from '../../../ui'
import { customerTagsQuery, tagWhyQuery, type CustomerTag } from '../api/get-customer'
import css from './facts.module.css'

/** The person's tags; each one can say why. */
export function CustomerTags({ customerId }: { customerId: string }) {
  const may = useCan('tag.read')
  const tags = useQuery({ ...customerTagsQuery(customerId), enabled: may })
  const [asked, setAsked] = useState<CustomerTag | null>(null)
  if (!may) return null
  return (
    <Section title="客户标签" hint="点击标签查看原因">
      <QueryView query={tags} rows={2} compact>
        {(list) =>
          list.length === 0 ? (
            <EmptyState compact title="还没有标签" description="规则标签发布后自动计算；销售也可以在侧边栏手工打标。" />
          ) : (
            <div className={css.tags}>
              {list.map((tag) => (
                <TagPill
                  key={`${tag.tagId}-${tag.method}`}
                  name={tag.name}
                  value={tag.values.join('、')}
                  kind={tag.method === 'hand' ? 'manual' : 'fact'}
                  onClick={() => setAsked(tag)}
                />
              ))}
            </div>
          )
        }
      </QueryView>
      <Drawer
        title={asked ? `为什么是「${asked.name} · ${asked.values.join('、')}」` : ''}
        open={asked !== null}
        onClose={() => setAsked(null)}
        size={480}
      >
        {asked && <Why customerId={customerId} tag={asked} />}
      </Drawer>
    </Section>
  )
}

/** A condition about money says 元, and is measured in fen. */
const measured = ({ sentence, number }: { sentence: string; number: string | null }): string =>
  number !== null && sentence.endsWith('元') ? formatFen(Number(number)) : (number ?? '')

function Why({ customerId, tag }: { customerId: string; tag: CustomerTag }) {
  const why = useQuery(tagWhyQuery(customerId, tag.tagId))
  return (
    <QueryView query={why}>
      {({ sentence, conditions, setByName, version, history }) => (
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
              {conditions.map((condition) => (
                <div key={condition.sentence} className={css.identity}>
                  <div className={css.identityHead}>
                    <Sentence text={condition.sentence} />
                    <StatePill tone={condition.holds ? 'good' : 'quiet'}>
                      {condition.holds ? '符合' : '不符合'}
                    </StatePill>
                  </div>
                  {condition.number !== null && <div className={css.note}>实际值 {measured(condition)}</div>}
                </div>
              ))}
            </div>
          )}
          {tag.strategy && (
            <div>
              <div className="small faint">运营建议</div>
              {tag.strategy}
            </div>
          )}
          {history.length > 0 && (
            <div>
              <div className="small faint">变化</div>
              {history.map(({ from, values }) => (
                <div key={from} className={css.fact} style={{ gridTemplateColumns: '100px 1fr' }}>
                  <span className={css.key}>{formatDate(from)}</span>
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
