import { Injectable } from '@nestjs/common'
import { In } from 'typeorm'
import { EngineFeed } from '../../../platform/audience-engine'
import { Clock } from '../../../platform/clock'
import { ActorContext } from '../../../platform/context'
import { Database } from '../../../platform/database'
import { AppError } from '../../../platform/errors'
import { Outbox } from '../../../platform/outbox'
import { ConsentService } from '../../privacy'
import { AttributeService } from '../attribute/attribute.service'
import { Customer } from '../customer/customer.entity'
import { Identity } from '../customer/identity.entity'
import { LivingCustomers } from '../customer/living-customers'
import { IdentityStore } from '../resolve/identity-store'
import { overLimit } from '../resolve/resolve.policy'
import { CustomerMerge, type MergeReason } from './customer-merge.entity'
import { CustomerMoves, type CustomerMove } from './customer-moves'
import { MergeReview } from './merge-review.entity'

export interface MergeOrder {
  survivorId: number
  absorbedId: number
  reason: MergeReason
  /** The identity that proved it. */
  identityId?: number
}

/** Makes two customers one: everything of the absorbed goes to the survivor, in one transaction. */
@Injectable()
export class MergeCustomers {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly actors: ActorContext,
    private readonly identities: IdentityStore,
    private readonly customers: LivingCustomers,
    private readonly attributes: AttributeService,
    private readonly consents: ConsentService,
    private readonly moves: CustomerMoves,
    private readonly feed: EngineFeed,
    private readonly outbox: Outbox,
  ) {}

  /**
   * Runs inside a transaction. Locks all identities of both first and the customers after them, the order that every
   * writer keeps.
   * @returns the id of the merge, by which it can be undone
   * @throws MERGE_SAME_CUSTOMER, CUSTOMER_MERGED, CUSTOMER_ERASED
   */
  async run({ survivorId, absorbedId, reason, identityId }: MergeOrder): Promise<number> {
    if (survivorId === absorbedId) throw new AppError('MERGE_SAME_CUSTOMER')
    await this.identities.lockOf([survivorId, absorbedId])
    await this.lockBoth(survivorId, absorbedId)
    const now = this.clock.now()
    const actor = this.actors.current()
    const brought = (await this.identities.of([absorbedId])).map(({ id }) => id)
    const merge = await this.db.repo(CustomerMerge).save({
      survivorId,
      absorbedId,
      reason,
      identityId: identityId ?? null,
      staffId: actor.kind === 'staff' ? actor.staffId : null,
      movedIdentityIds: brought,
      retiredIdentityIds: [],
      movedRows: {},
      mergedAt: now,
    })
    const move: CustomerMove = {
      kind: 'merge',
      mergeId: merge.id,
      from: absorbedId,
      to: survivorId,
      identityIds: brought,
      homeIds: await this.customers.homesOf(absorbedId),
    }
    await this.carry(move)
    const movedRows = await this.moves.apply(move)
    const retiredIdentityIds = await this.retireSurplus(survivorId, now)
    await this.db.repo(CustomerMerge).update({ id: merge.id }, { movedRows, retiredIdentityIds })
    await this.closeReviews(survivorId, absorbedId, now)
    await this.feed.changed('customer', [survivorId, absorbedId])
    await this.outbox.emit('customer.merged', { mergeId: merge.id, survivorId, absorbedId })
    return merge.id
  }

  private async lockBoth(survivorId: number, absorbedId: number): Promise<void> {
    const both = await this.customers.lockExactly([survivorId, absorbedId])
    if (both.length !== 2) throw new AppError('NOT_FOUND', { params: { what: '客户' } })
    if (both.some(({ erasedAt }) => erasedAt !== null)) throw new AppError('CUSTOMER_ERASED')
    if (both.some(({ mergedInto }) => mergedInto !== null)) throw new AppError('CUSTOMER_MERGED')
  }

  private async carry(move: CustomerMove): Promise<void> {
    const { from, to } = move
    await this.db.repo(Identity).update({ customerId: from }, { customerId: to })
    await this.db.query('UPDATE attribute_value SET customer_id = ?, effective = 0 WHERE customer_id = ?', [to, from])
    await this.db.repo(Customer).update({ id: from }, { mergedInto: to })
    await this.customers.settleSightings(to)
    await this.attributes.settle(to)
    await this.consents.move(move)
  }

  private async retireSurplus(survivorId: number, now: Date): Promise<number[]> {
    const surplus = overLimit(await this.identities.of([survivorId])).map(({ id }) => id)
    if (surplus.length > 0) await this.db.repo(Identity).update({ id: In(surplus) }, { retiredAt: now })
    return surplus
  }

  /** A doubt between the two is settled by their merge. */
  private async closeReviews(survivorId: number, absorbedId: number, now: Date): Promise<void> {
    const actor = this.actors.current()
    const decided = {
      state: 'merged' as const,
      openKey: null,
      decidedAt: now,
      decidedBy: actor.kind === 'staff' ? actor.staffId : null,
    }
    await this.db.repo(MergeReview).update({ state: 'open', firstId: survivorId, secondId: absorbedId }, decided)
    await this.db.repo(MergeReview).update({ state: 'open', firstId: absorbedId, secondId: survivorId }, decided)
  }
}
