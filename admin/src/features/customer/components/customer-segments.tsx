import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useState } from 'react'
import { formatDate } from '../../../lib/format'
import { useCan } from '../../../lib/session'
import { catalogQuery } from '../../../rule-editor'
import { customerSegmentsQuery, SegmentWhy } from '../../../segment-why'
import { EmptyState, QueryView, Section, TagPill } from '../../../ui'
import css from './facts.module.css'

/** The segments that the person is in; each one can say why. */
export function CustomerSegments({ customerId }: { customerId: string }) {
  const may = useCan('segment.read')
  const segments = useQuery({ ...customerSegmentsQuery(customerId), enabled: may })
  const catalog = useQuery({ ...catalogQuery, enabled: may })
  const [asked, setAsked] = useState<{ id: number; name: string } | null>(null)
  if (!may) return null
  const all = catalog.data?.segments ?? []
  return (
    <Section
      title="所在分群"
      hint="点击分群查看为什么"
      extra={
        <Select
          size="small"
          aria-label="核对其他分群"
          placeholder="核对其他分群：为什么不在"
          style={{ width: 210 }}
          value={null}
          showSearch={{ optionFilterProp: 'label' }}
          options={all.map(({ id, name }) => ({ value: id, label: name }))}
          onSelect={(id: number | null) => setAsked(all.find((segment) => segment.id === id) ?? null)}
        />
      }
    >
      <QueryView query={segments} rows={1} compact>
        {(list) =>
          list.length === 0 ? (
            <EmptyState compact title="不在任何分群里" />
          ) : (
            <div className={css.tags}>
              {list.map((segment) => (
                <TagPill
                  key={segment.segmentId}
                  name={segment.name}
                  title={`${formatDate(segment.since)} 进入`}
                  onClick={() => setAsked({ id: segment.segmentId, name: segment.name })}
                />
              ))}
            </div>
          )
        }
      </QueryView>
      {asked && <SegmentWhy customerId={customerId} segment={asked} onClose={() => setAsked(null)} />}
    </Section>
  )
}
