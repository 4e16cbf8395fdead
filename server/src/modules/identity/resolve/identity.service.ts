import { Injectable } from '@nestjs/common'
import { In, IsNull, Not } from 'typeorm'
import { EngineFeed } from '../../../platform/audience-engine'
import { Database } from '../../../platform/database'
import { AppError } from '../../../platform/errors'
import { Outbox } from '../../../platform/outbox'
import { Customer } from '../customer/customer.entity'
import { Identity } from '../customer/identity.entity'
import { isAnonymous, kindOf } from '../customer/identity-kinds'
import { LivingCustomers } from '../customer/living-customers'
import { followersOf, workContactsOf, type Follower, type WorkContact } from '../customer/reach-addresses'
import { CustomerMerge } from '../merge/customer-merge.entity'
import { MergeCustomers } from '../merge/merge-customers'
import { MergeReview, type ReviewReason } from '../merge/merge-review.entity'
import { retryConflicts } from '../retry-conflicts'
import { IdentityStore, type GivenIdentity, type KnownIdentity } from './identity-store'
import { anchorOf, objectionTo, overLimit, proofOf } from './resolve.policy'

export interface ResolveRequest {
  /** All of one person; the one through which the person acts stands first. */
  identities: readonly GivenIdentity[]
  /** When it happened, by the sender's clock. */
  at: Date
  /** `official-account`, `mini-program`, `work`, `order` … */
  source: string
  /** Where a new customer is said to come from; default the source. */
  channel?: string
}

export interface Resolved {
  customerId: number
  /** Of the identities in the order given, anonymous ones last; several spellings of one count once. */
  identityIds: number[]
  created: boolean
  /** Customers who were absorbed by this call. */
  mergedFrom: number[]
  /** Reviews that this call raised: it looks like the same person, but somebody has to say so. */
  reviewIds: number[]
}

/** Finds the customer behind identities; makes, connects and merges customers where the identities demand it. */
@Injectable()
export class IdentityService {
  constructor(
    private readonly db: Database,
    private readonly store: IdentityStore,
    private readonly customers: LivingCustomers,
    private readonly merging: MergeCustomers,
    private readonly feed: EngineFeed,
    private readonly outbox: Outbox,
  ) {}

  /**
   * Safe under concurrency: two messages about one person take turns at the identities' unique keys. Joins a running
   * transaction, and is then repeated by whoever began it when the database reports a deadlock.
   * @throws IDENTITY_INVALID, PHONE_INVALID
   */
  async resolve(request: ResolveRequest): Promise<Resolved> {
    if (request.identities.length === 0) throw new AppError('IDENTITY_INVALID')
    return retryConflicts(this.db, () => this.resolveOnce(request))
  }

  /** The customer who owns the identity now, or null. */
  async findCustomer(identity: GivenIdentity): Promise<{ customerId: number; identityId: number } | null> {
    const found = await this.store.find(identity)
    return found?.customerId ? { customerId: found.customerId, identityId: found.id } : null
  }

  /**
   * Those of the identities that have an owner, found with one question per kind and scope.
   * @returns one entry per given identity, null for one that nobody owns yet
   * @throws IDENTITY_INVALID, PHONE_INVALID
   */
  async findMany(given: readonly GivenIdentity[]): Promise<(KnownIdentity | null)[]> {
    return this.store.findMany(given)
  }

  /** Notes, to within an hour, that the persons behind identities were seen. */
  async noteSightings(sightings: readonly { identityId: number; at: Date }[]): Promise<void> {
    await this.store.noteSightings(sightings)
  }

  /** Who owns an identity now. @throws NOT_FOUND */
  async ownerOf(identityId: number): Promise<number> {
    const identity = await this.db.repo(Identity).findOneBy({ id: identityId })
    if (!identity?.customerId) throw new AppError('NOT_FOUND', { params: { what: '客户' } })
    return identity.customerId
  }

  /** How the outside writes the identity. @throws NOT_FOUND, also for a phone number, which only the vault opens */
  async valueOf(identityId: number): Promise<string> {
    const identity = await this.db.repo(Identity).findOneBy({ id: identityId })
    if (!identity?.value) throw new AppError('NOT_FOUND', { params: { what: '身份标识' } })
    return identity.value
  }

