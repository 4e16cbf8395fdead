/** The common form of openid lists: without anybody in it there is no `data`. */
export function openidPage(openids: string[]): Record<string, unknown> {
  if (openids.length === 0) return { count: 0, next_openid: '' }
  return { count: openids.length, data: { openid: openids }, next_openid: openids.at(-1) }
}
