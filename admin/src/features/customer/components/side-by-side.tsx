import { Link } from '@tanstack/react-router'
import { Alert } from 'antd'
import { formatDate, NOTHING } from '../../../lib/format'
import { PersonAvatar } from '../../../ui'
import type { MergePreview, Side } from '../api/merges'
import css from './side-by-side.module.css'
import { Touchpoints } from './touchpoints'

/** Two customers beside each other, what differs marked, and what they would be together. */
export function SideBySide({
  preview,
  quiet = false,
}: {
  preview: MergePreview
  /** The page tells the warnings itself. */ quiet?: boolean
}) {
  const { first, second, attributes, warnings } = preview
  const keys = [...new Set([...first.attributes, ...second.attributes].map(({ key }) => key))]
  return (
    <>
      {(quiet ? [] : warnings).map((warning) => (
        <Alert key={warning} type="warning" showIcon title={warning} style={{ marginBottom: 12 }} />
      ))}
      <table className={css.table} aria-label="对比">
        <thead>
          <tr>
            <th />
            <Head side={first} />
            <Head side={second} />
            <th className={css.result}>合并后</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th>触点</th>
            <td>
              <Touchpoints of={first.touchpoints} />
            </td>
            <td>
              <Touchpoints of={second.touchpoints} />
            </td>
            <td className={css.result}>
              <Touchpoints of={[...new Set([...first.touchpoints, ...second.touchpoints])]} />
            </td>
          </tr>
          <tr>
            <th>身份标识</th>
            <IdentityCell side={first} />
            <IdentityCell side={second} />
            <td className={css.result}>共 {first.identities.length + second.identities.length} 个</td>
          </tr>
          {keys.map((key) => {
            const [one, other] = [first, second].map((side) =>
              side.attributes.find((attribute) => attribute.key === key),
            )
            const differs = one !== undefined && other !== undefined && one.display !== other.display
            const mark = differs ? css.differs : ''
            return (
              <tr key={key}>
                <th>{(one ?? other)?.label}</th>
                <td className={mark}>{one?.display ?? NOTHING}</td>
                <td className={mark}>{other?.display ?? NOTHING}</td>
                <td className={css.result}>
                  {attributes.find((attribute) => attribute.key === key)?.display ?? NOTHING}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </>
  )
}

const Head = ({ side }: { side: Side }) => (
  <th>
    <div className={css.who}>
      <PersonAvatar name={side.nickname} seed={side.id} size={36} />
      <span>
        <Link to={`/customers/${side.id}`} style={{ fontWeight: 600 }}>
          {side.displayName}
        </Link>
        <div className="small faint">
          {side.channel} · {formatDate(side.firstSeenAt)} 首次出现
        </div>
      </span>
    </div>
  </th>
)

const IdentityCell = ({ side }: { side: Side }) => (
  <td>
    {side.identities.map(({ id, kindLabel, scopeLabel, masked, verified, kind }) => (
      <div key={id} className={css.identity}>
        <span className="small faint">
          {kindLabel}
          {scopeLabel && ` · ${scopeLabel}`}
          {kind === 'phone' && (verified ? ' · 已验证' : ' · 未验证')}
        </span>
        <div className="tabular">{masked}</div>
      </div>
    ))}
  </td>
)
