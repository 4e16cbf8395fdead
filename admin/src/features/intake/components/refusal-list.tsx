import { SafetyCertificateOutlined } from '@ant-design/icons'
import { formatCount } from '../../../lib/format'
import { EmptyState, LoadingState } from '../../../ui'
import css from './refusal-list.module.css'

interface Refusal {
  code: string
  message: string
  count: number
}

/** Why callbacks were refused, the most frequent reason first. */
export function RefusalList({ refusals }: { refusals: readonly Refusal[] | undefined }) {
  if (!refusals) return <LoadingState rows={4} />
  if (refusals.length === 0) {
    return (
      <EmptyState
        compact
        icon={<SafetyCertificateOutlined />}
        title="没有可疑的回调"
        description="签名不对、过期或重复的请求会记在这里。"
      />
    )
  }
  const most = Math.max(...refusals.map(({ count }) => count))
  return (
    <ul className={css.list}>
      {refusals.map(({ code, message, count }) => (
        <li key={code} title={code}>
          <span className={css.line}>
            <span>{message}</span>
            <b className="tabular">{formatCount(count)}</b>
          </span>
          <i className={css.bar} style={{ width: `${Math.max(2, (count / most) * 100)}%` }} />
        </li>
      ))}
    </ul>
  )
}
