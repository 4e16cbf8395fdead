import type { Endpoint } from '../../kernel/endpoint'
import { shanghaiDate } from '../../kernel/clock'
import { PlatformError } from '../../kernel/errors'
import type { JsonObject } from '../../kernel/json'
import type { Kernel } from '../../kernel/kernel'
import { weixinRows } from '../weixin/rows'
import type { Followers } from './followers'

const LONGEST_DAYS = 7
const DAY_MS = 86_400_000
/** Figures of a day are ready from this hour of the next day on (Asia/Shanghai). */
const READY_HOUR = 8
/** How statistics name the ways in (protocol reference §1.17); what stands nowhere here is 0. */
const SOURCES: Record<string, number> = {
  ADD_SCENE_SEARCH: 1,
  ADD_SCENE_PROFILE_CARD: 17,
  ADD_SCENE_QR_CODE: 30,
  ADD_SCENE_PROFILE_LINK: 43,
  ADD_SCENE_PAID: 51,
  ADD_SCENE_PROFILE_ITEM: 57,
}

/** Who came, who went and how many there are, by days of Asia/Shanghai (protocol reference §1.17). */
class UserStatistics {
  constructor(
    private readonly kernel: Kernel,
    private readonly followers: Followers,
  ) {}

  /** One row per day and way in; days without anybody have none. */
  summary(body: JsonObject): Record<string, unknown> {
    const days = new Set(this.days(body))
    const rows = new Map<string, { ref_date: string; user_source: number; new_user: number; cancel_user: number }>()
    const row = (day: string, source: number) => {
      const key = `${day} ${source}`
      const found = rows.get(key) ?? { ref_date: day, user_source: source, new_user: 0, cancel_user: 0 }
      rows.set(key, found)
      return found
    }
    const [first = '', last = ''] = [[...days][0], [...days].at(-1)]
    for (const { came, left, scene } of this.followers.history.between(
      startOf(first) / 1000,
      (startOf(last) + DAY_MS) / 1000,
    )) {
      const source = SOURCES[scene] ?? 0
      const [cameOn, leftOn] = [dayOf(came), left === undefined ? undefined : dayOf(left)]
      if (days.has(cameOn)) row(cameOn, source).new_user += 1
      if (leftOn !== undefined && days.has(leftOn)) row(leftOn, source).cancel_user += 1
    }
    const sorted = [...rows.values()].sort(
      (a, b) => a.ref_date.localeCompare(b.ref_date) || a.user_source - b.user_source,
    )
    return { list: sorted }
  }

  cumulate(body: JsonObject): Record<string, unknown> {
    return {
      list: this.days(body).map((day) => ({
        ref_date: day,
        user_source: 0,
        cumulate_user: this.followers.history.totalAt((startOf(day) + DAY_MS) / 1000),
      })),
    }
  }

  /** 61500 for what is no date, 61501 for a span that is too long, the wrong way round or not over. */
  private days(body: JsonObject): string[] {
    const [begin, end] = [body.begin_date, body.end_date].map((date) => {
      if (typeof date !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(date) || Number.isNaN(Date.parse(date)))
        throw new PlatformError(61500)
      return date
    })
    const count = (startOf(end ?? '') - startOf(begin ?? '')) / DAY_MS + 1
    const now = this.kernel.clock.nowMs()
    const isReady = Number(shanghaiDate(now).hour.slice(11)) >= READY_HOUR
    const latest = shanghaiDate(now - (isReady ? 1 : 2) * DAY_MS).day
    if (count < 1 || count > LONGEST_DAYS || (end ?? '') > latest) throw new PlatformError(61501)
    return Array.from({ length: count }, (_, place) => dayOf(startOf(begin ?? '') / 1000 + (place * DAY_MS) / 1000))
  }
}

function startOf(day: string): number {
  return Date.parse(`${day}T00:00:00+08:00`)
}

function dayOf(seconds: number): string {
  return shanghaiDate(seconds * 1000).day
}

export function userStatisticsEndpoints(kernel: Kernel, followers: Followers): Endpoint[] {
  const statistics = new UserStatistics(kernel, followers)
  const sample = { body: { begin_date: '2026-01-01', end_date: '2026-01-07' } }
  const errors = [61500, 61501]
  return weixinRows(
    ['official_account'],
    [
      {
        method: 'POST',
        path: '/datacube/getusersummary',
        about: '用户增减，按天和来源，最多 7 天，次日 8 点后',
        sample,
        errors,
        handle: ({ body }) => statistics.summary(body),
      },
      {
        method: 'POST',
        path: '/datacube/getusercumulate',
        about: '累计用户，按天，最多 7 天，次日 8 点后',
        sample,
        errors,
        handle: ({ body }) => statistics.cumulate(body),
      },
    ],
  )
}
