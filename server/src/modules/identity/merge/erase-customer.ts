import { Injectable } from '@nestjs/common'
import { In } from 'typeorm'
import { EngineFeed } from '../../../platform/audience-engine'
import { Clock } from '../../../platform/clock'
import { Database } from '../../../platform/database'
import { Outbox } from '../../../platform/outbox'
import { ErasePerson } from '../../intake'
import { ConsentService } from '../../privacy'
import { AttributeValue } from '../attribute/attribute-value.entity'
import { Customer } from '../customer/customer.entity'
import { IdentityRelation } from '../customer/identity-relation.entity'
import { Identity } from '../customer/identity.entity'
import { LivingCustomers } from '../customer/living-customers'
import { IdentityStore } from '../resolve/identity-store'
import { ConsumerSession } from '../session/consumer-session.entity'
import { CustomerMoves } from './customer-moves'
import { MergeReview } from './merge-review.entity'

/**
 * Erases a person on request (个人信息保护法 art. 47): identities, attributes, sessions, and what the other parts of the
 * record keep; their raw messages lose their bodies soon after. The number stays as a mark, so that a rebuild of the audience engine does not bring the person back.
 */
@Injectable()
export class EraseCustomer {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly identities: IdentityStore,
    private readonly customers: LivingCustomers,
    private readonly consents: ConsentService,
    private readonly moves: CustomerMoves,
    private readonly feed: EngineFeed,
    private readonly outbox: Outbox,
    private readonly messages: ErasePerson,
  ) {}

  /**
   * Runs inside a transaction.
   * @param source where it was asked for
   * @throws NOT_FOUND, CUSTOMER_ERASED
   */
  async run(customerId: number, source = 'console'): Promise<void> {
    const { id } = await this.customers.get(customerId)
    const owned = await this.identities.lockOf([id])
    const identityIds = owned.map((identity) => identity.id)
    const homes = await this.customers.homesOf(id)
    await this.customers.lockExactly(homes)
    const now = this.clock.now()
    await this.moves.erase(id, homes)
    await this.consents.withdrawAll(id, 'erasure', source, now)
    await this.db.repo(AttributeValue).delete({ customerId: id })
    if (identityIds.length > 0) {
      await this.db.repo(ConsumerSession).delete({ identityId: In(identityIds) })
      await this.db.repo(IdentityRelation).delete({ identityId: In(identityIds) })
      await this.db.repo(Identity).delete({ id: In(identityIds) })
    }
    const closed = { state: 'kept-apart' as const, openKey: null, decidedAt: now }
    await this.db.repo(MergeReview).update({ state: 'open', firstId: In(homes) }, closed)
    await this.db.repo(MergeReview).update({ state: 'open', secondId: In(homes) }, closed)
    await this.db.repo(Customer).update({ id: In(homes) }, { name: null, erasedAt: now })
    await this.feed.changed('customer', homes)
    await this.messages.request(owned.flatMap(({ scope, value }) => (value === null ? [] : [{ scope, value }])))
    await this.outbox.emit('customer.erased', { customerId: id })
  }
}
