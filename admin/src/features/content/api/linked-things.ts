import { queryOptions } from '@tanstack/react-query'
import { api } from '../../../lib/api'

/** Coupons that an article can offer. */
export const offerableCouponsQuery = queryOptions({
  queryKey: ['coupons', 'offerable'],
  queryFn: ({ signal }) => api.get('/api/coupons', { query: { page: 1, pageSize: 200, state: 'open' }, signal }),
})

/** Products that an article can show. */
export const showableProductsQuery = queryOptions({
  queryKey: ['products', 'showable'],
  queryFn: ({ signal }) => api.get('/api/products', { query: { page: 1, pageSize: 200, onSale: true }, signal }),
})
