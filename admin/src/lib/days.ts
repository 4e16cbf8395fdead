export interface DayCount {
  /** A day of Asia/Shanghai. */
  day: string
  people: number
}

/** Days on which the count changed → every day from the first to `today`, each with the count of the last change. */
export function everyDay(changes: readonly DayCount[], today: string): DayCount[] {
  const first = changes[0]
  if (!first) return []
  const known = new Map(changes.map(({ day, people }) => [day, people]))
  const days: DayCount[] = []
  let people = 0
  for (let day = first.day; day <= today; day = nextDay(day)) {
    people = known.get(day) ?? people
    days.push({ day, people })
  }
  return days
}

function nextDay(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
}
