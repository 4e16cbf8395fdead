import { useQueries } from '@tanstack/react-query'
import type { ChannelCode } from '../api/channel-codes'
import { membersQuery } from '../api/members'

/** How the receivers of these codes are called. A member whom WeCom does not name is shown by userid. */
export function useMemberNames(codes: readonly ChannelCode[] | undefined): (userid: string) => string {
  const accountIds = [...new Set(codes?.filter(({ owners }) => owners.length > 0).map(({ accountId }) => accountId))]
  const results = useQueries({ queries: accountIds.map((id) => ({ ...membersQuery(id), meta: { quiet: true } })) })
  const names = new Map(results.flatMap(({ data }) => data?.map(({ userid, name }) => [userid, name] as const) ?? []))
  return (userid) => names.get(userid) ?? userid
}
