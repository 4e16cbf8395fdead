import { In, IsNull } from 'typeorm'
import type { Database } from '../../../platform/database'
import { Identity } from './identity.entity'
import { IdentityRelation } from './identity-relation.entity'

export interface Follower {
  customerId: number
  identityId: number
  openid: string
}

export interface WorkContact {
  customerId: number
  identityId: number
  externalUserid: string
  /** The member who has the person as a contact. */
  userid: string
  addedAt: Date
}

interface Tied {
  identity: Identity
  tie: IdentityRelation
}

/** Those of the customers who follow the official account now; one openid each, the most recently seen. */
export async function followersOf(db: Database, appid: string, customerIds: readonly number[]): Promise<Follower[]> {
  const byCustomer = new Map<number, Follower>()
  const tied = await tiedIdentities(db, 'openid', appid, 'follow', customerIds)
  for (const { identity } of tied.sort((a, b) => a.identity.lastSeenAt.getTime() - b.identity.lastSeenAt.getTime())) {
    const { id, customerId, value } = identity
    if (customerId !== null && value !== null) byCustomer.set(customerId, { customerId, identityId: id, openid: value })
  }
  return [...byCustomer.values()]
}

/** Every tie between the customers and members of the corp that holds now. */
export async function workContactsOf(
  db: Database,
  corpid: string,
  customerIds: readonly number[],
): Promise<WorkContact[]> {
  const tied = await tiedIdentities(db, 'external_userid', corpid, 'work_contact', customerIds)
  return tied.flatMap(({ identity: { id, customerId, value }, tie }) =>
    customerId === null || value === null
      ? []
      : [{ customerId, identityId: id, externalUserid: value, userid: tie.counterpart, addedAt: tie.changedAt }],
  )
}

async function tiedIdentities(
  db: Database,
  kind: Identity['kind'],
  scope: string,
  tie: IdentityRelation['kind'],
  customerIds: readonly number[],
): Promise<Tied[]> {
  if (customerIds.length === 0) return []
  const identities = await db
    .repo(Identity)
    .findBy({ customerId: In([...customerIds]), kind, scope, retiredAt: IsNull() })
  if (identities.length === 0) return []
  const byId = new Map(identities.map((identity) => [identity.id, identity]))
  const ties = await db.repo(IdentityRelation).findBy({ identityId: In([...byId.keys()]), kind: tie, active: true })
  return ties.flatMap((one) => {
    const identity = byId.get(one.identityId)
    return identity ? [{ identity, tie: one }] : []
  })
}
