import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Drawer, Pagination } from 'antd'
import { useState } from 'react'
import { formatCount } from '../../../lib/format'
import { EmptyState, PersonAvatar, QueryView, Touchpoints } from '../../../ui'
import { peopleOfQuery, type PeopleSource } from '../api/people-of'
import css from './people-drawer.module.css'

const PAGE = 20

interface Props {
  title: string
  source: PeopleSource
  onClose: () => void
}

/** Who stands behind a number on the screen. */
export function PeopleDrawer({ title, source, onClose }: Props) {
  const [page, setPage] = useState(1)
  const people = useQuery(peopleOfQuery(source, { page, pageSize: PAGE }))
  return (
    <Drawer title={title} open onClose={onClose} size={460}>
      <QueryView query={people} rows={10}>
        {({ items, total }) =>
          total === 0 ? (
            <EmptyState compact title="一个人也没有" />
          ) : (
            <>
              <p className="muted" style={{ marginBottom: 12 }}>
                共 {formatCount(total)} 人
              </p>
              <ul aria-label={title} aria-busy={people.isPlaceholderData}>
                {items.map(({ customerId, displayName, phoneMasked, channels }) => (
                  <li key={customerId}>
                    <Link to={`/customers/${customerId}`} target="_blank" className={css.person}>
                      <PersonAvatar name={displayName} seed={customerId} size={30} />
                      <span className={css.name}>
                        <span className="clip">{displayName}</span>
                        {phoneMasked && <span className="small faint tabular">{phoneMasked}</span>}
                      </span>
                      <Touchpoints channels={channels} />
                    </Link>
                  </li>
                ))}
              </ul>
              <Pagination
                size="small"
                style={{ marginTop: 12 }}
                current={page}
                pageSize={PAGE}
                total={total}
                showSizeChanger={false}
                hideOnSinglePage
                onChange={setPage}
              />
            </>
          )
        }
      </QueryView>
    </Drawer>
  )
}
