import { BarChart, Section } from '../../../ui'
import type { TagDetail } from '../api/types'

const SHOWN = 20

interface Props {
  tag: TagDetail
  onSelect: (value: string) => void
}

/** People per value; a click lists them below. */
export function Distribution({ tag, onSelect }: Props) {
  const shown = tag.values.slice(0, SHOWN)
  const rest = tag.values.length - shown.length
  return (
    <Section title="值的分布" hint={rest > 0 ? `显示人数最多的 ${SHOWN} 个，另有 ${rest} 个` : '点击可查看客户'}>
      <BarChart
        label={`${tag.name}的分布`}
        horizontal
        share
        height={Math.max(200, Math.min(shown.length, SHOWN) * 30 + 12)}
        data={shown.map(({ value, count }) => ({ name: value, value: count }))}
        onSelect={onSelect}
      />
    </Section>
  )
}
