import { Injectable, type OnModuleInit } from '@nestjs/common'
import { AudienceEngine } from '../../../platform/audience-engine'
import { Database } from '../../../platform/database'
import { AppError } from '../../../platform/errors'
import { JobRegistry, type JobContext } from '../../../platform/jobs'
import { PublicId } from '../../../platform/public-id'
import { CustomerService } from '../../identity'
import { MEMBER_TABLES } from '../../rule'
import { SetHandTag } from '../commands/set-hand-tag'
import { HandTagBatch } from '../hand/hand-tag-batch.entity'
import { valuesAfter, type BatchReject } from '../hand/hand-tag-batch.policy'
import { HAND_TAG_BATCH_JOB, HandTagBatches } from '../hand/hand-tag-batches'

const PEOPLE_AT_ONCE = 500
const MAX_ATTEMPTS = 5

/** Some of the people of a batch, and where to go on after them. */
interface Portion {
  customerIds: number[]
  rejects: BatchReject[]
  lines: number
  position: number
}

/** Works through a batch in the background; each portion and the note of how far it is are one transaction, so that nobody is done twice. */
@Injectable()
export class SetHandTagsJob implements OnModuleInit {
  constructor(
    private readonly registry: JobRegistry,
    private readonly batches: HandTagBatches,
    private readonly setHandTag: SetHandTag,
    private readonly customers: CustomerService,
    private readonly publicId: PublicId,
    private readonly engine: AudienceEngine,
    private readonly db: Database,
  ) {}

  onModuleInit(): void {
    this.registry.register<{ batchId: number }>({
      kind: HAND_TAG_BATCH_JOB,
      concurrency: 2,
      maxAttempts: MAX_ATTEMPTS,
      keep: true,
      handler: ({ batchId }, context) => this.run(batchId, context),
    })
  }

  private async run(batchId: number, context: JobContext): Promise<{ changed: number } | undefined> {
    let batch = await this.batches.get(batchId)
    if (batch.state !== 'running') return undefined
    try {
      const total = await this.totalOf(batch)
      for (;;) {
        if (await context.cancelled()) throw new AppError('CANCELLED')
        const portion = await this.portion(batch)
        if (portion.lines === 0) break
        await this.work(batch, portion, total)
        batch = await this.batches.get(batchId)
        await context.progress(batch.done, Math.max(total, batch.done))
      }
      await this.batches.end(batch, 'done')
      return { changed: batch.changed }
    } catch (error) {
      const ending = await context.endingOf(error)
      if (ending) await this.batches.end(await this.batches.get(batchId), ending)
      throw error
    }
  }

  private async work(batch: HandTagBatch, portion: Portion, total: number): Promise<void> {
    await this.db.transaction(async () => {
      const tag = await this.setHandTag.settable(batch.tagId, batch.values)
      const living = await this.customers.lockLiving(portion.customerIds)
      const cause = { act: 'batch' as const, reason: batch.reason, batchId: batch.id, staffId: batch.staffId }
      const changed = await this.setHandTag.change(tag, living, cause, async (before) => {
        // Asked within the line of changes: it may have become exclusive a moment ago.
        const { multiple } = await this.setHandTag.settable(batch.tagId, batch.values)
        const wanted = living.map((id): [number, string[]] => [
          id,
          valuesAfter(batch.mode, batch.values, before.get(id) ?? [], multiple),
        ])
        await this.setHandTag.replace(tag.id, new Map(wanted), batch.expiresAt, batch.staffId)
      })
      const alive = new Set(living)
      const gone = portion.customerIds
        .filter((id) => !alive.has(id))
        .map((id) => ({ id: this.publicId.encode('customer', id), reason: '客户已删除' }))
      await this.db.repo(HandTagBatch).update(
        { id: batch.id },
        {
          position: portion.position,
          total,
          done: batch.done + portion.lines,
          changed: batch.changed + changed,
          rejects: [...batch.rejects, ...portion.rejects, ...gone],
        },
      )
    })
  }

  private async totalOf({ source, total }: HandTagBatch): Promise<number> {
    if (source.kind === 'list' || total > 0) return total
    const [row] = await this.engine.query<{ people: number }>(
      `SELECT uniqExact(customer_id) AS people FROM ${MEMBER_TABLES.segment} WHERE owner_id = {segment:UInt64}`,
      { segment: source.segmentId },
    )
    return row?.people ?? 0
  }

  private async portion({ source, position }: HandTagBatch): Promise<Portion> {
    if (source.kind === 'list') return this.ofList(source.ids.slice(position, position + PEOPLE_AT_ONCE), position)
    const rows = await this.engine.query<{ customer_id: number }>(
      `SELECT DISTINCT customer_id FROM ${MEMBER_TABLES.segment}
       WHERE owner_id = {segment:UInt64} AND customer_id > {after:UInt64} ORDER BY customer_id LIMIT ${PEOPLE_AT_ONCE}`,
      { segment: source.segmentId, after: position },
    )
    const customerIds = rows.map(({ customer_id }) => customer_id)
    return { customerIds, rejects: [], lines: customerIds.length, position: customerIds.at(-1) ?? position }
  }

  /** Who was absorbed meanwhile stands for her survivor. */
  private async ofList(lines: readonly string[], position: number): Promise<Portion> {
    const customerIds = new Set<number>()
    const rejects: BatchReject[] = []
    const known = await this.customers.idsByPublicIds(lines)
    for (const line of lines) {
      const id = known.get(line)
      if (typeof id !== 'number') rejects.push({ id: line, reason: id === null ? '客户已删除' : '没有这位客户' })
      else if (customerIds.has(id)) rejects.push({ id: line, reason: '名单中重复' })
      else customerIds.add(id)
    }
    return { customerIds: [...customerIds], rejects, lines: lines.length, position: position + lines.length }
  }
}
