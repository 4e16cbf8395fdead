import { Body, Controller, HttpCode, Post } from '@nestjs/common'
import type { Actor } from '../../../platform/context'
import { AllowConsumer, CurrentActor, consumerOf } from '../../../platform/http'
import { TrackDto, TrackReply } from './track.dto'
import { TrackService } from './track.service'

@Controller('v1/track')
export class TrackController {
  constructor(private readonly tracking: TrackService) {}

  /** Reports what the logged-in consumer did. */
  @Post()
  @HttpCode(200)
  @AllowConsumer()
  async track(@Body() dto: TrackDto, @CurrentActor() actor: Actor): Promise<TrackReply> {
    return this.tracking.accept(consumerOf(actor), dto.messages)
  }
}
