import type { TagSummary } from '../api/types'
import css from './tag-groups.module.css'

interface Props {
  tags: readonly TagSummary[]
  selected: string | null
  onSelect: (group: string | null) => void
}

/** The tag tree's first level, with how many tags each group holds. */
export function TagGroups({ tags, selected, onSelect }: Props) {
  const counts = new Map<string, number>()
  for (const { group } of tags) counts.set(group, (counts.get(group) ?? 0) + 1)
  const entries: [string | null, string, number][] = [
    [null, '全部标签', tags.length],
    ...[...counts]
      .sort(([a], [b]) => a.localeCompare(b, 'zh-CN'))
      .map(([group, count]): [string, string, number] => [group, group, count]),
  ]
  return (
    <nav className={css.groups} aria-label="标签分组">
      {entries.map(([group, name, count]) => (
        <button
          key={name}
          type="button"
          className={`${css.group} ${group === selected ? css.on : ''}`}
          aria-pressed={group === selected}
          onClick={() => onSelect(group)}
        >
          <span className="clip">{name}</span>
          <span className={css.count}>{count}</span>
        </button>
      ))}
    </nav>
  )
}
