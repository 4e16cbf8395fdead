import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { DateTime, EmptyState, PersonAvatar, QueryView, Section } from '../../../ui'
import { segmentChangesQuery } from '../api/segment-changes'
import css from './changes.module.css'

/** Who entered and left last. */
export function Changes({ segmentId }: { segmentId: number }) {
  const changes = useQuery(segmentChangesQuery(segmentId))
  return (
    <Section title="最近进出">
      <QueryView query={changes} rows={5} compact>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState compact title="还没有人进出" />
          ) : (
            <ol className={css.changes} aria-label="最近进出">
              {items.map(({ customerId, displayName, entered, at }) => (
                <li key={`${customerId}-${at}`} className={css.change}>
                  <span className={entered ? css.in : css.out}>{entered ? '进入' : '离开'}</span>
                  <PersonAvatar name={displayName} seed={customerId} size={24} />
                  <Link to={`/customers/${customerId}`} className="clip">
                    {displayName}
                  </Link>
                  <span className={css.at}>
                    <DateTime value={at} mode="ago" />
                  </span>
                </li>
              ))}
            </ol>
          )
        }
      </QueryView>
    </Section>
  )
}
