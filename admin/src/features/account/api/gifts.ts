import { queryOptions } from '@tanstack/react-query'
import { request } from '../../../lib/api'

export interface GiftChoice {
  /** `coupon:12` or `article:7`. */
  value: string
  label: string
}

interface Found {
  items: { id: number; name?: string; title?: string }[]
}

/** What a newcomer can be offered: the coupons and the published articles. Without the right to see some, they are left out. */
export const giftsQuery = queryOptions({
  queryKey: ['channel-codes', 'gifts'],
  staleTime: 60_000,
  queryFn: async ({ signal }) => {
    const find = (path: string, query: object): Promise<Found> =>
      request<Found>('GET', path, { query, signal }).catch(() => ({ items: [] }))
    const [coupons, articles] = await Promise.all([
      find('/api/coupons', { pageSize: 100 }),
      find('/api/contents', { pageSize: 100, state: 'published' }),
    ])
    const choices = (kind: string, { items }: Found): GiftChoice[] =>
      items.map(({ id, name, title }) => ({ value: `${kind}:${id}`, label: name ?? title ?? '' }))
    return { coupons: choices('coupon', coupons), articles: choices('article', articles) }
  },
})
