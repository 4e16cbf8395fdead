import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Alert, Drawer } from 'antd'
import { formatTime } from '../lib/format'
import { Explanation, QueryView, Sentence, StatePill } from '../ui'
import { segmentWhyQuery } from './api'
import { causeOf } from './cause'
import css from './segment-why.module.css'

interface Props {
  customerId: string
  /** Shown in the title. */
  customerName?: string
  segment: { id: number; name: string }
  onClose: () => void
}

/** Why a person is in a segment, or is not: each condition with its number, the acts behind them, and when she came and went. */
export function SegmentWhy({ customerId, customerName, segment, onClose }: Props) {
  const why = useQuery(segmentWhyQuery(customerId, segment.id))
  return (
    <Drawer title={`${customerName ?? '这位客户'} 与「${segment.name}」`} open onClose={onClose} size={480}>
      <QueryView query={why}>
        {({ inside, stale, version, sentence, conditions, events, changes }) => (
          <div className="stack">
            <div className="row" style={{ justifyContent: 'space-between' }}>
              <StatePill tone={inside ? 'good' : 'quiet'}>
                {inside ? '现在在这个分群里' : '现在不在这个分群里'}
              </StatePill>
              <span className="row">
                <Link to={`/segments/${segment.id}`}>查看分群</Link>
                <Link to={`/customers/${customerId}`}>查看客户</Link>
              </span>
            </div>
            {stale && (
              <Alert
                type="info"
                showIcon
                title="规则刚刚改过，名单还是旧规则的；下面按新规则核对，两者可能暂时不一致。"
              />
            )}
            <div>
              <div className="small faint">规则（版本 {version}）</div>
              <Sentence text={sentence} />
            </div>
            <Explanation conditions={conditions} events={events} />
            <div>
              <div className="small faint">何时进出</div>
              {changes.length === 0 ? (
                <div>从来没有进入过</div>
              ) : (
                <ol className={css.moves} aria-label="何时进出">
                  {changes.map((change) => (
                    <li key={`${change.at}-${change.version}`} className={css.move}>
                      <span className={css.time}>{formatTime(change.at)}</span>
                      <span>{change.entered ? '进入' : '离开'}</span>
                      <span className="muted">{causeOf(change)}</span>
                    </li>
                  ))}
                </ol>
              )}
            </div>
          </div>
        )}
      </QueryView>
    </Drawer>
  )
}
