import { useQuery } from '@tanstack/react-query'
import { Button, Drawer } from 'antd'
import { useState } from 'react'
import { useCan } from '../../../lib/session'
import { EmptyState, QueryView, Section, TagPill } from '../../../ui'
import { customerTagsQuery, type CustomerTag } from '../api/get-customer'
import css from './facts.module.css'
import { SetTag } from './set-tag'
import { TagWhy } from './tag-why'

/** The person's tags; each one can say why. */
export function CustomerTags({ customerId }: { customerId: string }) {
  const may = useCan('tag.read')
  const tags = useQuery({ ...customerTagsQuery(customerId), enabled: may })
  const edits = useCan('customer.write')
  const [asked, setAsked] = useState<CustomerTag | null>(null)
  const [setting, setSetting] = useState(false)
  if (!may) return null
  return (
    <Section
      title="客户标签"
      hint="点击标签查看原因"
      extra={
        edits && (
          <Button size="small" onClick={() => setSetting(true)}>
            手工打标
          </Button>
        )
      }
    >
      <QueryView query={tags} rows={2} compact>
        {(list) =>
          list.length === 0 ? (
            <EmptyState compact title="还没有标签" description="规则标签发布后自动计算；销售也可以在侧边栏手工打标。" />
          ) : (
            <div className={css.tags}>
              {list.map((tag) => (
                <TagPill
                  key={`${tag.tagId}-${tag.method}`}
                  name={tag.name}
                  value={tag.shown.join('、')}
                  kind={tag.method === 'hand' ? 'manual' : 'fact'}
                  onClick={() => setAsked(tag)}
                />
              ))}
            </div>
          )
        }
      </QueryView>
      <Drawer
        title={asked ? `为什么是「${asked.name} · ${asked.shown.join('、')}」` : ''}
        open={asked !== null}
        onClose={() => setAsked(null)}
        size={480}
      >
        {asked && <TagWhy customerId={customerId} tag={asked} />}
      </Drawer>
      <SetTag customerId={customerId} tags={tags.data ?? []} open={setting} onClose={() => setSetting(false)} />
    </Section>
  )
}
