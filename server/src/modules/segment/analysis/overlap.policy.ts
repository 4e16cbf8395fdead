import { IdSet } from '../../rule'

/** The people who are in exactly the sets at these places and in no other. */
export interface OverlapPart {
  places: number[]
  people: number
}

/**
 * Splits several sets into the parts of their diagram: every combination that has people, largest first. Together the
 * parts hold everyone who is in any of the sets, each person once.
 */
export function overlapParts(sets: readonly IdSet[]): OverlapPart[] {
  const parts: OverlapPart[] = []
  const split = (inside: IdSet, at: number, places: number[]): void => {
    if (inside.size === 0) return
    const set = sets[at]
    if (!set) {
      if (places.length > 0) parts.push({ places, people: inside.size })
      return
    }
    split(inside.and(set), at + 1, [...places, at])
    split(inside.without(set), at + 1, places)
  }
  split(
    sets.reduce((all, set) => all.or(set), IdSet.EMPTY),
    0,
    [],
  )
  return parts.sort((a, b) => b.people - a.people)
}