  /**
   * Who owns the identities now, held until the transaction ends: no merge moves them meanwhile.
   * @returns customer ids by identity id; unknown identities are absent
   */
  async lockOwners(identityIds: readonly number[]): Promise<Map<number, number>> {
    const ids = [...new Set(identityIds)].sort((a, b) => a - b)
    if (ids.length === 0) return new Map()
    const rows = await this.db.query<{ id: string; customerId: string | null }[]>(
      'SELECT id, customer_id AS customerId FROM identity WHERE id IN (?) ORDER BY id LOCK IN SHARE MODE',
      [ids],
    )
    return new Map(
      rows
        .filter(({ customerId }) => customerId !== null)
        .map(({ id, customerId }) => [Number(id), Number(customerId)]),
    )
  }

  /** Those of the customers who follow the official account now, with the openid to write to. */
  async followersOf(appid: string, customerIds: readonly number[]): Promise<Follower[]> {
    return followersOf(this.db, appid, customerIds)
  }

  /** Whose WeCom contacts the customers are now. */
  async workContactsOf(corpid: string, customerIds: readonly number[]): Promise<WorkContact[]> {
    return workContactsOf(this.db, corpid, customerIds)
  }

  private async resolveOnce({ identities, at, source, channel = source }: ResolveRequest): Promise<Resolved> {
    const claimed = await this.withoutForeignDevices(await this.store.claim(identities, { at, source, channel }))
    const found = anchorOf(claimed)
    const created = found === null
    let customerId = found ?? (await this.create(channel, at))
    const mergedFrom: number[] = []
    const reviewIds: number[] = []
    for (const other of ownersBeside(claimed, customerId)) {
      const outcome = await this.connect(claimed, customerId, other)
      if (outcome.merged) {
        mergedFrom.push(outcome.absorbedId)
        customerId = outcome.survivorId
      } else {
        if (outcome.reviewId !== null) reviewIds.push(outcome.reviewId)
      }
    }
    const fresh = claimed.filter((identity) => identity.customerId === null)
    if (fresh.length > 0) reviewIds.push(...(await this.attach(fresh, customerId, channel, at)))
    // Only a message that is the first or the latest word about one of the identities changes what is known of the person.
    const telling = claimed.some(({ firstSeenAt, lastSeenAt }) =>
      [firstSeenAt.getTime(), lastSeenAt.getTime()].includes(at.getTime()),
    )
    if (!created && telling) await this.customers.settleSightings(customerId)
    if (created) await this.outbox.emit('customer.created', { customerId, channel })
    return { customerId, identityIds: claimed.map(({ id }) => id), created, mergedFrom, reviewIds }
  }

  /**
   * Named identities first, and of the anonymous ones only those that nobody else has been named with: who logs in on a
   * borrowed device does not become its owner.
   */
  private async withoutForeignDevices(claimed: Identity[]): Promise<Identity[]> {
    const named = claimed.filter(({ kind }) => !isAnonymous(kind))
    if (named.length === 0 || named.length === claimed.length) return claimed
    const owners = new Set(named.map(({ customerId }) => customerId))
    const devices: Identity[] = []
    for (const device of claimed.filter(({ kind }) => isAnonymous(kind))) {
      const { customerId } = device
      if (customerId === null || owners.has(customerId) || (await this.isNobodyYet(customerId))) devices.push(device)
    }
    return [...named, ...devices]
  }

  /** Whether nothing but devices is known of the customer. */
  private async isNobodyYet(customerId: number): Promise<boolean> {
    return (await this.store.of([customerId])).every(({ kind }) => isAnonymous(kind))
  }

  private async create(channel: string, at: Date): Promise<number> {
    const inserted = await this.db
      .repo(Customer)
      .insert({ name: null, channel: channel.slice(0, 64), firstSeenAt: at, lastSeenAt: at })
    return Number(inserted.identifiers[0]?.id)
  }

