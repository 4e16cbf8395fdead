import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Drawer } from 'antd'
import type { RuleNode } from '@guiyi/shared'
import { formatCount } from '../../../lib/format'
import { PersonAvatar, QueryView, Touchpoints } from '../../../ui'
import { peopleOfRuleQuery } from '../api/people-of-rule'
import css from './people-drawer.module.css'

/** The first people of a rule that is still being written. */
export function PeopleDrawer({ rule, onClose }: { rule: RuleNode; onClose: () => void }) {
  const people = useQuery(peopleOfRuleQuery(rule))
  return (
    <Drawer title="符合条件的客户" open onClose={onClose} size={460}>
      <QueryView query={people} rows={10}>
        {({ items, total }) => (
          <>
            <p className="muted" style={{ marginBottom: 12 }}>
              共 {formatCount(total)} 人{total > items.length && `，先看前 ${items.length} 位；保存后可以查看全部`}
            </p>
            <ul aria-label="符合条件的客户">
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
          </>
        )}
      </QueryView>
    </Drawer>
  )
}
