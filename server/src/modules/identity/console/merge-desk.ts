import { Injectable } from '@nestjs/common'
import { AuditTrail } from '../../../platform/audit'
import { Clock } from '../../../platform/clock'
import { ActorContext } from '../../../platform/context'
import { Database } from '../../../platform/database'
import { AppError } from '../../../platform/errors'
import { skipTake } from '../../../platform/http'
import { PublicId } from '../../../platform/public-id'
import { StaffService } from '../../staff'
import { AttributeService } from '../attribute/attribute.service'
import { effectiveOf } from '../attribute/attribute.policy'
import type { Customer } from '../customer/customer.entity'
import { CustomerService } from '../customer/customer.service'
import { MergeCustomers } from '../merge/merge-customers'
import { MergeReview, type ReviewState } from '../merge/merge-review.entity'
import { UnmergeCustomers } from '../merge/unmerge-customers'
import { IdentityStore } from '../resolve/identity-store'
import { objectionTo } from '../resolve/resolve.policy'
import { CustomerDetail } from './customer-detail'
import type {
  MergeDoneReply,
  MergePreviewReply,
  ReviewDetailReply,
  ReviewQuery,
  ReviewReply,
  UnmergeReply,
} from './customer.dto'
import { presentAttributes, REVIEW_REASONS } from './customer.presenter'