  /** Gives new identities to a customer; one that would be too many, and must not be retired, becomes a customer of its own. */
  private async attach(fresh: Identity[], customerId: number, channel: string, at: Date): Promise<number[]> {
    const reviewIds: (number | null)[] = []
    const owned = await this.store.of([customerId])
    for (const identity of fresh) {
      const surplus = overLimit([...owned, identity])
      const apart = surplus.length > 0 && kindOf(identity.kind).overLimit === 'review'
      identity.customerId = apart ? await this.create(channel, at) : customerId
      await this.db.repo(Identity).update({ id: identity.id }, { customerId: identity.customerId })
      if (apart)
        reviewIds.push(await this.raiseReview(customerId, identity.customerId, identity.id, 'too-many-identities'))
      else if (surplus.length > 0)
        await this.db.repo(Identity).update({ id: In(surplus.map(({ id }) => id)) }, { retiredAt: at })
      if (!apart) owned.push(identity)
      await this.outbox.emit('identity.attached', {
        customerId: identity.customerId,
        identityId: identity.id,
        kind: identity.kind,
      })
    }
    await this.feed.changed(
      'customer',
      fresh.map((identity) => identity.customerId ?? customerId),
    )
    return reviewIds.filter((id) => id !== null)
  }

  private async connect(
    claimed: Identity[],
    anchor: number,
    other: number,
  ): Promise<{ merged: true; survivorId: number; absorbedId: number } | { merged: false; reviewId: number | null }> {
    const device = claimed.find(({ customerId, kind }) => customerId === other && isAnonymous(kind))
    const proof = (device && (await this.isNobodyYet(other)) ? device : undefined) ?? proofOf(claimed, anchor, other)
    const objection = proof ? await this.objection(anchor, other, claimed) : 'weak-link'
    const connecting = proof ?? claimed.find(({ customerId }) => customerId === other)
    if (objection) return { merged: false, reviewId: await this.raiseReview(anchor, other, connecting?.id, objection) }
    const [survivorId, absorbedId] = anchor < other ? [anchor, other] : [other, anchor]
    await this.merging.run({ survivorId, absorbedId, reason: 'identity', identityId: connecting?.id })
    for (const identity of claimed) if (identity.customerId === absorbedId) identity.customerId = survivorId
    return { merged: true, survivorId, absorbedId }
  }

  private async objection(anchor: number, other: number, claimed: Identity[]): Promise<ReviewReason | null> {
    if (await this.wereTakenApart(anchor, other)) return 'unmerged-before'
    const owned = await this.store.of([anchor, other])
    const current = owned.map((identity) => claimed.find(({ id }) => id === identity.id) ?? identity)
    const of = (customer: number): Identity[] => current.filter(({ customerId }) => customerId === customer)
    return objectionTo(of(anchor), of(other))
  }

  /** What a person once took apart, or chose to keep apart, is not put together by a machine. */
  private async wereTakenApart(one: number, other: number): Promise<boolean> {
    const undone = await this.db.repo(CustomerMerge).countBy([
      { survivorId: one, absorbedId: other, undoneAt: Not(IsNull()) },
      { survivorId: other, absorbedId: one, undoneAt: Not(IsNull()) },
    ])
    return undone > 0 || (await this.keptApart(one, other)) > 0
  }

  private async keptApart(one: number, other: number): Promise<number> {
    return this.db.repo(MergeReview).countBy([
      { firstId: one, secondId: other, state: 'kept-apart' },
      { firstId: other, secondId: one, state: 'kept-apart' },
    ])
  }

  /** @returns null when somebody has already decided that the two stay apart */
  private async raiseReview(
    firstId: number,
    secondId: number,
    identityId: number | undefined,
    reason: ReviewReason,
  ): Promise<number | null> {
    if ((await this.keptApart(firstId, secondId)) > 0) return null
    const openKey = [firstId, secondId].sort((a, b) => a - b).join('-')
    await this.db.query(
      `INSERT INTO merge_review (first_id, second_id, identity_id, reason, state, open_key) VALUES (?, ?, ?, ?, 'open', ?)
       ON DUPLICATE KEY UPDATE id = id`,
      [firstId, secondId, identityId ?? null, reason, openKey],
    )
    return (await this.db.repo(MergeReview).findOneByOrFail({ openKey })).id
  }
}

const ownersBeside = (claimed: readonly Identity[], anchor: number): number[] => {
  const owners = claimed.map(({ customerId }) => customerId).filter((id) => id !== null)
  return [...new Set(owners)].filter((id) => id !== anchor).sort((a, b) => a - b)
}
