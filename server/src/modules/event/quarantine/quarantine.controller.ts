import { Body, Controller, Delete, Get, HttpCode, Param, ParseIntPipe, Post, Put, Query } from '@nestjs/common'
import { Allow, ReadsOnly } from '../../../platform/http'
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
