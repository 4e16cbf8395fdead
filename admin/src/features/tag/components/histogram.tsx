import type { TagValueType } from '@guiyi/shared'
import { formatCount, formatFenShort } from '../../../lib/format'
import type { Schema } from '../../../lib/api'
import { BarChart } from '../../../ui'

interface Props {
  label: string
  numbers: Schema<'TagNumbersReply'>
  type: TagValueType
  /** What a number counts: 次, 天 … */
  unit: string
  height: number
}

/** Money as yuan, other numbers with at most one decimal. */
function short(value: number, type: TagValueType): string {
  if (type === 'money') return formatFenShort(value)
  return Number.isInteger(value) ? formatCount(value) : value.toFixed(1)
}

/** How the numbers of a tag are spread, with the usual measures in words. */
export function Histogram({ label, numbers, type, unit, height }: Props) {
  const { histogram } = numbers
  // A bar that holds a single whole number is called by it, any other by where it begins.
  const single = histogram.every(({ from, to }) => to - from <= 1 && Number.isInteger(from))
  const say = (value: number): string => `${short(value, type)}${unit === '' ? '' : ` ${unit}`}`
  const name = ({ from, to }: { from: number; to: number }): string =>
    single || from === to ? say(from) : `${short(from, type)}–${say(to)}`
  return (
    <>
      <p className="muted small" style={{ marginBottom: 8 }}>
        最小 {say(numbers.min)}　中位数 {say(numbers.median)}　平均 {say(numbers.average)}　最大 {say(numbers.max)}
      </p>
      <BarChart
        label={label}
        height={height}
        share
        data={histogram.map((bar) => ({ name: name(bar), value: bar.people }))}
      />
    </>
  )
}
