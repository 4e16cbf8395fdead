import { LoadingOutlined } from '@ant-design/icons'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { describeRule, type RuleCatalog, type RuleNode, type RuleProblem } from '@guiyi/shared'
import { messageOf } from '../../../lib/api'
import { formatCount, formatPercent } from '../../../lib/format'
import { useDebounced } from '../../../lib/use-debounced'
import { Sentence } from '../../../ui'
import { countQuery } from '../api/count-people'
import css from './live-count.module.css'
import { Reachable } from './reachable'

interface Props {
  rule: RuleNode
  catalog: RuleCatalog
  /** Empty when the rule can be counted. */
  problems: readonly RuleProblem[]
}

const PAUSE_MS = 300

/** How many people the rule means, while it is being written; an answer to an older rule is never shown as this one's. */
export function LiveCount({ rule, catalog, problems }: Props) {
  const valid = problems.length === 0
  const settled = useDebounced(rule, PAUSE_MS)
  const count = useQuery({
    ...countQuery(settled),
    enabled: valid && settled === rule,
    placeholderData: keepPreviousData,
  })
  const stale = !valid || settled !== rule || count.isPlaceholderData
  return (
    <aside className={css.panel} aria-label="预计人数">
      <div className={css.label}>预计人数 {valid && (count.isFetching || settled !== rule) && <LoadingOutlined />}</div>
      {count.data ? (
        <div className={stale ? css.stale : undefined} aria-busy={stale}>
          <div className={css.count} data-testid="segment-count">
            {formatCount(count.data.count)}
            <span className={css.unit}>人</span>
          </div>
          <div className={css.share}>
            占全部客户 {formatPercent(count.data.total ? count.data.count / count.data.total : null)}
          </div>
          <Reachable reachable={count.data.reachable} count={count.data.count} />
        </div>
      ) : (
        <div className={css.waiting}>{valid ? '正在计算…' : '填完条件后自动计算'}</div>
      )}
      {!valid && <div className={css.hint}>还有 {problems.length} 处没有填完</div>}
      {count.error && valid && <div className={css.error}>{messageOf(count.error)}</div>}
      <div className={css.divider} />
      <div className={css.label}>这个分群是</div>
      {valid ? <Sentence text={describeRule(rule, catalog)} quiet /> : <div className={css.waiting}>—</div>}
    </aside>
  )
}
