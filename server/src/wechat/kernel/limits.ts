/** The spans in which the platforms count, beginning on the clock of Asia/Shanghai (protocol §2.5: «whole minutes, natural days»). */
export type Span = 'minute' | 'hour' | 'day' | 'month'

/** So many calls of one endpoint per span. */
export interface RateLimit {
  calls: number
  per: Span
  /** Who is counted together: the whole appid or corp, one app of a corp, or everything from our address. */
  scope: 'account' | 'app' | 'address'
  /** Endpoints whose limits bear the same name are counted together; each endpoint by itself when left out. */
  together?: string
}

export const perMinute = (calls: number): RateLimit => ({ calls, per: 'minute', scope: 'account' })
export const perHour = (calls: number): RateLimit => ({ calls, per: 'hour', scope: 'account' })
export const perDay = (calls: number): RateLimit => ({ calls, per: 'day', scope: 'account' })
export const perMonth = (calls: number): RateLimit => ({ calls, per: 'month', scope: 'account' })

const SHANGHAI_MS = 8 * 3_600_000
const FIXED_MS = { minute: 60_000, hour: 3_600_000, day: 86_400_000 } as const

/** The span that an instant lies in. */
export function spanAround(per: Span, at: Date): { start: Date; end: Date } {
  const local = at.getTime() + SHANGHAI_MS
  if (per === 'month') {
    const { year, month } = { year: new Date(local).getUTCFullYear(), month: new Date(local).getUTCMonth() }
    return {
      start: new Date(Date.UTC(year, month) - SHANGHAI_MS),
      end: new Date(Date.UTC(year, month + 1) - SHANGHAI_MS),
    }
  }
  const length = FIXED_MS[per]
  const start = local - (local % length) - SHANGHAI_MS
  return { start: new Date(start), end: new Date(start + length) }
}
