import { Injectable } from '@nestjs/common'
import { AuditTrail } from '../../../platform/audit'
import { Clock } from '../../../platform/clock'
import type { StaffActor } from '../../../platform/context'
import { Database } from '../../../platform/database'
import { AppError } from '../../../platform/errors'
import { Jobs } from '../../../platform/jobs'
import { RuleCatalogService } from '../../rule'
import { SetHandTag } from '../commands/set-hand-tag'
import { HandTagBatch } from './hand-tag-batch.entity'
import { batchLife, type BatchMode, type BatchSource, type BatchState } from './hand-tag-batch.policy'

export const HAND_TAG_BATCH_JOB = 'tag.set-by-hand'
const SHOWN = 20

export interface BatchOrder {
  mode: BatchMode
  values: string[]
  source: BatchSource
  expiresAt: Date | null
  reason: string
}

/** Batches of hand-set tags: ordered by a person, done by a job. */
@Injectable()
export class HandTagBatches {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
    private readonly catalogs: RuleCatalogService,
    private readonly setHandTag: SetHandTag,
    private readonly audit: AuditTrail,
  ) {}

  /** @throws NOT_FOUND, TAG_NOT_HAND_SET, TAG_STATE_FORBIDS, TAG_VALUE_UNKNOWN, TAG_BATCH_EMPTY */
  async create(tagId: number, order: BatchOrder, staff: StaffActor): Promise<HandTagBatch> {
    const tag = await this.setHandTag.settable(tagId, order.values)
    if (order.mode !== 'remove' && order.values.length === 0) throw new AppError('TAG_BATCH_EMPTY', { field: 'values' })
    const sourceName = await this.nameOf(order.source)
    const { id } = await this.db.repo(HandTagBatch).save({
      tagId,
      ...order,
      sourceName,
      rejects: [],
      staffId: staff.staffId,
      total: order.source.kind === 'list' ? order.source.ids.length : 0,
    })
    const jobId = await this.jobs.enqueue(HAND_TAG_BATCH_JOB, { batchId: id }, { key: `${HAND_TAG_BATCH_JOB}:${id}` })
    await this.db.repo(HandTagBatch).update({ id }, { jobId })
    this.audit.describe({
      action: 'tag.set-batch',
      target: { kind: 'tag', id: tagId, name: tag.name },
      after: { mode: order.mode, values: order.values, who: sourceName, reason: order.reason },
    })
    return this.get(id)
  }

  /** @param tagId as the caller knows it @throws NOT_FOUND */
  async get(id: number, tagId?: number): Promise<HandTagBatch> {
    const batch = await this.db.repo(HandTagBatch).findOneBy({ id, ...(tagId === undefined ? {} : { tagId }) })
    if (!batch) throw new AppError('NOT_FOUND', { params: { what: '批量打标' } })
    return batch
  }

  /** Latest first. */
  async list(tagId: number): Promise<HandTagBatch[]> {
    return this.db.repo(HandTagBatch).find({ where: { tagId }, order: { id: 'DESC' }, take: SHOWN })
  }

  /** Stops it before its next people; who was done stays so. @throws NOT_FOUND, TAG_BATCH_ENDED */
  async cancel(id: number, tagId: number): Promise<HandTagBatch> {
    const batch = await this.get(id, tagId)
    if (batch.state !== 'running' || batch.jobId === null) throw new AppError('TAG_BATCH_ENDED')
    await this.jobs.cancel(batch.jobId)
    // A waiting job ends at once and never comes to say so.
    if ((await this.jobs.find(batch.jobId))?.state === 'cancelled') await this.end(batch, 'cancelled')
    this.audit.describe({ action: 'tag.cancel-batch', target: { kind: 'tag', id: batch.tagId } })
    return this.get(id)
  }

  async end({ id, state }: HandTagBatch, to: BatchState): Promise<void> {
    if (!batchLife.actions(state).some((action) => batchLife.next(state, action) === to)) return
    await this.db.repo(HandTagBatch).update({ id, state }, { state: to, finishedAt: this.clock.now() })
  }

  private async nameOf(source: BatchSource): Promise<string> {
    if (source.kind === 'list') {
      if (source.ids.length === 0) throw new AppError('TAG_BATCH_EMPTY', { field: 'source.ids' })
      return `名单（${source.ids.length} 人）`
    }
    const segment = (await this.catalogs.load()).segments.find(({ id }) => id === source.segmentId)
    if (!segment) throw new AppError('NOT_FOUND', { params: { what: '分群' } })
    return `分群「${segment.name}」`
  }
}
