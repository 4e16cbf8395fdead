import { LoadingOutlined } from '@ant-design/icons'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { describeTagRule, type RuleCatalog, type RuleProblem, type TagRule } from '@guiyi/shared'
import { messageOf } from '../../../lib/api'
import { formatCount, formatPercent } from '../../../lib/format'
import { useDebounced } from '../../../lib/use-debounced'
import { PersonAvatar, Sentence } from '../../../ui'
import { previewQuery, type TagPreview } from '../api/preview-tag'
import css from './preview-panel.module.css'

interface Props {
  rule: TagRule
  catalog: RuleCatalog
  problems: readonly RuleProblem[]
  tagId: number | undefined
}

const PAUSE_MS = 500
const SHOWN = 12

/** What the rule says in words, and what it would give now: people per value, against today, with some of them by name. */
export function PreviewPanel({ rule, catalog, problems, tagId }: Props) {
  const valid = problems.length === 0
  const settled = useDebounced(rule, PAUSE_MS)
  const preview = useQuery({
    ...previewQuery(settled, tagId),
    enabled: valid && settled === rule,
    placeholderData: keepPreviousData,
  })
  const stale = !valid || settled !== rule || preview.isPlaceholderData
  return (
    <aside className={css.panel} aria-label="预览">
      <h3 className={css.title}>规则说明</h3>
      {valid ? (
        <Sentence text={describeTagRule(rule, catalog)} quiet />
      ) : (
        <p className={css.hint}>还有 {problems.length} 处没有填完</p>
      )}
      <div className={css.divider} />
      <h3 className={css.title}>
        发布后的结果 {valid && (preview.isFetching || settled !== rule) && <LoadingOutlined />}
      </h3>
      {preview.error && valid && <p className={css.error}>{messageOf(preview.error)}</p>}
      {preview.data ? (
        <div className={stale ? css.stale : undefined} aria-busy={stale}>
          <Result preview={preview.data} compared={tagId !== undefined} />
        </div>
      ) : (
        !preview.error && <p className={css.hint}>{valid ? '正在计算…' : '填完规则后自动计算'}</p>
      )}
    </aside>
  )
}

function Result({ preview, compared }: { preview: TagPreview; compared: boolean }) {
  const most = Math.max(1, ...preview.values.map(({ people }) => people))
  const today = compared && preview.values.some((value) => value.today > 0)
  return (
    <>
      <div className={css.coverage}>
        <b data-testid="tag-coverage">{formatCount(preview.covered)}</b> 人有值，占全部客户{' '}
        {formatPercent(preview.everyone ? preview.covered / preview.everyone : null)}
      </div>
      {preview.values.length === 0 && <p className={css.hint}>没有人会得到这个标签</p>}
      <ul className={css.values}>
        {preview.values.slice(0, SHOWN).map(({ value, people, today: now }) => (
          <li key={value} className={css.value}>
            <span className={css.name}>{value}</span>
            <span className={css.number}>{formatCount(people)}</span>
            {today && <Difference by={people - now} />}
            <span className={css.track}>
              <span className={css.bar} style={{ width: `${(people / most) * 100}%` }} />
            </span>
          </li>
        ))}
      </ul>
      {preview.values.length > SHOWN && <p className={css.hint}>另有 {preview.values.length - SHOWN} 个值</p>}
      {preview.sample.length > 0 && (
        <>
          <h3 className={css.title} style={{ marginTop: 18 }}>
            看看是谁
          </h3>
          <ul className={css.people}>
            {preview.sample.map(({ customerId, displayName, values }) => (
              <li key={customerId}>
                <Link to={`/customers/${customerId}`} target="_blank" className={css.person}>
                  <PersonAvatar name={displayName} seed={customerId} size={24} />
                  <span className="clip">{displayName}</span>
                  <span className={css.given}>{values.join('、')}</span>
                </Link>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  )
}

function Difference({ by }: { by: number }) {
  if (by === 0) return <span className={css.same}>不变</span>
  return <span className={by > 0 ? css.more : css.less}>{`${by > 0 ? '+' : '−'}${formatCount(Math.abs(by))}`}</span>
}
