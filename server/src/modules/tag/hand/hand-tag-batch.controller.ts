import { Body, Controller, Get, HttpCode, Param, ParseIntPipe, Post, Res } from '@nestjs/common'
import type { FastifyReply } from 'fastify'
import { checkedInstant } from '../../../platform/clock'
import type { Actor } from '../../../platform/context'
import { AppError } from '../../../platform/errors'
import { Allow, CurrentActor, sendCsv, staffOf } from '../../../platform/http'
import { StaffService } from '../../staff'
import { HandTagBatch } from './hand-tag-batch.entity'
import type { BatchSource } from './hand-tag-batch.policy'
import { HandTagBatches } from './hand-tag-batches'
import { HandTagBatchDto, HandTagBatchReply } from './hand-tag.dto'

@Controller('api/tags/:tagId/batches')
export class HandTagBatchController {
  constructor(
    private readonly batches: HandTagBatches,
    private readonly staff: StaffService,
  ) {}

  @Get()
  @Allow('tag.read')
  async list(@Param('tagId', ParseIntPipe) tagId: number): Promise<HandTagBatchReply[]> {
    return this.present(await this.batches.list(tagId))
  }

  /** Gives a hand-set tag to many people, or takes it away, in the background. */
  @Post()
  @Allow('tag.write', 'customer.write')
  async create(
    @Param('tagId', ParseIntPipe) tagId: number,
    @Body() dto: HandTagBatchDto,
    @CurrentActor() actor: Actor,
  ): Promise<HandTagBatchReply> {
    const { mode, values, expiresAt, reason = '' } = dto
    const order = {
      mode,
      values,
      source: sourceOf(dto),
      expiresAt: expiresAt === undefined ? null : checkedInstant(expiresAt),
      reason,
    }
    return this.presentOne(await this.batches.create(tagId, order, staffOf(actor)))
  }

  @Get(':id')
  @Allow('tag.read')
  async get(
    @Param('tagId', ParseIntPipe) tagId: number,
    @Param('id', ParseIntPipe) id: number,
  ): Promise<HandTagBatchReply> {
    return this.presentOne(await this.batches.get(id, tagId))
  }

  @Post(':id/cancel')
  @HttpCode(200)
  @Allow('tag.write', 'customer.write')
  async cancel(
    @Param('tagId', ParseIntPipe) tagId: number,
    @Param('id', ParseIntPipe) id: number,
  ): Promise<HandTagBatchReply> {
    return this.presentOne(await this.batches.cancel(id, tagId))
  }

  /** Who was left out, and why. */
  @Get(':id/rejects')
  @Allow('tag.read', 'customer.read')
  async rejects(
    @Param('tagId', ParseIntPipe) tagId: number,
    @Param('id', ParseIntPipe) id: number,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { rejects } = await this.batches.get(id, tagId)
    await sendCsv(
      reply,
      `批量打标-${id}-被拒绝`,
      [
        { header: '客户编号', value: (reject) => reject.id },
        { header: '原因', value: (reject) => reject.reason },
      ],
      rejects,
    )
  }

  private async presentOne(batch: HandTagBatch): Promise<HandTagBatchReply> {
    const [reply] = await this.present([batch])
    if (!reply) throw new Error(`batch ${batch.id} was not presented`)
    return reply
  }

  private async present(batches: readonly HandTagBatch[]): Promise<HandTagBatchReply[]> {
    const staff = await this.staff.byIds(batches.map(({ staffId }) => staffId))
    return batches.map((batch) => ({
      id: batch.id,
      mode: batch.mode,
      values: batch.values,
      sourceName: batch.sourceName,
      expiresAt: batch.expiresAt?.toISOString() ?? null,
      reason: batch.reason,
      state: batch.state,
      jobId: batch.jobId,
      total: batch.total,
      done: batch.done,
      changed: batch.changed,
      rejected: batch.rejects.length,
      staffName: staff.get(batch.staffId)?.name ?? null,
      createdAt: batch.createdAt.toISOString(),
      finishedAt: batch.finishedAt?.toISOString() ?? null,
    }))
  }
}

/** @throws TAG_BATCH_SOURCE unless exactly one is given */
function sourceOf({ customerIds, segmentId }: HandTagBatchDto): BatchSource {
  if (customerIds !== undefined && segmentId === undefined)
    return { kind: 'list', ids: customerIds.map((id) => id.trim()).filter((id) => id !== '') }
  if (segmentId !== undefined && customerIds === undefined) return { kind: 'segment', segmentId }
  throw new AppError('TAG_BATCH_SOURCE', { field: 'customerIds' })
}
