import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { QueryView } from '../../../ui'
import { eventUsersQuery, type EventUser } from '../api/tracking-plan'

const KINDS: Readonly<Record<EventUser['kind'], { label: string; path: string }>> = {
  tag: { label: '标签', path: '/tags' },
  segment: { label: '分群', path: '/segments' },
}

/** `标签「客户分层」、分群「新客」`, each a link. */
export function UserLinks({ users }: { users: readonly EventUser[] }) {
  return users.map(({ kind, id, name }, index) => (
    <span key={`${kind} ${id}`}>
      {index > 0 && '、'}
      {KINDS[kind].label}「<Link to={`${KINDS[kind].path}/${id}`}>{name}</Link>」
    </span>
  ))
}

/** Which tags and segments read an event. */
export function EventUsers({ event, nobody }: { event: string; nobody: string }) {
  const users = useQuery(eventUsersQuery(event))
  return (
    <QueryView query={users} rows={1}>
      {(list) => (list.length === 0 ? <span className="faint">{nobody}</span> : <UserLinks users={list} />)}
    </QueryView>
  )
}
