import type { TagGroup, TagItem } from './api/list-tags'

export interface GroupNode {
  group: TagGroup
  depth: number
  /** Tags in it and in the folders below it. */
  count: number
  /** Itself and every folder below it. */
  ids: ReadonlySet<number>
}

/** The folders in the order in which a tree shows them, each followed by those inside it. */
export function groupTree(groups: readonly TagGroup[], tags: readonly Pick<TagItem, 'groupId'>[]): GroupNode[] {
  const visit = (parentId: number | null, depth: number): GroupNode[] =>
    groups
      .filter((group) => group.parentId === parentId)
      .flatMap((group) => {
        const below = visit(group.id, depth + 1)
        const ids = new Set([group.id, ...below.map((node) => node.group.id)])
        const count = tags.filter(({ groupId }) => groupId !== null && ids.has(groupId)).length
        return [{ group, depth, count, ids }, ...below]
      })
  return visit(null, 0)
}

/** `客户价值 / 消费`; empty for no folder. */
export function folderPath(groups: readonly TagGroup[], id: number | null): string {
  const names: string[] = []
  for (let at = groups.find((group) => group.id === id); at; at = groups.find((group) => group.id === at?.parentId))
    names.unshift(at.name)
  return names.join(' / ')
}

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
