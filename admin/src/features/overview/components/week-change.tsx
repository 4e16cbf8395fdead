import { formatPercent } from '../../../lib/format'

interface Props {
  now: number
  before: number
}

/** This week against the week before. Without a week before there is nothing to compare with. */
export function WeekChange({ now, before }: Props) {
  if (before === 0) return <>近 7 天</>
  const change = (now - before) / before
  if (change === 0) return <>与上周持平</>
  return (
    <>
      较上周
      <span style={{ color: change > 0 ? 'var(--leaf)' : 'var(--cinnabar)', marginInlineStart: 4 }}>
        {change > 0 ? '↑' : '↓'} {formatPercent(Math.abs(change))}
      </span>
    </>
  )
}
