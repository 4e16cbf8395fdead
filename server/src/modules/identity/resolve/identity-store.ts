import { createHash } from 'node:crypto'
import { Injectable } from '@nestjs/common'
import { In } from 'typeorm'
import { Database } from '../../../platform/database'
import { AppError } from '../../../platform/errors'
import { PhoneVault } from '../../privacy'
import { Identity } from '../customer/identity.entity'
import type { IdentityKind } from '../customer/identity-kinds'

/** One way in which the outside names a person. */
export interface GivenIdentity {
  kind: IdentityKind
  /** appid, corpid or shop. Default ''. */
  scope?: string
  /** As the outside writes it; a phone number in any spelling. */
  value: string
  /** Whether the platform vouches that it is the person's own. */
  verified?: boolean
}

export interface Sighting {
  at: Date
  source: string
  /** Where the person is said to come from. */
  channel: string
}

/** An identity that has an owner, as far as whoever acts through it needs to know. */
export interface KnownIdentity {
  identityId: number
  customerId: number
  lastSeenAt: Date
}

type IdentityKey = Pick<Identity, 'kind' | 'scope' | 'valueHash'>
type NewIdentity = IdentityKey & Pick<Identity, 'value' | 'cipher' | 'masked' | 'tail' | 'verified'>

const MAX_VALUE = 190
/** Writing the last sighting more often would cost every message a write. */
const SEEN_EVERY_MS = 3_600_000

const maskValue = (value: string): string => (value.length <= 8 ? value : `${value.slice(0, 4)}…${value.slice(-4)}`)

/** Identities in the record. Values go in sealed or hashed, and are locked one by one in a fixed order. */
@Injectable()
export class IdentityStore {
  constructor(
    private readonly db: Database,
    private readonly vault: PhoneVault,
  ) {}

  /** The key under which an identity is unique. @throws PHONE_INVALID, IDENTITY_INVALID */
  keyOf({ kind, scope = '', value }: GivenIdentity): IdentityKey {
    if (value === '' || value.length > MAX_VALUE) throw new AppError('IDENTITY_INVALID')
    const valueHash = kind === 'phone' ? this.vault.hash(value) : createHash('sha256').update(value).digest('hex')
    return { kind, scope, valueHash }
  }

  async find(given: GivenIdentity): Promise<Identity | null> {
    return this.db.repo(Identity).findOneBy(this.keyOf(given))
  }

  async findMany(given: readonly GivenIdentity[]): Promise<(KnownIdentity | null)[]> {
    const keys = given.map((one) => this.keyOf(one))
    const groups = new Map<string, IdentityKey[]>()
    for (const key of keys) {
      const name = `${key.kind}\u0000${key.scope}`
      groups.set(name, groups.get(name) ?? [])
      groups.get(name)?.push(key)
    }
    const known = new Map<string, KnownIdentity>()
    for (const [name, group] of groups) {
      const [kind, scope] = name.split('\u0000')
      const hashes = [...new Set(group.map(({ valueHash }) => valueHash))]
      const rows = await this.db.query<{ id: string; hash: string; customerId: string; lastSeenAt: Date }[]>(
        `SELECT id, value_hash AS hash, customer_id AS customerId, last_seen_at AS lastSeenAt FROM identity
         WHERE kind = ? AND scope = ? AND value_hash IN (?) AND customer_id IS NOT NULL`,
        [kind, scope, hashes],
      )
      for (const { id, hash, customerId, lastSeenAt } of rows)
        known.set(`${kind}\u0000${scope}\u0000${hash}`, {
          identityId: Number(id),
          customerId: Number(customerId),
          lastSeenAt,
        })
    }
    return keys.map((key) => known.get(textOf(key)) ?? null)
  }

  /** Persons who are seen in the same hour share a statement. */
  async noteSightings(sightings: readonly { identityId: number; at: Date }[]): Promise<void> {
    const hours = new Map<number, { ids: Set<number>; at: Date }>()
    for (const { identityId, at } of sightings) {
      const hour = Math.floor(at.getTime() / SEEN_EVERY_MS)
      const group = hours.get(hour)
      if (!group) hours.set(hour, { ids: new Set([identityId]), at })
      else {
        group.ids.add(identityId)
        if (at > group.at) group.at = at
      }
    }
    for (const { ids, at } of hours.values()) {
      const sorted = [...ids].sort((a, b) => a - b)
      await this.db.query('UPDATE identity SET last_seen_at = ? WHERE id IN (?) AND last_seen_at < ?', [at, sorted, at])
      await this.db.query(
        `UPDATE customer SET last_seen_at = ? WHERE last_seen_at < ? AND id IN
           (SELECT customer_id FROM identity WHERE id IN (?) AND customer_id IS NOT NULL)`,
        [at, at, sorted],
      )
    }
  }

