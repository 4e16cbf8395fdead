import { Body, Controller, Get, HttpCode, Param, ParseIntPipe, Post, Query } from '@nestjs/common'
import type { Actor } from '../../../platform/context'
import { Allow, CurrentActor, staffOf } from '../../../platform/http'
import { StaffService } from '../../staff'
import type { AudienceExport } from './audience-export.entity'
import {
  AudienceExportPage,
  AudienceExportQuery,
  AudienceExportReply,
  DecideExportDto,
  RequestExportDto,
} from './audience.dto'
import { ExportAudience } from './export-audience'

/** People leave the house only with a reason, a second pair of eyes and a watermark. */
@Controller('api/audience-exports')
export class AudienceExportController {
  constructor(
    private readonly exports: ExportAudience,
    private readonly staff: StaffService,
  ) {}

  @Get()
  @Allow('segment.export')
  async list(@Query() query: AudienceExportQuery, @CurrentActor() actor: Actor): Promise<AudienceExportPage> {
    const [wishes, total] = await this.exports.page(query)
    return { items: await this.present(wishes, actor), total, page: query.page, pageSize: query.pageSize }
  }

  @Post()
  @Allow('segment.export', 'customer.read')
  async request(@Body() dto: RequestExportDto, @CurrentActor() actor: Actor): Promise<AudienceExportReply> {
    return this.one(await this.exports.request(dto, staffOf(actor)), actor)
  }

  @Post(':id/decision')
  @HttpCode(200)
  @Allow('segment.approve-export', 'segment.export')
  async decide(
    @Param('id', ParseIntPipe) id: number,
    @Body() dto: DecideExportDto,
    @CurrentActor() actor: Actor,
  ): Promise<AudienceExportReply> {
    return this.one(await this.exports.decide(id, dto.action, dto.note?.trim() ?? '', staffOf(actor)), actor)
  }

  @Post(':id/withdraw')
  @HttpCode(200)
  @Allow('segment.export')
  async withdraw(@Param('id', ParseIntPipe) id: number, @CurrentActor() actor: Actor): Promise<AudienceExportReply> {
    return this.one(await this.exports.withdraw(id, staffOf(actor)), actor)
  }

  /** Makes the file of an approved wish; fetch it under /api/exports. */
  @Post(':id/file')
  @HttpCode(200)
  @Allow('segment.export', 'customer.read')
  async make(@Param('id', ParseIntPipe) id: number, @CurrentActor() actor: Actor): Promise<AudienceExportReply> {
    return this.one(await this.exports.make(id, staffOf(actor)), actor)
  }

  private async one(wish: AudienceExport, actor: Actor): Promise<AudienceExportReply> {
    const [reply] = await this.present([wish], actor)
    if (!reply) throw new Error(`export wish ${wish.id} was not presented`)
    return reply
  }

  private async present(wishes: readonly AudienceExport[], actor: Actor): Promise<AudienceExportReply[]> {
    const { staffId } = staffOf(actor)
    const names = await this.staff.byIds(
      wishes.flatMap(({ requestedBy, decidedBy }) => [requestedBy, decidedBy ?? []].flat()),
    )
    const lists = await this.exports.listsOf(wishes)
    return wishes.map((wish) => ({
      id: wish.id,
      targetKind: wish.targetKind,
      targetId: wish.targetId,
      targetName: wish.targetName,
      columns: wish.columns,
      reason: wish.reason,
      people: wish.people,
      sentence: (wish.audienceId === null ? undefined : lists.get(wish.audienceId))?.sentence ?? null,
      state: wish.state,
      requestedByName: names.get(wish.requestedBy)?.name ?? '',
      own: wish.requestedBy === staffId,
      decidedByName: (wish.decidedBy === null ? undefined : names.get(wish.decidedBy))?.name ?? null,
      decidedAt: wish.decidedAt?.toISOString() ?? null,
      decisionNote: wish.decisionNote,
      validUntil: wish.validUntil?.toISOString() ?? null,
      exportId: wish.exportId,
      createdAt: wish.createdAt.toISOString(),
    }))
  }
}
