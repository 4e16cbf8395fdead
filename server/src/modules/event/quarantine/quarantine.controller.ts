import { Body, Controller, Delete, Get, HttpCode, Param, ParseIntPipe, Post, Put, Query, Res } from '@nestjs/common'
import type { FastifyReply } from 'fastify'
import { Allow, ReadsOnly, sendCsv } from '../../../platform/http'
import { EventMappings } from './event-mappings'
import { QuarantineDesk } from './quarantine-desk'
import {
  DefinitionSuggestion,
  DiscardReply,
  HeldEventList,
  MappingDto,
  MappingPreview,
  MappingReply,
  MappingTargetDto,
  PutMappingDto,
  QuarantineFilter,
  QuarantineGroup,
  QuarantineList,
  SettleDto,
  SettleReply,
} from './quarantine.dto'

@Controller('api/event-quarantine')
export class QuarantineController {
  constructor(private readonly desk: QuarantineDesk) {}

  /** What is held and why, the largest group first. */
  @Get('groups')
  @Allow('event.read')
  async groups(): Promise<QuarantineGroup[]> {
    return this.desk.groups()
  }

  /** Single held events, the newest first. */
  @Get()
  @Allow('event.read')
  async list(@Query() { before, ...filter }: QuarantineList): Promise<HeldEventList> {
    return this.desk.list(filter, before)
  }

  /** The same as a file; phone numbers are masked. */
  @Get('export')
  @Allow('event.read')
  async export(@Query() filter: QuarantineFilter, @Res() reply: FastifyReply): Promise<void> {
    await sendCsv(
      reply,
      '隔离的事件',
      [
        { header: '收到时间（UTC）', value: ({ receivedAt }) => receivedAt },
        { header: '发生时间（UTC）', value: ({ time }) => time },
        { header: '事件', value: ({ event }) => event },
        { header: '属性', value: ({ property }) => property },
        { header: '原因', value: ({ detail }) => detail },
        { header: '客户编号', value: ({ customerId }) => customerId ?? '' },
        { header: '上报的内容', value: ({ properties }) => JSON.stringify(properties) },
      ],
      this.desk.all(filter),
    )
  }

  @Post('preview')
  @HttpCode(200)
  @Allow('event.read')
  @ReadsOnly('Tries a mapping on samples')
  async preview(@Body() dto: MappingDto): Promise<MappingPreview> {
    return this.desk.preview(dto)
  }

  @Post('suggestion')
  @HttpCode(200)
  @Allow('event.read')
  @ReadsOnly('Proposes a definition from samples')
  async suggest(@Body() dto: MappingTargetDto): Promise<DefinitionSuggestion> {
    return this.desk.suggest(dto)
  }

  /** Judges held events again and records those that fit now, each once. */
  @Post('replay')
  @HttpCode(202)
  @Allow('event.write')
  async replay(@Body() dto: SettleDto): Promise<SettleReply> {
    return { jobId: await this.desk.replay(dto) }
  }

  /** Sets held events aside for good. */
  @Post('discard')
  @HttpCode(200)
  @Allow('event.write')
  async discard(@Body() dto: SettleDto): Promise<DiscardReply> {
    return { count: await this.desk.discard(dto) }
  }
}

@Controller('api/event-mappings')
export class EventMappingController {
  constructor(
    private readonly desk: QuarantineDesk,
    private readonly mappings: EventMappings,
  ) {}

  @Get()
  @Allow('event.read')
  async list(): Promise<MappingReply[]> {
    return this.desk.mappingsInForce()
  }

  /** Puts a mapping in force for what comes, and on request for what is held. */
  @Put()
  @Allow('event.write')
  async put(@Body() { replay = false, ...mapping }: PutMappingDto): Promise<SettleReply> {
    return { jobId: await this.desk.map(mapping, replay) }
  }

  @Delete(':id')
  @HttpCode(204)
  @Allow('event.write')
  async remove(@Param('id', ParseIntPipe) id: number): Promise<void> {
    await this.mappings.remove(id)
  }
}
