import { EmptyState, JsonView } from '../../../ui'
import type { AuditEntry } from '../api/list-audit'
import { fieldLabel } from '../labels'
import css from './changes.module.css'

const show = (value: unknown): string => {
  if (value === undefined) return ''
  if (value === null || value === '') return '（空）'
  if (typeof value === 'boolean') return value ? '是' : '否'
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** Before and after, field by field; only the fields that differ when both are known. */
export function Changes({ entry }: { entry: AuditEntry }) {
  const { before, after } = entry
  if (!before && !after) return <EmptyState compact title="这次操作没有记录内容变化" />
  if (!before || !after) return <JsonView value={after ?? before} maxHeight={420} />
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]),
  )
  if (keys.length === 0) return <EmptyState compact title="保存前后没有差别" />
  return (
    <table className={css.changes}>
      <thead>
        <tr>
          <th scope="col">字段</th>
          <th scope="col">修改前</th>
          <th scope="col">修改后</th>
        </tr>
      </thead>
      <tbody>
        {keys.map((key) => (
          <tr key={key}>
            <th scope="row">{fieldLabel(key)}</th>
            <td className={css.before}>{show(before[key])}</td>
            <td className={css.after}>{show(after[key])}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
