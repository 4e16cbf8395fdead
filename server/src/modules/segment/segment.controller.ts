import { Body, Controller, Delete, Get, HttpCode, Param, ParseIntPipe, Patch, Post } from '@nestjs/common'
import { describeRule } from '@guiyi/shared'
import { ActorContext } from '../../platform/context'
import { Allow, ReadsOnly } from '../../platform/http'
import { RuleCatalogService, RuleChecker } from '../rule'
import { AudienceReply, NameAudienceDto } from './audience/audience.dto'
import { FreezeAudience } from './audience/freeze-audience'
import { SegmentCounter } from './segment-counter'
import {
  CountSegmentDto,
  CreateSegmentDto,
  SavedSegmentReply,
  SegmentCountReply,
  SegmentDetailReply,
  SegmentItemReply,
  UpdateSegmentDto,
} from './segment.dto'
import { SegmentPresenter } from './segment.presenter'
import { SegmentService, type SavedSegment } from './segment.service'

@Controller('api/segments')
export class SegmentController {
  constructor(
    private readonly segments: SegmentService,
    private readonly presenter: SegmentPresenter,
    private readonly counter: SegmentCounter,
    private readonly checker: RuleChecker,
    private readonly catalogs: RuleCatalogService,
    private readonly freezeAudience: FreezeAudience,
    private readonly actors: ActorContext,
  ) {}

  @Get()
  @Allow('segment.read')
  async list(): Promise<SegmentItemReply[]> {
    return this.presenter.items(await this.segments.list())
  }

  @Post()
  @Allow('segment.write')
  async create(@Body() dto: CreateSegmentDto): Promise<SavedSegmentReply> {
    return this.saved(await this.segments.create(dto))
  }

  /** Counts while somebody is typing. */
  @Post('count')
  @HttpCode(200)
  @Allow('segment.read')
  @ReadsOnly('asked with every keystroke.')
  async count(@Body() dto: CountSegmentDto): Promise<SegmentCountReply> {
    const rule = await this.checker.rule(dto.rule)
    const counted = await this.counter.count(
      rule,
      dto.builder === undefined ? undefined : `${this.asker()}:${dto.builder}`,
    )
    return { ...counted, sentence: describeRule(rule, await this.catalogs.recent()) }
  }

  @Get(':id')
  @Allow('segment.read')
  async detail(@Param('id', ParseIntPipe) id: number): Promise<SegmentDetailReply> {
    return this.presenter.detail(await this.segments.get(id))
  }

  @Patch(':id')
  @Allow('segment.write')
  async update(@Param('id', ParseIntPipe) id: number, @Body() dto: UpdateSegmentDto): Promise<SavedSegmentReply> {
    return this.saved(await this.segments.update(id, dto))
  }

  @Delete(':id')
  @HttpCode(204)
  @Allow('segment.write')
  async remove(@Param('id', ParseIntPipe) id: number): Promise<void> {
    await this.segments.remove(id)
  }

  /** Puts the rule of an older version in force again, as a new version. */
  @Post(':id/versions/:version/restore')
  @HttpCode(200)
  @Allow('segment.write')
  async restore(
    @Param('id', ParseIntPipe) id: number,
    @Param('version', ParseIntPipe) version: number,
  ): Promise<SavedSegmentReply> {
    return this.saved(await this.segments.restore(id, version))
  }

  /** Looks at everyone again, after an evaluation was cancelled or failed. */
  @Post(':id/evaluate')
  @HttpCode(200)
  @Allow('segment.write')
  async evaluate(@Param('id', ParseIntPipe) id: number): Promise<SavedSegmentReply> {
    return this.saved(await this.segments.evaluate(id))
  }

  @Post(':id/audiences')
  @Allow('segment.write')
  async freeze(@Param('id', ParseIntPipe) id: number, @Body() dto: NameAudienceDto): Promise<AudienceReply> {
    const audience = await this.freezeAudience.run(id, dto.name)
    return this.presenter.audience(audience)
  }

  private async saved({ segment, jobId }: SavedSegment): Promise<SavedSegmentReply> {
    return { segment: await this.presenter.item(segment), jobId }
  }

  private asker(): string {
    const actor = this.actors.current()
    return actor.kind === 'staff' ? `staff-${actor.staffId}-${actor.sessionId}` : actor.kind
  }
}
