import { BarChart, Section } from '../../../ui'
import type { TagDetail } from '../api/get-tag'
import { Histogram } from './histogram'

const SHOWN = 12

/** Both pictures of the tag's page are as high as the list of values needs. */
export const distributionHeight = (tag: TagDetail): number =>
  tag.numbers ? 260 : Math.max(210, Math.min(tag.distribution.length, SHOWN) * 30 + 12)

interface Props {
  tag: TagDetail
  onSelect: (value: string) => void
}

/** People per value; a click lists them below. */
export function Distribution({ tag, onSelect }: Props) {
  const shown = tag.distribution.slice(0, SHOWN)
  const { numbers } = tag
  if (numbers)
    return (
      <Section title="数字的分布">
        <Histogram
          label={`${tag.name}的分布`}
          numbers={numbers}
          type={tag.valueType}
          unit={tag.unit}
          height={distributionHeight(tag) - 28}
        />
      </Section>
    )
  return (
    <Section
      title="值的分布"
      hint={tag.distribution.length > SHOWN ? `人数最多的 ${SHOWN} 个值，点击查看客户` : '点击查看客户'}
    >
      <BarChart
        label={`${tag.name}的分布`}
        horizontal
        share
        height={distributionHeight(tag)}
        data={shown.map(({ shown: name, people }) => ({ name, value: people }))}
        onSelect={(name) => {
          const chosen = shown.find((entry) => entry.shown === name)
          if (chosen) onSelect(chosen.value)
        }}
      />
    </Section>
  )
}
