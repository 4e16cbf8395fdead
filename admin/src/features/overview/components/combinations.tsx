import { formatCount, formatPercent } from '../../../lib/format'
import type { Overview } from '../api/overview'
import css from './combinations.module.css'

interface Props {
  combinations: Overview['combinations']
  customers: number
}

const TOUCHPOINTS = ['手机号', '公众号', '小程序', '企业微信']

/** Which touchpoints people are known on together: one row per combination, the way an UpSet plot reads. */
export function Combinations({ combinations, customers }: Props) {
  const most = Math.max(1, ...combinations.map((row) => row.customers))
  return (
    <table className={css.table} aria-label="触点组合">
      <thead>
        <tr>
          {TOUCHPOINTS.map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
          <th scope="col" className={css.people}>
            客户数
          </th>
        </tr>
      </thead>
      <tbody>
        {combinations.map(({ touchpoints, customers: people }) => (
          <tr key={touchpoints.join('+')}>
            {TOUCHPOINTS.map((name) => (
              <td key={name}>
                <span
                  className={touchpoints.includes(name) ? css.on : css.off}
                  role="img"
                  aria-label={`${name}：${touchpoints.includes(name) ? '有' : '无'}`}
                />
              </td>
            ))}
            <td className={css.people}>
              <div className={css.bar} style={{ inlineSize: `${(people / most) * 62}%` }} />
              <span className="tabular">{formatCount(people)}</span>
              <span className="faint tabular">{customers > 0 ? formatPercent(people / customers) : ''}</span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
