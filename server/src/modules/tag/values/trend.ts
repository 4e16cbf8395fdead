import { DAY_MS } from '../../../platform/clock'

export interface ValueTrend {
  /** Days of Asia/Shanghai without gaps, oldest first. */
  days: string[]
  series: { value: string; people: number[] }[]
}

/**
 * Gains and losses per day → people at the end of each day.
 * @param steps ascending by day
 * @param today the last day (`YYYY-MM-DD`)
 * @param most how many days to show; the count begins with what was gained before them
 */
export function trendOf(
  values: readonly string[],
  steps: readonly { value: string; day: string; gain: number }[],
  today: string,
  most: number,
): ValueTrend {
  const [earliest] = steps
  if (!earliest) return { days: [], series: [] }
  const last = Date.parse(`${today}T00:00:00Z`)
  const first = Math.max(Date.parse(`${earliest.day}T00:00:00Z`), last - (most - 1) * DAY_MS)
  const days: string[] = []
  for (let day = first; day <= last; day += DAY_MS) days.push(new Date(day).toISOString().slice(0, 10))
  return { days, series: values.map((value) => ({ value, people: countsOf(steps, value, days) })) }
}

function countsOf(
  steps: readonly { value: string; day: string; gain: number }[],
  value: string,
  days: readonly string[],
): number[] {
  const own = steps.filter((step) => step.value === value)
  let next = 0
  let people = 0
  return days.map((day) => {
    for (let step = own[next]; step && step.day <= day; step = own[next]) {
      people += step.gain
      next += 1
    }
    return people
  })
}
