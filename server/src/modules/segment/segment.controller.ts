import { Body, Controller, Delete, Get, HttpCode, Param, ParseIntPipe, Patch, Post, Query } from '@nestjs/common'
import { describeRule } from '@guiyi/shared'
import { ActorContext } from '../../platform/context'
import { Allow, ReadsOnly, PageQuery, skipTake } from '../../platform/http'
import { RuleCatalogService, RuleChecker } from '../rule'
import { AudienceReply, NameAudienceDto } from './audience/audience.dto'
import { FreezeAudience } from './audience/freeze-audience'
import { SegmentCounter } from './segment-counter'
import { SegmentMembers } from './segment-members'
import {
  CountSegmentDto,
  CreateSegmentDto,
  PeopleOfRuleDto,
  SavedSegmentReply,
  SegmentChangesReply,
  SegmentCountReply,
  SegmentDetailReply,
  SegmentItemReply,
  SegmentPeopleReply,
  UpdateSegmentDto,
} from './segment.dto'
import { SegmentPresenter } from './segment.presenter'
import { SegmentService } from './segment.service'

@Controller('api/segments')
export class SegmentController {
  constructor(
    private readonly segments: SegmentService,
    private readonly presenter: SegmentPresenter,
    private readonly members: SegmentMembers,
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
    const { segment, jobId } = await this.segments.create(dto)
    return { segment: await this.presenter.item(segment), jobId }
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

  /** The people for whom a rule holds that is not saved yet. */
  @Post('people')
  @HttpCode(200)
  @Allow('segment.read')
  @ReadsOnly('lists people for a rule that is not saved.')
  async peopleOfRule(@Body() dto: PeopleOfRuleDto): Promise<SegmentPeopleReply> {
    const { ids, total } = await this.counter.people(await this.checker.rule(dto.rule), skipTake(dto))
    return this.presenter.people(
      ids.map((customerId) => ({ customerId, since: null })),
      total,
      dto,
    )
  }

  @Get(':id')
  @Allow('segment.read')
  async detail(@Param('id', ParseIntPipe) id: number): Promise<SegmentDetailReply> {
    return this.presenter.detail(await this.segments.get(id))
  }

  @Patch(':id')
  @Allow('segment.write')
  async update(@Param('id', ParseIntPipe) id: number, @Body() dto: UpdateSegmentDto): Promise<SavedSegmentReply> {
    const { segment, jobId } = await this.segments.update(id, dto)
    return { segment: await this.presenter.item(segment), jobId }
  }

  @Delete(':id')
  @HttpCode(204)
  @Allow('segment.write')
  async remove(@Param('id', ParseIntPipe) id: number): Promise<void> {
    await this.segments.remove(id)
  }

  @Get(':id/people')
  @Allow('segment.read')
  async people(@Param('id', ParseIntPipe) id: number, @Query() query: PageQuery): Promise<SegmentPeopleReply> {
    await this.segments.get(id)
    const { items, total } = await this.members.page(id, skipTake(query))
    return this.presenter.people(items, total, query)
  }

  /** Who entered and left, latest first. */
  @Get(':id/changes')
  @Allow('segment.read')
  async changes(@Param('id', ParseIntPipe) id: number, @Query() query: PageQuery): Promise<SegmentChangesReply> {
    await this.segments.get(id)
    const { items, total } = await this.members.changes(id, skipTake(query))
    return this.presenter.changes(items, total, query)
  }

  @Post(':id/audiences')
  @Allow('segment.write')
  async freeze(@Param('id', ParseIntPipe) id: number, @Body() dto: NameAudienceDto): Promise<AudienceReply> {
    const audience = await this.freezeAudience.run(id, dto.name)
    return this.presenter.audience(audience)
  }

  private asker(): string {
    const actor = this.actors.current()
    return actor.kind === 'staff' ? `staff-${actor.staffId}-${actor.sessionId}` : actor.kind
  }
}
