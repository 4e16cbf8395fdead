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
