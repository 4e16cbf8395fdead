import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, request, type QueryOf, type Schema } from '../../../lib/api'
import type { ListQuery } from '../../../ui'

export type Product = Schema<'ProductReply'>
export type Category = Schema<'CategoryReply'>
export type ProductImport = Schema<'ProductImportReply'>

export const productsQuery = (query: ListQuery & { search?: string; category?: string; onSale?: string }) =>
  queryOptions({
    queryKey: ['products', 'list', query],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => api.get('/api/products', { query: query as unknown as QueryOf<'/api/products'>, signal }),
  })

export const categoriesQuery = queryOptions({
  queryKey: ['product-categories'],
  queryFn: ({ signal }) => api.get('/api/product-categories', { signal }),
})

function useRefresh() {
  const client = useQueryClient()
  return async () => {
    await client.invalidateQueries({ queryKey: ['products'] })
    await client.invalidateQueries({ queryKey: ['product-categories'] })
  }
}

export function useCreateProduct() {
  const onSuccess = useRefresh()
  return useMutation({
    meta: { quiet: true },
    mutationFn: (body: Schema<'CreateProductDto'>) => api.post('/api/products', { body }),
    onSuccess,
  })
}

export function useUpdateProduct() {
  const onSuccess = useRefresh()
  return useMutation({
    meta: { quiet: true },
    mutationFn: ({ id, ...body }: Schema<'UpdateProductDto'> & { id: number }) =>
      api.patch('/api/products/{id}', { path: { id }, body }),
    onSuccess,
  })
}

/** Creates and updates products from a CSV file. */
export function useImportProducts() {
  const onSuccess = useRefresh()
  return useMutation({
    mutationFn: (file: File) => {
      const body = new FormData()
      body.append('file', file)
      return request<ProductImport>('POST', '/api/products/import', { body })
    },
    onSuccess,
  })
}

export function useSaveCategory() {
  const onSuccess = useRefresh()
  return useMutation({
    mutationFn: ({ id, name }: { id?: number; name: string }) =>
      id === undefined
        ? api.post('/api/product-categories', { body: { name } })
        : api.patch('/api/product-categories/{id}', { path: { id }, body: { name } }),
    onSuccess,
  })
}

export function useDeleteCategory() {
  const onSuccess = useRefresh()
  return useMutation({
    mutationFn: (id: number) => api.delete('/api/product-categories/{id}', { path: { id } }),
    onSuccess,
  })
}
