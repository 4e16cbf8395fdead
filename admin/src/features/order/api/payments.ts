import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, type QueryOf, type Schema } from '../../../lib/api'
import type { ListQuery } from '../../../ui'

export type Payment = Schema<'PaymentReply'>
export type Refund = Schema<'PaymentRefundReply'>

type PaymentFilters = Partial<Record<'search' | 'state' | 'customer' | 'problem', string>>

const UNDER_WAY_POLL_MS = 2000

/** Payments of our own shop; asked again while money is on its way back. */
export const paymentsQuery = (query: ListQuery & PaymentFilters) =>
  queryOptions({
    queryKey: ['payments', 'list', query],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      api.get('/api/orders/payments', { query: query as unknown as QueryOf<'/api/orders/payments'>, signal }),
    refetchInterval: ({ state }) =>
      state.data?.items.some(({ state: payment, problem }) => payment === 'refunding' && problem !== 'refund_abnormal')
        ? UNDER_WAY_POLL_MS
        : false,
  })

export function useRefund() {
  const client = useQueryClient()
  return useMutation({
    meta: { quiet: true },
    mutationFn: ({ orderNo, ...body }: Schema<'RefundBody'> & { orderNo: string }) =>
      api.post('/api/orders/payments/{orderNo}/refunds', { path: { orderNo }, body }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['payments'] }),
  })
}
