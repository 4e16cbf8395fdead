import type { CustomerRow } from '../api/list-customers'
import { PersonAvatar } from '../../../ui'

/** Avatar, name and masked number of a person in a table. */
export function PersonName({
  person,
}: {
  person: Pick<CustomerRow, 'id' | 'displayName' | 'phoneMasked' | 'nickname'>
}) {
  return (
    <span style={{ display: 'inline-flex', alignItems: 'center', gap: 10 }}>
      <PersonAvatar name={person.nickname} seed={person.id} size={34} />
      <span>
        <span
          style={{
            fontWeight: 600,
            display: 'block',
            lineHeight: '20px',
            color: person.nickname ? 'var(--ink)' : 'var(--ink-soft)',
          }}
        >
          {person.displayName}
        </span>
        <span className="small faint tabular">{person.phoneMasked ?? '未留手机号'}</span>
      </span>
    </span>
  )
}
