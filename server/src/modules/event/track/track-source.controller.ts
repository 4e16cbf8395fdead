import { Body, Controller, Delete, Get, HttpCode, Param, ParseIntPipe, Patch, Post } from '@nestjs/common'
import { Clock } from '../../../platform/clock'
import { Allow } from '../../../platform/http'
import { presentRefusals } from './refusal.presenter'
import {
  ChangeTrackSourceDto,
  CreateTrackSourceDto,
  NewTrackKeyReply,
  TrackRefusalReply,
  TrackSourceReply,
} from './track-source.dto'
import { TrackRefusals } from './track-refusals'
import { TrackSources } from './track-sources'

const ENDED_KEYS_SHOWN = 3
const REFUSAL_DAYS = 14

@Controller('api/track-sources')
export class TrackSourceController {
  constructor(
    private readonly sources: TrackSources,
    private readonly clock: Clock,
    private readonly refusals: TrackRefusals,
  ) {}

  /** Who reports events, with their keys (never the keys themselves). */
  @Get()
  @Allow('event.read')
  async list(): Promise<TrackSourceReply[]> {
    const now = this.clock.now()
    return (await this.sources.list()).map(({ source, keys }) => {
      const told = keys.map(({ id, tail, createdAt, lastUsedAt, endsAt }) => ({
        id,
        tail,
        createdAt: createdAt.toISOString(),
        lastUsedAt: lastUsedAt?.toISOString() ?? null,
        endsAt: endsAt?.toISOString() ?? null,
        working: endsAt === null || endsAt > now,
      }))
      const ended = told.filter(({ working }) => !working).slice(0, ENDED_KEYS_SHOWN)
      return {
        id: source.id,
        code: source.code,
        name: source.name,
        kind: source.kind,
        events: source.events,
        identityKinds: source.identityKinds,
        origins: source.origins,
        disabled: source.disabled,
        createdAt: source.createdAt.toISOString(),
        keys: [...told.filter(({ working }) => working), ...ended],
      }
    })
  }

  /** What sources sent that could not even be kept: malformed, not allowed, or of nobody. */
  @Get('refusals')
  @Allow('event.read')
  async refused(): Promise<TrackRefusalReply[]> {
    const [rows, names] = await Promise.all([this.refusals.recent(REFUSAL_DAYS), this.sources.names()])
    return presentRefusals(rows, names, this.clock.now(), REFUSAL_DAYS)
  }

  @Post()
  @Allow('event.write')
  async create(@Body() dto: CreateTrackSourceDto): Promise<NewTrackKeyReply> {
    const { code, kind, name, events = null, identityKinds = [], origins = null } = dto
    const { id, key } = await this.sources.create(code, kind, { name, events, identityKinds, origins })
    return { sourceId: id, key }
  }

  @Patch(':id')
  @HttpCode(204)
  @Allow('event.write')
  async change(@Param('id', ParseIntPipe) id: number, @Body() dto: ChangeTrackSourceDto): Promise<void> {
    await this.sources.change(id, dto)
  }

  /** A new key; the ones before it work for another day. */
  @Post(':id/keys')
  @Allow('event.write')
  async rotate(@Param('id', ParseIntPipe) id: number): Promise<NewTrackKeyReply> {
    return { sourceId: id, key: await this.sources.rotate(id) }
  }

  /** Ends a key at once. */
  @Delete(':id/keys/:keyId')
  @HttpCode(204)
  @Allow('event.write')
  async revoke(@Param('id', ParseIntPipe) id: number, @Param('keyId', ParseIntPipe) keyId: number): Promise<void> {
    await this.sources.revoke(id, keyId)
  }
}
