import { Controller, HttpCode, Post, Req, UseGuards } from '@nestjs/common'
import { ApiBody, ApiQuery } from '@nestjs/swagger'
import type { FastifyRequest } from 'fastify'
import { AppError } from '../../../platform/errors'
import { Public } from '../../../platform/http'
import { TrackDto, TrackReply } from './track.dto'
import { TrackGuard } from './track.guard'
import { TrackService } from './track.service'

@Controller('v1/track')
export class TrackController {
  constructor(private readonly tracking: TrackService) {}

  /**
   * Reports what people did: a source with its key (`Authorization: Bearer gyk_…`, or `?key=` for beacons), or the
   * logged-in consumer with her token. Read by hand: checking hundreds of messages by decorators takes longer than
   * recording them.
   */
  @Post()
  @HttpCode(200)
  @Public('Senders prove themselves with a source key or a consumer token, which the guard of this route reads')
  @UseGuards(TrackGuard)
  @ApiQuery({ name: 'key', required: false })
  @ApiBody({ type: TrackDto })
  async track(@Req() request: FastifyRequest): Promise<TrackReply> {
    const sender = request.trackSender
    if (!sender) throw new AppError('NOT_LOGGED_IN')
    return sender.kind === 'consumer'
      ? this.tracking.fromConsumer(sender.actor, request.body)
      : this.tracking.fromSource(sender.source, request.body)
  }
}
