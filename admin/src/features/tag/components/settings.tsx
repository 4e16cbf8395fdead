import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { formatDate } from '../../../lib/format'
import { EmptyState, Section } from '../../../ui'
import type { TagDetail } from '../api/get-tag'
import { tagTreeQuery } from '../api/list-tags'
import { TAG_KINDS, waysOf } from '../labels'
import { folderPath } from '../tree'
import css from './settings.module.css'

const USERS: Record<TagDetail['users'][number]['kind'], { name: string; to: (id: number) => string }> = {
  tag: { name: '标签', to: (id) => `/tags/${id}` },
  segment: { name: '分群', to: (id) => `/segments/${id}` },
  campaign: { name: '群发', to: (id) => `/campaigns/${id}` },
}

/** Who uses the tag, and what was decided about it. */
export function Settings({ tag }: { tag: TagDetail }) {
  const { data: tree } = useQuery(tagTreeQuery)
  const lines = [
    ['分组', folderPath(tree?.groups ?? [], tag.groupId) || '未分组'],
    ['性质', TAG_KINDS[tag.kind]],
    ['计算方式', waysOf(tag)],
    ['负责人', tag.ownerName ?? '—'],
    ['有效期', validity(tag)],
  ]
  const strategies = Object.entries(tag.strategies)
  return (
    <div className="grid" style={{ '--columns': 2 }}>
      <Section title="谁在用" hint="有人在用时不能下线">
        {tag.users.length === 0 ? (
          <EmptyState compact title="还没有标签、分群或群发用到它" />
        ) : (
          <ul className={css.users}>
            {tag.users.map(({ kind, id, name, through }) => (
              <li key={`${kind}-${id}`} className={css.user}>
                <span className={css.kind}>{USERS[kind].name}</span>
                <Link to={USERS[kind].to(id)} className="clip">
                  {name}
                </Link>
                {through && <span className="small faint clip">通过分群「{through}」</span>}
              </li>
            ))}
          </ul>
        )}
      </Section>
      <Section title="设置">
        <dl className={css.lines}>
          {lines.map(([name, text]) => (
            <div key={name} className={css.line}>
              <dt>{name}</dt>
              <dd>{text}</dd>
            </div>
          ))}
          {strategies.map(([value, text]) => (
            <div key={value} className={css.line}>
              <dt className="clip" title={value}>
                {value}
              </dt>
              <dd>{text}</dd>
            </div>
          ))}
        </dl>
      </Section>
    </div>
  )
}

function validity({ validFrom, validUntil }: TagDetail): string {
  if (!validFrom && !validUntil) return '长期'
  return `${validFrom ? formatDate(validFrom) : '即日起'} 至 ${validUntil ? formatDate(validUntil) : '长期'}`
}