  /**
   * Locks the identities until the transaction ends, making those that are new, so that two messages about one person
   * take turns. Always in the order of their keys: two calls that share several identities cannot wait for each other.
   * @returns in the order given, without repetitions
   */
  async claim(given: readonly GivenIdentity[], sighting: Sighting): Promise<Identity[]> {
    const wanted = new Map(given.map((one) => [textOf(this.keyOf(one)), this.newIdentity(one)]))
    const claimed = new Map<string, Identity>()
    for (const [text, identity] of [...wanted].sort(([a], [b]) => (a < b ? -1 : 1))) {
      claimed.set(text, await this.claimOne(identity, sighting))
    }
    return [...wanted.keys()].map((text) => claimed.get(text)).filter((identity) => identity !== undefined)
  }

  /** Every identity of the customers, locked. */
  async lockOf(customerIds: readonly number[]): Promise<Identity[]> {
    const identities = await this.db.repo(Identity).find({
      where: { customerId: In([...customerIds]) },
      order: { id: 'ASC' },
      lock: { mode: 'pessimistic_write' },
    })
    return identities
  }

  async of(customerIds: readonly number[]): Promise<Identity[]> {
    if (customerIds.length === 0) return []
    return this.db.repo(Identity).find({ where: { customerId: In([...customerIds]) }, order: { id: 'ASC' } })
  }

  async byIds(ids: readonly number[]): Promise<Identity[]> {
    return ids.length === 0 ? [] : this.db.repo(Identity).findBy({ id: In([...ids]) })
  }

  private async claimOne(identity: NewIdentity, { at, source, channel }: Sighting): Promise<Identity> {
    const known = await this.lock(identity)
    if (known) return this.noteSighting(known, identity.verified, { at, source, channel })
    await this.db.query(
      `INSERT INTO identity (kind, scope, value_hash, value, cipher, masked, tail, verified, source, channel, first_seen_at, last_seen_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON DUPLICATE KEY UPDATE id = id`,
      [
        identity.kind,
        identity.scope,
        identity.valueHash,
        identity.value,
        identity.cipher,
        identity.masked,
        identity.tail,
        identity.verified,
        source,
        channel.slice(0, 64),
        at,
        at,
      ],
    )
    const made = await this.lock(identity)
    if (!made) throw new AppError('CONFLICT')
    return this.noteSighting(made, identity.verified, { at, source, channel })
  }

  private async lock({ kind, scope, valueHash }: IdentityKey): Promise<Identity | null> {
    return this.db.repo(Identity).findOne({ where: { kind, scope, valueHash }, lock: { mode: 'pessimistic_write' } })
  }

  /** Messages come late and out of order: the earliest one tells where the person came from, the latest when she was last seen. */
  private async noteSighting(identity: Identity, verified: boolean, { at, channel }: Sighting): Promise<Identity> {
    const stale = at.getTime() - identity.lastSeenAt.getTime() > SEEN_EVERY_MS
    const earlier = at < identity.firstSeenAt
    const upgrade = verified && !identity.verified
    if (!stale && !earlier && !upgrade && identity.retiredAt === null) return identity
    const change = {
      verified: identity.verified || verified,
      lastSeenAt: at > identity.lastSeenAt ? at : identity.lastSeenAt,
      retiredAt: null,
      ...(earlier ? { firstSeenAt: at, channel: channel.slice(0, 64) } : {}),
    }
    await this.db.repo(Identity).update({ id: identity.id }, change)
    return Object.assign(identity, change)
  }

  private newIdentity(given: GivenIdentity): NewIdentity {
    const key = this.keyOf(given)
    const verified = given.verified ?? false
    if (given.kind !== 'phone') {
      return { ...key, value: given.value, cipher: null, masked: maskValue(given.value), tail: null, verified }
    }
    const { cipher, masked } = this.vault.seal(given.value)
    return { ...key, value: null, cipher, masked, tail: masked.slice(-4), verified }
  }
}

const textOf = ({ kind, scope, valueHash }: IdentityKey): string => `${kind}\u0000${scope}\u0000${valueHash}`
