import { LoadingOutlined } from '@ant-design/icons'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useId, useState } from 'react'
import { describeRule, type RuleCatalog, type RuleNode, type RuleProblem } from '@guiyi/shared'
import { isApiError, messageOf } from '../../../lib/api'
import { formatCount, formatPercent } from '../../../lib/format'
import { useCan } from '../../../lib/session'
import { useDebounced } from '../../../lib/use-debounced'
import { Sentence } from '../../../ui'
import { countQuery } from '../api/count-people'
import css from './live-count.module.css'
import { PeopleDrawer } from './people-drawer'
import { Reachable } from './reachable'

interface Props {
  rule: RuleNode
  catalog: RuleCatalog
  /** Empty when the rule can be counted. */
  problems: readonly RuleProblem[]
}

const PAUSE_MS = 250

/** How many people the rule means, while it is being written; an answer to an older rule is never shown as this one's. */
export function LiveCount({ rule, catalog, problems }: Props) {
  const valid = problems.length === 0
  const builder = useId().replace(/\W/g, '')
  const settled = useDebounced(rule, PAUSE_MS)
  const seesPeople = useCan('customer.read')
  const [listed, setListed] = useState(false)
  const waiting = settled !== rule
  const count = useQuery({
    ...countQuery(settled, builder),
    enabled: valid && !waiting,
    placeholderData: keepPreviousData,
  })
  const stale = !valid || waiting || count.isPlaceholderData
  return (
    <aside className={css.panel} aria-label="预计人数">
      <div className={css.label}>预计人数 {valid && (count.isFetching || waiting) && <LoadingOutlined />}</div>
      {count.data ? (
        <div className={stale ? css.stale : undefined} aria-busy={stale}>
          <div className={css.count}>
            <span data-testid="segment-count">{formatCount(count.data.people)}</span>
            <span className={css.unit}>人</span>
          </div>
          <div className={css.share}>
            占全部客户 {formatPercent(count.data.everyone ? count.data.people / count.data.everyone : null)}
          </div>
          <Reachable reachable={count.data.reachable} count={count.data.people} rule={settled} />
          {seesPeople && count.data.people > 0 && (
            <Button block style={{ marginTop: 14 }} disabled={stale} onClick={() => setListed(true)}>
              看看是谁
            </Button>
          )}
        </div>
      ) : (
        <div className={css.waiting}>{valid ? '正在计算…' : '填完条件后自动计算'}</div>
      )}
      {!valid && <div className={css.hint}>还有 {problems.length} 处没有填完</div>}
      {count.error && valid && !isApiError(count.error, 'CANCELLED') && (
        <div className={css.error}>{messageOf(count.error)}</div>
      )}
      <div className={css.divider} />
      <div className={css.label}>这个分群是</div>
      {valid ? <Sentence text={describeRule(rule, catalog)} quiet /> : <div className={css.waiting}>—</div>}
      {listed && (
        <PeopleDrawer title="符合条件的客户" source={{ of: 'rule', rule: settled }} onClose={() => setListed(false)} />
      )}
    </aside>
  )
}
