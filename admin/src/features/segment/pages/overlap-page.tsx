import { useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { Select } from 'antd'
import { useState } from 'react'
import { formatCount } from '../../../lib/format'
import { catalogQuery } from '../../../rule-editor'
import { EmptyState, PageHeader, QueryView, Section } from '../../../ui'
import { overlapQuery, type PeopleList } from '../api/analysis'
import { segmentsQuery } from '../api/list-segments'
import { UpSet } from '../components/upset'

const MOST = 6

const keyOf = ({ kind, id }: PeopleList): string => `${kind}-${id}`

function listOf(key: string): PeopleList {
  const [kind, id] = key.split('-')
  return { kind: kind === 'audience' ? 'audience' : 'segment', id: Number(id) }
}

/** Compares two to six lists of people. */
export default function OverlapPage() {
  const { segment, audience }: { segment?: string; audience?: string } = useSearch({ strict: false })
  const [keys, setKeys] = useState<string[]>([
    ...(segment === undefined ? [] : [`segment-${segment}`]),
    ...(audience === undefined ? [] : [`audience-${audience}`]),
  ])
  const segments = useQuery(segmentsQuery)
  const catalog = useQuery(catalogQuery)
  const lists = keys.map(listOf)
  const overlap = useQuery(overlapQuery(lists))
  return (
    <div className="stack">
      <PageHeader
        back={{ to: '/segments', label: '分群' }}
        title="人群重合"
        description="挑几个分群或人群包，看它们之间有多少人是同一批，避免重复触达。"
      />
      <Section>
        <Select
          mode="multiple"
          aria-label="要比较的人群"
          style={{ width: '100%' }}
          placeholder={`选择 2–${MOST} 个分群或人群包`}
          value={keys}
          onChange={setKeys}
          maxCount={MOST}
          optionFilterProp="label"
          loading={segments.isPending || catalog.isPending}
          options={[
            {
              label: '分群',
              title: '分群',
              options: (segments.data ?? []).map(({ id, name, people }) => ({
                value: keyOf({ kind: 'segment', id }),
                label: `${name}（${formatCount(people)} 人）`,
              })),
            },
            {
              label: '人群包',
              title: '人群包',
              options: (catalog.data?.audiences ?? []).map(({ id, name }) => ({
                value: keyOf({ kind: 'audience', id }),
                label: name,
              })),
            },
          ]}
        />
      </Section>
      <Section title="重合情况" hint={overlap.data && `去重后共 ${formatCount(overlap.data.people)} 人`}>
        {lists.length < 2 ? (
          <EmptyState
            compact
            title="再选一个就能比较"
            description="实心圆点表示这批人在哪几份名单里，按人数从多到少排列。"
          />
        ) : (
          <QueryView query={overlap} rows={6}>
            {(found) => <UpSet overlap={found} />}
          </QueryView>
        )}
      </Section>
    </div>
  )
}
