import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useCan } from '../../../lib/session'
import { TagPill } from '../../../ui/pills'
import { QueryView } from '../../../ui/states'
import { customerTagsQuery, type CustomerTag } from '../api/customer-tags'
import { Card } from './card'
import { Sheet } from './sheet'
import css from './tags-card.module.css'
import { TagWhy } from './tag-why'

/** The customer's tags; each one says why. */
export function TagsCard({ customerId }: { customerId: string }) {
  const may = useCan('tag.read')
  const tags = useQuery({ ...customerTagsQuery(customerId), enabled: may })
  const [asked, setAsked] = useState<CustomerTag | null>(null)
  if (!may) return null
  return (
    <Card title="标签" hint="点标签看为什么">
      <QueryView query={tags} rows={1} compact>
        {(list) =>
          list.length === 0 ? (
            <p className={css.none}>还没有标签</p>
          ) : (
            <div className={css.tags}>
              {list.map((tag) => (
                <TagPill
                  key={`${tag.tagId}-${tag.method}`}
                  name={tag.name}
                  value={tag.shown.join('、')}
                  kind={tag.method === 'hand' ? 'manual' : 'fact'}
                  title="为什么"
                  onClick={() => setAsked(tag)}
                />
              ))}
            </div>
          )
        }
      </QueryView>
      <Sheet title="为什么" open={asked !== null} onClose={() => setAsked(null)}>
        {asked && <TagWhy customerId={customerId} tag={asked} />}
      </Sheet>
    </Card>
  )
}
