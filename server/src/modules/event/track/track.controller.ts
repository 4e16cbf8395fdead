import { Body, Controller, HttpCode, Post, Query, Req, UseGuards } from '@nestjs/common'
import type { FastifyRequest } from 'fastify'
import { AppError } from '../../../platform/errors'
import { Public } from '../../../platform/http'
import { TrackDto, TrackQuery, TrackReply } from './track.dto'
import { TrackGuard } from './track.guard'
import { TrackService } from './track.service'

@Controller('v1/track')
export class TrackController {
  constructor(private readonly tracking: TrackService) {}

  /**
   * Reports what people did: a source with its key (`Authorization: Bearer gyk_…`, or `?key=` for beacons), or the
   * logged-in consumer with her token.
   */
  @Post()
  @HttpCode(200)
  @Public('Senders prove themselves with a source key or a consumer token, which the guard of this route reads')
  @UseGuards(TrackGuard)
  async track(@Body() dto: TrackDto, @Query() _query: TrackQuery, @Req() request: FastifyRequest): Promise<TrackReply> {
    const sender = request.trackSender
    if (!sender) throw new AppError('NOT_LOGGED_IN')
    return sender.kind === 'consumer'
      ? this.tracking.fromConsumer(sender.actor, dto)
      : this.tracking.fromSource(sender.source, dto)
  }
}
