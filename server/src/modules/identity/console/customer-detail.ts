import { Injectable } from '@nestjs/common'
import { Database } from '../../../platform/database'
import { PublicId } from '../../../platform/public-id'
import { AccountService } from '../../account'
import { ConsentService, newestByPurpose } from '../../privacy'
import { StaffService } from '../../staff'
import { AttributeService } from '../attribute/attribute.service'
import type { Customer } from '../customer/customer.entity'
import { CustomerService } from '../customer/customer.service'
import type { Identity } from '../customer/identity.entity'
import { RelationService } from '../customer/relation.service'
import { CustomerMerge } from '../merge/customer-merge.entity'
import { MergeReview } from '../merge/merge-review.entity'
import { IdentityStore } from '../resolve/identity-store'
import type { CustomerDetailReply, IdentityReply, MergeReply, SideReply } from './customer.dto'
import { presentAttributes, presentConsent, presentIdentities, presentRow } from './customer.presenter'

/** Puts together what the console shows of one customer. */
@Injectable()
export class CustomerDetail {
  constructor(
    private readonly db: Database,
    private readonly customers: CustomerService,
    private readonly identities: IdentityStore,
    private readonly relations: RelationService,
    private readonly attributes: AttributeService,
    private readonly consents: ConsentService,
    private readonly accounts: AccountService,
    private readonly staff: StaffService,
    private readonly publicId: PublicId,
  ) {}

  async of(customer: Customer): Promise<CustomerDetailReply> {
    const [side, history, merges, openReviews] = await Promise.all([
      this.side(customer),
      this.consents.history(customer.id),
      this.merges(customer.id),
      this.db.repo(MergeReview).countBy([
        { state: 'open', firstId: customer.id },
        { state: 'open', secondId: customer.id },
      ]),
    ])
    return {
      ...side,
      consents: [...newestByPurpose(history).values()].map(presentConsent),
      consentHistory: history.map(presentConsent),
      merges,
      openReviews,
      createdAt: customer.createdAt.toISOString(),
    }
  }

  /** One side of a comparison. */
  async side(customer: Customer): Promise<SideReply> {
    const [summary, identities, definitions, values] = await Promise.all([
      this.customers.summary(customer.id),
      this.identities.of([customer.id]),
      this.attributes.definitions(),
      this.attributes.effective([customer.id]),
    ])
    return {
      ...presentRow(customer, summary),
      identities: await this.identityReplies(identities),
      attributes: presentAttributes(definitions, values.get(customer.id) ?? []),
    }
  }

  private async identityReplies(identities: Identity[]): Promise<IdentityReply[]> {
    const relations = await this.relations.of(identities.map(({ id }) => id))
    const names = new Map((await this.accounts.list()).map(({ key, name }) => [key, name]))
    return presentIdentities(identities, relations, names)
  }

  private async merges(customerId: number): Promise<MergeReply[]> {
    const merges = await this.db.repo(CustomerMerge).find({
      where: [{ survivorId: customerId }, { absorbedId: customerId }],
      order: { id: 'DESC' },
      take: 50,
    })
    const staff = await this.staff.byIds(merges.flatMap(({ staffId }) => staffId ?? []))
    const proofs = await this.proofsOf(merges)
    return merges.map((merge) => ({
      id: merge.id,
      reason: merge.reason,
      survivor: this.publicId.encode('customer', merge.survivorId),
      absorbed: this.publicId.encode('customer', merge.absorbedId),
      survived: merge.survivorId === customerId,
      proof: merge.identityId === null ? null : (proofs.get(merge.identityId) ?? null),
      staffName: merge.staffId === null ? null : (staff.get(merge.staffId)?.name ?? null),
      mergedAt: merge.mergedAt.toISOString(),
      undoneAt: merge.undoneAt?.toISOString() ?? null,
    }))
  }

  private async proofsOf(merges: CustomerMerge[]): Promise<Map<number, string>> {
    const ids = merges.flatMap(({ identityId }) => identityId ?? [])
    return this.labelsOf(ids)
  }

  /** Identities as a person may read them, by id. */
  async labelsOf(identityIds: readonly number[]): Promise<Map<number, string>> {
    const identities = await this.identities.byIds(identityIds)
    const shown = presentIdentities(identities, [], new Map())
    return new Map(shown.map(({ id, kindLabel, masked }) => [id, `${kindLabel} ${masked}`]))
  }

  /** Rows of several customers, by number. */
  async rowsOf(customers: readonly Customer[]): Promise<Map<number, ReturnType<typeof presentRow>>> {
    const summaries = await this.customers.summaries(customers.map(({ id }) => id))
    const rows = new Map<number, ReturnType<typeof presentRow>>()
    for (const customer of customers) {
      const summary = summaries.get(customer.id)
      if (summary) rows.set(customer.id, presentRow(customer, summary))
    }
    return rows
  }
}
