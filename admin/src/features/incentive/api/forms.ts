import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, type QueryOf, type Schema } from '../../../lib/api'
import type { ListQuery } from '../../../ui'

export type Questionnaire = Schema<'FormReply'>
export type QuestionnaireInput = Schema<'FormDto'>
export type Question = Schema<'FormFieldDto'>
export type Submission = Schema<'SubmissionReply'>
export type QuestionStatistics = Schema<'QuestionStatisticsReply'>

export const formsQuery = (query: ListQuery & { search?: string; state?: string }) =>
  queryOptions({
    queryKey: ['forms', 'list', query],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => api.get('/api/forms', { query: query as QueryOf<'/api/forms'>, signal }),
  })

export const formQuery = (id: number) =>
  queryOptions({
    queryKey: ['forms', id],
    queryFn: ({ signal }) => api.get('/api/forms/{id}', { path: { id }, signal }),
  })

export const formStatisticsQuery = (id: number) =>
  queryOptions({
    queryKey: ['forms', id, 'statistics'],
    queryFn: ({ signal }) => api.get('/api/forms/{id}/statistics', { path: { id }, signal }),
  })

export const submissionsQuery = (id: number, query: ListQuery) =>
  queryOptions({
    queryKey: ['forms', id, 'submissions', query],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => api.get('/api/forms/{id}/submissions', { path: { id }, query, signal }),
  })

function useRefresh() {
  const client = useQueryClient()
  return () => client.invalidateQueries({ queryKey: ['forms'] })
}

/** Creates without an id, changes with one. */
export function useSaveForm() {
  const onSuccess = useRefresh()
  return useMutation({
    meta: { quiet: true },
    mutationFn: ({ id, ...body }: QuestionnaireInput & { id?: number }) =>
      id === undefined ? api.post('/api/forms', { body }) : api.put('/api/forms/{id}', { path: { id }, body }),
    onSuccess,
  })
}

export function useActOnForm() {
  const onSuccess = useRefresh()
  return useMutation({
    mutationFn: ({ id, action }: { id: number; action: 'open' | 'close' }) =>
      api.post('/api/forms/{id}/state', { path: { id }, body: { action } }),
    onSuccess,
  })
}
