import { Tooltip } from 'antd'
import type { Schema } from '../../../lib/api'
import { formatDate, formatTime } from '../../../lib/format'
import { Section, StatePill } from '../../../ui'
import css from './facts.module.css'

type Identity = Schema<'IdentityReply'>

/** Every way in which the outside knows the person, masked. */
export function Identities({ identities }: { identities: readonly Identity[] }) {
  return (
    <Section title="身份标识" hint={`${identities.length} 个`}>
      {identities.map((identity) => (
        <div key={identity.id} className={`${css.identity} ${identity.retired ? css.retired : ''}`}>
          <div className={css.identityHead}>
            <span>
              {identity.kindLabel}
              {identity.scopeLabel && <span className="faint small"> · {identity.scopeLabel}</span>}
            </span>
            <IdentityState identity={identity} />
          </div>
          <div className={css.masked}>{identity.masked}</div>
          <div className={css.note}>
            <Tooltip title={`最近出现 ${formatTime(identity.lastSeenAt)}`}>
              <span>{formatDate(identity.firstSeenAt)} 首次出现</span>
            </Tooltip>
            {identity.ties
              .filter(({ active, kind }) => active && kind === 'work_contact')
              .map(({ counterpart }) => ` · 好友 ${counterpart}`)}
          </div>
        </div>
      ))}
    </Section>
  )
}

function IdentityState({ identity }: { identity: Identity }) {
  const follow = identity.ties.find(({ kind }) => kind === 'follow')
  if (identity.retired) return <StatePill tone="quiet">已停用</StatePill>
  if (follow)
    return follow.active ? <StatePill tone="good">关注中</StatePill> : <StatePill tone="quiet">已取关</StatePill>
  if (identity.kind === 'phone') {
    return identity.verified ? (
      <StatePill tone="good">平台已验证</StatePill>
    ) : (
      <StatePill tone="attention">未验证</StatePill>
    )
  }
  return null
}
