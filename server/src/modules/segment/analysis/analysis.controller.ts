import { Body, Controller, Get, HttpCode, Param, ParseIntPipe, Post, Query } from '@nestjs/common'
import { Allow, ReadsOnly, skipTake, type PageQuery } from '../../../platform/http'
import { SegmentPeopleReply } from '../segment.dto'
import { SegmentPresenter } from '../segment.presenter'
import {
  InsightPeopleQuery,
  InsightQuery,
  InsightReply,
  OverlapDto,
  OverlapPeopleDto,
  OverlapReply,
} from './analysis.dto'
import { InsightService } from './insight.service'
import { overlapParts } from './overlap.policy'
import { PeopleLists, type PeopleList } from './people-lists'

/** Looking into lists of people: what they are made of and what they have in common. */
@Controller('api')
export class AnalysisController {
  constructor(
    private readonly insights: InsightService,
    private readonly lists: PeopleLists,
    private readonly presenter: SegmentPresenter,
  ) {}

  @Post('segments/overlap')
  @HttpCode(200)
  @Allow('segment.read')
  @ReadsOnly('compares lists.')
  async overlap(@Body() { lists }: OverlapDto): Promise<OverlapReply> {
    const sets = await Promise.all(lists.map((list) => this.lists.set(list)))
    const parts = overlapParts(sets)
    return {
      lists: await Promise.all(
        lists.map(async (list, place) => ({
          kind: list.kind,
          id: list.id,
          name: await this.lists.nameOf(list),
          people: sets[place]?.size ?? 0,
        })),
      ),
      parts,
      people: parts.reduce((sum, { people }) => sum + people, 0),
    }
  }

  /** Who is in one part of an overlap. */
  @Post('segments/overlap/people')
  @HttpCode(200)
  @Allow('segment.read', 'customer.read')
  @ReadsOnly('lists people of several lists.')
  async overlapPeople(@Body() dto: OverlapPeopleDto): Promise<SegmentPeopleReply> {
    const set = await this.lists.only(dto.lists, dto.places)
    const { skip, take } = skipTake(dto)
    return this.shown({ ids: set.page(skip, take), total: set.size }, dto)
  }

  /** What the people of a segment are made of, in parts. */
  @Get('segments/:id/insight')
  @Allow('segment.read')
  async ofSegment(@Param('id', ParseIntPipe) id: number, @Query() { part }: InsightQuery): Promise<InsightReply> {
    return this.insights.part({ kind: 'segment', id }, part)
  }

  @Get('audiences/:id/insight')
  @Allow('segment.read')
  async ofAudience(@Param('id', ParseIntPipe) id: number, @Query() { part }: InsightQuery): Promise<InsightReply> {
    return this.insights.part({ kind: 'audience', id }, part)
  }

  /** Who of the segment has one value of a trait. */
  @Get('segments/:id/insight/people')
  @Allow('segment.read', 'customer.read')
  async peopleOfSegment(
    @Param('id', ParseIntPipe) id: number,
    @Query() query: InsightPeopleQuery,
  ): Promise<SegmentPeopleReply> {
    return this.withValue({ kind: 'segment', id }, query)
  }

  @Get('audiences/:id/insight/people')
  @Allow('segment.read', 'customer.read')
  async peopleOfAudience(
    @Param('id', ParseIntPipe) id: number,
    @Query() query: InsightPeopleQuery,
  ): Promise<SegmentPeopleReply> {
    return this.withValue({ kind: 'audience', id }, query)
  }

  private async withValue(list: PeopleList, query: InsightPeopleQuery): Promise<SegmentPeopleReply> {
    const { kind, key, value = null, above = null, upto = null } = query
    return this.shown(await this.insights.people(list, { kind, key, value, above, upto }, skipTake(query)), query)
  }

  private shown({ ids, total }: { ids: number[]; total: number }, page: PageQuery): Promise<SegmentPeopleReply> {
    return this.presenter.people(
      ids.map((customerId) => ({ customerId, since: null })),
      total,
      page,
    )
  }
}
