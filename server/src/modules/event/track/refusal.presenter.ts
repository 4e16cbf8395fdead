import { shanghaiDay } from '../../../platform/clock'
import type { TrackRefusalReply } from './track-source.dto'
import type { TrackRefusal } from './track-refusal.entity'

const DAY_MS = 86_400_000

/**
 * Refusals by source and reason, the most frequent first.
 * @param rows the newest first
 * @param names of the sources by id
 */
export function presentRefusals(
  rows: readonly TrackRefusal[],
  names: ReadonlyMap<number, string>,
  now: Date,
  dayCount: number,
): TrackRefusalReply[] {
  const days = Array.from({ length: dayCount }, (_, index) =>
    shanghaiDay(new Date(now.getTime() - (dayCount - 1 - index) * DAY_MS)),
  )
  const groups = new Map<string, TrackRefusal[]>()
  for (const row of rows) {
    const key = `${row.sourceId} ${row.code}`
    groups.set(key, [...(groups.get(key) ?? []), row])
  }
  return [...groups.values()]
    .flatMap((group): TrackRefusalReply[] => {
      const [latest] = group
      if (!latest) return []
      const byDay = new Map(group.map(({ day, refusals }) => [day, refusals]))
      return [
        {
          sourceId: latest.sourceId,
          sourceName: names.get(latest.sourceId) ?? '已删除的来源',
          code: latest.code,
          days: days.map((day) => ({ day, count: byDay.get(day) ?? 0 })),
          total: group.reduce((sum, { refusals }) => sum + refusals, 0),
          lastAt: latest.lastAt.toISOString(),
          sample: latest.sample,
        },
      ]
    })
    .sort((a, b) => b.total - a.total)
}
