import { LoadingOutlined } from '@ant-design/icons'
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { describeTagRule, type RuleCatalog, type RuleProblem, type TagRule } from '@guiyi/shared'
import { messageOf } from '../../../lib/api'
import { useSecondsWhile } from '../../../lib/use-seconds-while'
import { useDebounced } from '../../../lib/use-debounced'
import { Sentence } from '../../../ui'
import { previewQuery } from '../api/preview-tag'
import { PreviewResult } from './preview-result'
import css from './preview-panel.module.css'

interface Props {
  rule: TagRule
  catalog: RuleCatalog
  problems: readonly RuleProblem[]
  tagId: number | undefined
}

const PAUSE_MS = 500
/** Longer work shows how long it has taken, and can be cancelled. */
const SLOW_SECONDS = 1

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
  const client = useQueryClient()
  const seconds = useSecondsWhile(preview.isFetching)
  const stopped = valid && settled === rule && preview.fetchStatus === 'idle' && (preview.isPending || stale)
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
      {seconds >= SLOW_SECONDS && (
        <p className={css.hint} role="status">
          正在计算全部客户，已 {seconds} 秒
          <Button
            type="link"
            size="small"
            onClick={() => void client.cancelQueries({ queryKey: previewQuery(settled, tagId).queryKey })}
          >
            取消
          </Button>
        </p>
      )}
      {stopped && (
        <p className={css.hint}>
          已取消计算
          <Button type="link" size="small" onClick={() => void preview.refetch()}>
            重新计算
          </Button>
        </p>
      )}
      {preview.error && valid && <p className={css.error}>{messageOf(preview.error)}</p>}
      {preview.data ? (
        <div className={stale ? css.stale : undefined} aria-busy={stale}>
          <PreviewResult preview={preview.data} compared={tagId !== undefined} />
        </div>
      ) : (
        !preview.error && !stopped && <p className={css.hint}>{valid ? '正在计算…' : '填完规则后自动计算'}</p>
      )}
    </aside>
  )
}