/** Merging and taking apart by hand, and the list of those who wait for it. */
@Injectable()
export class MergeDesk {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly actors: ActorContext,
    private readonly audit: AuditTrail,
    private readonly customers: CustomerService,
    private readonly identities: IdentityStore,
    private readonly attributes: AttributeService,
    private readonly staff: StaffService,
    private readonly merging: MergeCustomers,
    private readonly unmerging: UnmergeCustomers,
    private readonly detail: CustomerDetail,
    private readonly publicId: PublicId,
  ) {}

  /** What a merge of the two would give. @throws NOT_FOUND, CUSTOMER_ERASED, MERGE_SAME_CUSTOMER */
  async preview(firstId: string, secondId: string): Promise<MergePreviewReply> {
    return this.compare(await this.customers.byPublicId(firstId), await this.customers.byPublicId(secondId))
  }

  /** @throws NOT_FOUND, CUSTOMER_ERASED, MERGE_SAME_CUSTOMER */
  async merge(survivorId: string, absorbedId: string): Promise<MergeDoneReply> {
    const survivor = await this.customers.byPublicId(survivorId)
    const absorbed = await this.customers.byPublicId(absorbedId)
    return this.mergeThem(survivor, absorbed, 'staff')
  }

  /** @throws NOT_FOUND, MERGE_ALREADY_UNDONE, CUSTOMER_ERASED */
  async undo(mergeId: number): Promise<UnmergeReply> {
    const { holderId, restoredId } = await this.unmerging.run(mergeId)
    const holder = this.publicId.encode('customer', holderId)
    const restored = this.publicId.encode('customer', restoredId)
    this.audit.describe({
      action: 'customer.unmerge',
      target: { kind: 'customer', id: holder },
      after: { holder, restored },
    })
    return { holder, restored }
  }

  async reviews(query: ReviewQuery): Promise<{ items: ReviewReply[]; total: number }> {
    const [reviews, total] = await this.db.repo(MergeReview).findAndCount({
      where: query.state ? { state: query.state } : {},
      order: { id: 'DESC' },
      ...skipTake(query),
    })
    const items: ReviewReply[] = []
    for (const review of reviews) {
      const reply = await this.present(review).catch(refuseNothing)
      if (reply) items.push(reply)
    }
    return { items, total }
  }

  /** @throws NOT_FOUND, CUSTOMER_ERASED */
  async review(id: number): Promise<ReviewDetailReply> {
    const review = await this.find(id)
    const [first, second] = await Promise.all([this.customers.get(review.firstId), this.customers.get(review.secondId)])
    return {
      ...(await this.present(review)),
      preview: first.id === second.id ? null : await this.compare(first, second),
    }
  }

  /** Decides that they are one. @throws NOT_FOUND, MERGE_REVIEW_CLOSED, CUSTOMER_ERASED */
  async mergeReviewed(id: number, survivorId?: string): Promise<MergeDoneReply> {
    const review = await this.openReview(id)
    const [first, second] = await Promise.all([this.customers.get(review.firstId), this.customers.get(review.secondId)])
    const byAge = first.id < second.id ? [first, second] : [second, first]
    const wanted = survivorId ? this.publicId.decode('customer', survivorId) : byAge[0]?.id
    const [survivor, absorbed] = wanted === second.id ? [second, first] : [first, second]
    await this.close(review, 'merged')
    return this.mergeThem(survivor, absorbed, 'review')
  }

  /** Decides that they are two; no machine will merge them from now on. @throws NOT_FOUND, MERGE_REVIEW_CLOSED */
  async keepApart(id: number): Promise<void> {
    const review = await this.openReview(id)
    await this.close(review, 'kept-apart')
    this.audit.describe({ action: 'customer.keep-apart', target: { kind: 'merge-review', id } })
  }

  private async mergeThem(survivor: Customer, absorbed: Customer, reason: 'staff' | 'review'): Promise<MergeDoneReply> {
    const mergeId = await this.merging.run({ survivorId: survivor.id, absorbedId: absorbed.id, reason })
    const customer = this.publicId.encode('customer', survivor.id)
    this.audit.describe({
      action: 'customer.merge',
      target: { kind: 'customer', id: customer },
      after: { survivor: customer, absorbed: this.publicId.encode('customer', absorbed.id), mergeId },
    })
    return { mergeId, customer }
  }

  private async compare(first: Customer, second: Customer): Promise<MergePreviewReply> {
    if (first.id === second.id) throw new AppError('MERGE_SAME_CUSTOMER')
    const [firstSide, secondSide, firstOwns, secondOwns, definitions, values] = await Promise.all([
      this.detail.side(first),
      this.detail.side(second),
      this.identities.of([first.id]),
      this.identities.of([second.id]),
      this.attributes.definitions(),
      this.attributes.effective([first.id, second.id]),
    ])
    const both = [...values.values()].flat()
    const winners = definitions.flatMap(
      ({ key, sourcePriority }) =>
        effectiveOf(
          both.filter(({ attribute }) => attribute === key),
          sourcePriority,
        ) ?? [],
    )
    const objection = objectionTo(firstOwns, secondOwns)
    return {
      first: firstSide,
      second: secondSide,
      attributes: presentAttributes(definitions, winners),
      warnings: objection ? [REVIEW_REASONS[objection]] : [],
    }
  }

  private async present(review: MergeReview): Promise<ReviewReply> {
    const [first, second] = await Promise.all([this.customers.get(review.firstId), this.customers.get(review.secondId)])
    const rows = await this.detail.rowsOf([first, second])
    const labels = await this.detail.labelsOf(review.identityId === null ? [] : [review.identityId])
    const staff = await this.staff.byIds(review.decidedBy === null ? [] : [review.decidedBy])
    const [firstRow, secondRow] = [rows.get(first.id), rows.get(second.id)]
    if (!firstRow || !secondRow) throw new AppError('NOT_FOUND', { params: { what: '客户' } })
    return {
      id: review.id,
      reason: review.reason,
      reasonText: REVIEW_REASONS[review.reason],
      state: review.state,
      first: firstRow,
      second: secondRow,
      link: review.identityId === null ? null : (labels.get(review.identityId) ?? null),
      createdAt: review.createdAt.toISOString(),
      decidedAt: review.decidedAt?.toISOString() ?? null,
      decidedBy: review.decidedBy === null ? null : (staff.get(review.decidedBy)?.name ?? null),
    }
  }

  private async find(id: number): Promise<MergeReview> {
    const review = await this.db.repo(MergeReview).findOneBy({ id })
    if (!review) throw new AppError('NOT_FOUND', { params: { what: '待审核记录' } })
    return review
  }

  private async openReview(id: number): Promise<MergeReview> {
    const review = await this.find(id)
    if (review.state !== 'open') throw new AppError('MERGE_REVIEW_CLOSED')
    return review
  }

  private async close(review: MergeReview, state: ReviewState): Promise<void> {
    const actor = this.actors.current()
    const decidedBy = actor.kind === 'staff' ? actor.staffId : null
    const closed = await this.db
      .repo(MergeReview)
      .update({ id: review.id, state: 'open' }, { state, openKey: null, decidedAt: this.clock.now(), decidedBy })
    if (closed.affected !== 1) throw new AppError('MERGE_REVIEW_CLOSED')
  }
}

/** A review of somebody who was erased since is left out of the list. */
function refuseNothing(error: unknown): null {
  if (error instanceof AppError && (error.code === 'CUSTOMER_ERASED' || error.code === 'NOT_FOUND')) return null
  throw error
}
