import { formatCount } from '../../../lib/format'
import type { TagPreview } from '../api/preview-tag'
import css from './move-matrix.module.css'

type Move = TagPreview['moves'][number]

const NONE = '没有'
const MOST = 12

/** Today's values on the left, the new ones on top: who stays is on the diagonal, who moves beside it. */
export function MoveMatrix({ moves }: { moves: readonly Move[] }) {
  const shown = [...moves].sort((a, b) => b.people - a.people)
  // One order for both sides, nobody's value last, so that those who stay stand on the diagonal.
  const order = [...new Set(shown.flatMap(({ from, to }) => [from ?? NONE, to ?? NONE]))]
    .sort((a, b) => Number(a === NONE) - Number(b === NONE))
    .slice(0, MOST)
  const names = (side: 'from' | 'to') => order.filter((name) => shown.some((move) => (move[side] ?? NONE) === name))
  const rows = names('from')
  const columns = names('to')
  const count = (from: string, to: string): number =>
    shown.find((move) => (move.from ?? NONE) === from && (move.to ?? NONE) === to)?.people ?? 0
  const most = Math.max(1, ...shown.filter(({ from, to }) => from !== to).map(({ people }) => people))
  const shade = (from: string, to: string): string | undefined => {
    const people = count(from, to)
    if (from === to || people === 0) return undefined
    const strength = Math.round(12 + (people / most) * 48)
    const colour = to === NONE ? 'var(--cinnabar)' : from === NONE ? 'var(--leaf)' : 'var(--pine-bright)'
    return `color-mix(in srgb, ${colour} ${strength}%, transparent)`
  }
  return (
    <div className={css.scroll}>
      <table className={css.matrix}>
        <thead>
          <tr>
            <th className={css.corner}>现在 ↓ 发布后 →</th>
            {columns.map((to) => (
              <th key={to} title={to}>
                {to}
              </th>
            ))}
            <th className={css.sum}>现在共</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((from) => (
            <tr key={from}>
              <th title={from}>{from}</th>
              {columns.map((to) => {
                const people = count(from, to)
                return (
                  <td
                    key={to}
                    className={from === to ? css.stays : people === 0 ? css.nobody : undefined}
                    style={{ background: shade(from, to) }}
                  >
                    {people === 0 ? '·' : formatCount(people)}
                  </td>
                )
              })}
              <td className={css.sum}>{formatCount(columns.reduce((sum, to) => sum + count(from, to), 0))}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="small faint">浅灰格里的人不变；红色是失去标签的，其余颜色是新得到或换了值的。</p>
    </div>
  )
}
