import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, type QueryOf, type Schema } from '../../../lib/api'
import type { ListQuery } from '../../../ui'

export type Coupon = Schema<'CouponReply'>
export type CouponInput = Schema<'CouponDto'>
export type Claim = Schema<'ClaimReply'>

export const couponsQuery = (query: ListQuery & { search?: string; state?: string }) =>
  queryOptions({
    queryKey: ['coupons', 'list', query],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => api.get('/api/coupons', { query: query as QueryOf<'/api/coupons'>, signal }),
  })

export const couponQuery = (id: number) =>
  queryOptions({
    queryKey: ['coupons', id],
    queryFn: ({ signal }) => api.get('/api/coupons/{id}', { path: { id }, signal }),
  })

export const claimsQuery = (id: number, query: ListQuery & { state?: string }) =>
  queryOptions({
    queryKey: ['coupons', id, 'claims', query],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      api.get('/api/coupons/{id}/claims', {
        path: { id },
        query: query as QueryOf<'/api/coupons/{id}/claims'>,
        signal,
      }),
  })

function useRefresh() {
  const client = useQueryClient()
  return () => client.invalidateQueries({ queryKey: ['coupons'] })
}

/** Creates without an id, changes with one. */
export function useSaveCoupon() {
  const onSuccess = useRefresh()
  return useMutation({
    meta: { quiet: true },
    mutationFn: ({ id, ...body }: CouponInput & { id?: number }) =>
      id === undefined ? api.post('/api/coupons', { body }) : api.put('/api/coupons/{id}', { path: { id }, body }),
    onSuccess,
  })
}

export function useActOnCoupon() {
  const onSuccess = useRefresh()
  return useMutation({
    mutationFn: ({ id, action }: { id: number; action: 'open' | 'close' }) =>
      api.post('/api/coupons/{id}/state', { path: { id }, body: { action } }),
    onSuccess,
  })
}

/** Spends a coupon by its code. */
export function useUseCoupon() {
  const onSuccess = useRefresh()
  return useMutation({
    meta: { quiet: true },
    mutationFn: (code: string) => api.post('/api/coupons/use', { body: { code } }),
    onSuccess,
  })
}
