import type { ReachChannel, RuleNode } from '@guiyi/shared'
import { useState } from 'react'
import { formatPercent } from '../../../lib/format'
import { useCan } from '../../../lib/session'
import { CountLink } from '../../../ui'
import type { Reachability } from '../api/count-people'
import { PeopleDrawer } from './people-drawer'
import css from './reachable.module.css'

const channels = [
  ['officialAccount', '公众号', 'official_account'],
  ['work', '企微', 'work'],
  ['sms', '短信', 'sms'],
] as const satisfies readonly (readonly [keyof Reachability, string, ReachChannel])[]

interface Props {
  reachable: Reachability
  count: number
  /** Whose numbers these are, to list the people behind them. */
  rule: RuleNode
}

/** Of these people, how many can be reached now over each channel: a way there, and consent to marketing. */
export function Reachable({ reachable, count, rule }: Props) {
  const seesPeople = useCan('customer.read')
  const [asked, setAsked] = useState<(typeof channels)[number] | null>(null)
  return (
    <div className={css.box} aria-label="其中可触达">
      <div className={css.title}>其中可触达</div>
      {channels.map((channel) => {
        const [key, name] = channel
        return (
          <div key={key} className={css.line}>
            <span className={css.name}>{name}</span>
            <span className={css.track}>
              <span className={css.bar} style={{ width: `${count ? (reachable[key] / count) * 100 : 0}%` }} />
            </span>
            <span className={css.value}>
              <CountLink count={reachable[key]} onClick={seesPeople ? () => setAsked(channel) : undefined} />
            </span>
            <span className={css.share}>{formatPercent(count ? reachable[key] / count : null, 0)}</span>
          </div>
        )
      })}
      {asked && (
        <PeopleDrawer
          title={`${asked[1]}可触达的客户`}
          source={{ of: 'rule', rule: { kind: 'all', of: [rule, { kind: 'reachable', channel: asked[2] }] } }}
          onClose={() => setAsked(null)}
        />
      )}
    </div>
  )
}
