import { formatCount } from '../../../lib/format'
import type { Schema } from '../../../lib/api'
import { BarChart } from '../../../ui'

interface Props {
  label: string
  numbers: Schema<'TagNumbersReply'>
  height: number
}

const short = (value: number): string => (Number.isInteger(value) ? formatCount(value) : value.toFixed(1))

/** How the numbers of a tag are spread, with the usual measures in words. */
export function Histogram({ label, numbers, height }: Props) {
  const { histogram } = numbers
  // A bar that holds a single whole number is called by it, any other by where it begins.
  const single = histogram.every(({ from, to }) => to - from <= 1 && Number.isInteger(from))
  const name = ({ from, to }: { from: number; to: number }): string =>
    single || from === to ? short(from) : `${short(from)}–${short(to)}`
  return (
    <>
      <p className="muted small" style={{ marginBottom: 8 }}>
        最小 {short(numbers.min)}　中位数 {short(numbers.median)}　平均 {numbers.average.toFixed(1)}　最大{' '}
        {short(numbers.max)}
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
