import { queryOptions } from '@tanstack/react-query'
import { api, type Schema } from '../../../lib/api'

export type Portrait = Schema<'PortraitReply'>

/** Who is behind a WeCom contact. Asked again whenever the sales comes back to the chat. */
export const contactPortraitQuery = (externalUserid: string) =>
  queryOptions({
    queryKey: ['portrait', 'contact', externalUserid],
    refetchOnWindowFocus: 'always',
    queryFn: ({ signal }) => api.get('/api/sidebar/portrait', { query: { externalUserid }, signal }),
  })
