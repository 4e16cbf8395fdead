import { isStrong, kindOf, type IdentityKind } from '../customer/identity-kinds'
import type { ReviewReason } from '../merge/merge-review.entity'

/** The part of an identity that the decision looks at. */
export interface KnownIdentity {
  id: number
  kind: IdentityKind
  scope: string
  verified: boolean
  customerId: number | null
  retiredAt: Date | null
  lastSeenAt: Date
}

/** The customer that a set of identities speaks of: the owner of the first one that has an owner. */
export const anchorOf = (identities: readonly KnownIdentity[]): number | null =>
  identities.find(({ customerId }) => customerId !== null)?.customerId ?? null

/** The identity of the call that proves that `one` and `other` are one person, if any does. */
export function proofOf(identities: readonly KnownIdentity[], one: number, other: number): KnownIdentity | undefined {
  return identities.find(
    ({ customerId, kind, verified }) => (customerId === one || customerId === other) && isStrong(kind, verified),
  )
}

/** Why two customers must not be merged without a person, judged by everything that each of them owns; null when nothing is against it. */
export function objectionTo(one: readonly KnownIdentity[], other: readonly KnownIdentity[]): ReviewReason | null {
  const vouched = (identities: readonly KnownIdentity[]): boolean =>
    identities.some(
      ({ kind, verified, retiredAt }) => kindOf(kind).conflictsWhenVerified && verified && retiredAt === null,
    )
  if (vouched(one) && vouched(other)) return 'different-phones'
  const tooMany = overLimit([...one, ...other]).some(({ kind }) => kindOf(kind).overLimit === 'review')
  return tooMany ? 'too-many-identities' : null
}

/** The identities that are too many for one person: per kind and scope the least recently seen beyond the limit. */
export function overLimit<I extends KnownIdentity>(identities: readonly I[]): I[] {
  const groups = new Map<string, I[]>()
  for (const identity of identities.filter(({ retiredAt }) => retiredAt === null)) {
    const key = `${identity.kind}@${identity.scope}`
    groups.set(key, [...(groups.get(key) ?? []), identity])
  }
  return [...groups.values()].flatMap((group) => {
    const newestFirst = [...group].sort((a, b) => b.lastSeenAt.getTime() - a.lastSeenAt.getTime() || b.id - a.id)
    const [first] = group
    return first ? newestFirst.slice(kindOf(first.kind).limit) : []
  })
}
