import { Body, Controller, Get, HttpCode, Param, ParseIntPipe, Post } from '@nestjs/common'
import { Allow, ReadsOnly } from '../../../platform/http'
import { InsightReply, OverlapDto, OverlapReply } from './analysis.dto'
import { InsightService } from './insight.service'
import { overlapParts } from './overlap.policy'
import { PeopleLists } from './people-lists'

/** Looking into lists of people: what they are made of and what they have in common. */
@Controller('api')
export class AnalysisController {
  constructor(
    private readonly insights: InsightService,
    private readonly lists: PeopleLists,
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

  @Get('segments/:id/insight')
  @Allow('segment.read')
  async ofSegment(@Param('id', ParseIntPipe) id: number): Promise<InsightReply> {
    return this.insights.of({ kind: 'segment', id })
  }

  @Get('audiences/:id/insight')
  @Allow('segment.read')
  async ofAudience(@Param('id', ParseIntPipe) id: number): Promise<InsightReply> {
    return this.insights.of({ kind: 'audience', id })
  }
}
