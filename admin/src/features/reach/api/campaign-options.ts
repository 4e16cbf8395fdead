import { queryOptions } from '@tanstack/react-query'
import { api, type Schema } from '../../../lib/api'

export type CampaignOptions = Schema<'CampaignOptions'>
export type Template = Schema<'TemplateReply'>

export const optionsQuery = queryOptions({
  queryKey: ['campaigns', 'options'],
  staleTime: 60_000,
  queryFn: ({ signal }) => api.get('/api/campaigns/options', { signal }),
})

/** An official account's message templates, asked from the platform by the server. */
export const templatesQuery = (accountId: number) =>
  queryOptions({
    queryKey: ['campaigns', 'templates', accountId],
    staleTime: 60_000,
    queryFn: ({ signal }) => api.get('/api/campaigns/templates/{accountId}', { path: { accountId }, signal }),
  })
