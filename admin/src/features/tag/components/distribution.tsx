import { formatCount } from '../../../lib/format'
import { BarChart, Section } from '../../../ui'
import type { TagDetail } from '../api/get-tag'

const SHOWN = 12

/** Both pictures of the tag's page are as high as the list of values needs. */
export const distributionHeight = (tag: TagDetail): number =>
  Math.max(210, Math.min(tag.distribution.length, SHOWN) * 30 + 12)

interface Props {
  tag: TagDetail
  onSelect: (value: string) => void
}

/** People per value; a click lists them below. */
export function Distribution({ tag, onSelect }: Props) {
  const shown = tag.distribution.slice(0, SHOWN)
  const { numbers } = tag
  return (
    <Section
      title="值的分布"
      hint={tag.distribution.length > SHOWN ? `人数最多的 ${SHOWN} 个值，点击查看客户` : '点击查看客户'}
    >
      {numbers && (
        <p className="muted small" style={{ marginBottom: 8 }}>
          最小 {formatCount(numbers.min)}　中位数 {formatCount(numbers.median)}　平均 {numbers.average.toFixed(1)}　最大{' '}
          {formatCount(numbers.max)}
        </p>
      )}
      <BarChart
        label={`${tag.name}的分布`}
        horizontal
        share
        height={distributionHeight(tag)}
        data={shown.map(({ value, people }) => ({ name: value, value: people }))}
        onSelect={onSelect}
      />
    </Section>
  )
}
