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
import { CustomerMerge } from './customer-merge.entity'
import { CustomerMoves, type CustomerMove } from './customer-moves'

/** Undoes a merge: both customers live again, and what came after the merge goes to the one whose identity it came by. */
@Injectable()
export class UnmergeCustomers {
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
   * Runs inside a transaction.
   * @returns who kept the record meanwhile and who is back
   * @throws NOT_FOUND, MERGE_ALREADY_UNDONE, CUSTOMER_ERASED
   */
  async run(mergeId: number): Promise<{ holderId: number; restoredId: number }> {
    const merge = await this.open(mergeId)
    const restoredId = merge.absorbedId
    // The survivor may itself have been absorbed since: the rows are with whoever stands at the end of the chain.
    const { id: holderId } = await this.customers.get(merge.survivorId)
    const owned = await this.identities.lockOf([holderId])
    await this.customers.lockExactly([holderId, restoredId])
    const identityIds = owned.map(({ id }) => id).filter((id) => merge.movedIdentityIds.includes(id))
    const move: CustomerMove = {
      kind: 'unmerge',
      mergeId,
      from: holderId,
      to: restoredId,
      identityIds,
      homeIds: await this.customers.homesOf(restoredId),
    }
    await this.carryBack(move, merge)
    await this.moves.apply(move, merge.movedRows)
    const actor = this.actors.current()
    await this.db
      .repo(CustomerMerge)
      .update({ id: mergeId }, { undoneAt: this.clock.now(), undoneBy: actor.kind === 'staff' ? actor.staffId : null })
    await this.feed.changed('customer', [holderId, restoredId])
    await this.outbox.emit('customer.unmerged', { mergeId, holderId, restoredId })
    return { holderId, restoredId }
  }

  private async open(mergeId: number): Promise<CustomerMerge> {
    const merge = await this.db
      .repo(CustomerMerge)
      .findOne({ where: { id: mergeId }, lock: { mode: 'pessimistic_write' } })
    if (!merge) throw new AppError('NOT_FOUND', { params: { what: '合并记录' } })
    if (merge.undoneAt) throw new AppError('MERGE_ALREADY_UNDONE')
    return merge
  }

  private async carryBack(move: CustomerMove, merge: CustomerMerge): Promise<void> {
    const { from, to, identityIds, homeIds } = move
    if (identityIds.length > 0) await this.db.repo(Identity).update({ id: In(identityIds) }, { customerId: to })
    if (merge.retiredIdentityIds.length > 0) {
      await this.db.repo(Identity).update({ id: In(merge.retiredIdentityIds) }, { retiredAt: null })
    }
    await this.db.query(
      `UPDATE attribute_value SET customer_id = ?, effective = 0
       WHERE customer_id = ? AND (identity_id IN (?) OR (identity_id IS NULL AND home_customer_id IN (?)))`,
      [to, from, [0, ...identityIds], homeIds],
    )
    await this.db.repo(Customer).update({ id: to }, { mergedInto: null })
    for (const id of [from, to]) await this.customers.settleSightings(id)
    await this.attributes.settle(from)
    await this.attributes.settle(to)
    await this.consents.move(move)
  }
}
