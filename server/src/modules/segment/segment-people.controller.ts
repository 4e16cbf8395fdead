import { Body, Controller, Get, HttpCode, Param, ParseIntPipe, Post, Query } from '@nestjs/common'
import { Allow, PageQuery, ReadsOnly, skipTake } from '../../platform/http'
import { RuleChecker } from '../rule'
import { SegmentCounter } from './segment-counter'
import { PeopleOfRuleDto, SegmentChangesQuery, SegmentChangesReply, SegmentPeopleReply } from './segment.dto'
import { SegmentHistory } from './segment-history'
import { SegmentMembers } from './segment-members'
import { SegmentPresenter } from './segment.presenter'
import { SegmentService } from './segment.service'

/** Who is in a segment and who came and went. It shows people, so that it needs leave to see customers too. */
@Controller('api/segments')
export class SegmentPeopleController {
  constructor(
    private readonly segments: SegmentService,
    private readonly presenter: SegmentPresenter,
    private readonly members: SegmentMembers,
    private readonly history: SegmentHistory,
    private readonly counter: SegmentCounter,
    private readonly checker: RuleChecker,
  ) {}

  /** The people for whom a rule holds that is not saved. */
  @Post('people')
  @HttpCode(200)
  @Allow('segment.read', 'customer.read')
  @ReadsOnly('lists people for a rule that is not saved.')
  async ofRule(@Body() dto: PeopleOfRuleDto): Promise<SegmentPeopleReply> {
    const { ids, total } = await this.counter.people(await this.checker.rule(dto.rule), skipTake(dto))
    return this.presenter.people(
      ids.map((customerId) => ({ customerId, since: null })),
      total,
      dto,
    )
  }

  @Get(':id/people')
  @Allow('segment.read', 'customer.read')
  async people(@Param('id', ParseIntPipe) id: number, @Query() query: PageQuery): Promise<SegmentPeopleReply> {
    await this.segments.get(id)
    const { items, total } = await this.members.page(id, skipTake(query))
    return this.presenter.people(items, total, query)
  }

  /** Who entered and left and why, latest first. */
  @Get(':id/changes')
  @Allow('segment.read', 'customer.read')
  async changes(
    @Param('id', ParseIntPipe) id: number,
    @Query() query: SegmentChangesQuery,
  ): Promise<SegmentChangesReply> {
    await this.segments.get(id)
    const { items, total } = await this.history.changes(id, skipTake(query), query.move)
    return this.presenter.changes(items, total, query)
  }
}
