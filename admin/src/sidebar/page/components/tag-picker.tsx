import { useQuery } from '@tanstack/react-query'
import type { Schema } from '../../../lib/api'
import { EmptyState, QueryView } from '../../../ui/states'
import { customerTagsQuery, handTagsQuery, useSetTag } from '../api/customer-tags'
import css from './tags-card.module.css'

/** Sets and takes away hand-set tags; each tap is saved at once. */
export function TagPicker({ customerId }: { customerId: string }) {
  const settable = useQuery(handTagsQuery)
  return (
    <QueryView query={settable} rows={3}>
      {(tags) =>
        tags.length === 0 ? (
          <EmptyState compact title="还没有可手工设置的标签" description="请运营在控制台「标签」中新建手工标签并发布" />
        ) : (
          <div className={css.options}>
            {tags.map((tag) => (
              <TagValues key={tag.id} customerId={customerId} tag={tag} />
            ))}
          </div>
        )
      }
    </QueryView>
  )
}

function TagValues({ customerId, tag }: { customerId: string; tag: Schema<'TagDetailReply'> }) {
  const { data: own = [] } = useQuery(customerTagsQuery(customerId))
  const set = useSetTag(customerId)
  const chosen = own.find(({ tagId, method }) => tagId === tag.id && method === 'hand')?.values ?? []

  const toggle = (value: string) => {
    const without = chosen.filter((other) => other !== value)
    const values = chosen.includes(value) ? without : tag.multiple ? [...chosen, value] : [value]
    set.mutate({ tagId: tag.id, values })
  }

  return (
    <fieldset style={{ border: 0, margin: 0, padding: 0, minWidth: 0 }}>
      <legend className={css.name}>
        {tag.name}
        {tag.multiple ? '（可多选）' : ''}
      </legend>
      <div className={css.values}>
        {(tag.handValues ?? []).map((value) => (
          <button
            key={value}
            type="button"
            aria-pressed={chosen.includes(value)}
            disabled={set.isPending}
            className={`${css.value} ${chosen.includes(value) ? css.set : ''}`}
            onClick={() => toggle(value)}
          >
            {value}
          </button>
        ))}
      </div>
    </fieldset>
  )
}
