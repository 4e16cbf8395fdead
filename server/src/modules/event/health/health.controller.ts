import { Body, Controller, Get, HttpCode, Param, ParseIntPipe, Post } from '@nestjs/common'
import { Allow, CurrentActor, staffOf } from '../../../platform/http'
import type { Actor } from '../../../platform/context'
import { EventAlerts } from './event-alerts'
import { HealthDesk } from './health-desk'
import { EventAlertReply, EventHealthDetail, EventHealthReply, MuteAlertDto } from './health.dto'

@Controller('api/event-health')
export class EventHealthController {
  constructor(private readonly desk: HealthDesk) {}

  /** Expected against seen, first and last sighting, held and users of every event. */
  @Get()
  @Allow('event.read')
  async overview(): Promise<EventHealthReply> {
    return this.desk.overview()
  }

  /** One event's past week by the hour, and how well its properties are filled. */
  @Get(':name')
  @Allow('event.read')
  async detail(@Param('name') name: string): Promise<EventHealthDetail> {
    return this.desk.detail(name)
  }
}

@Controller('api/event-alerts')
export class EventAlertController {
  constructor(private readonly alerts: EventAlerts) {}

  /** What concerns the logged-in person: open ones first. */
  @Get()
  @Allow('event.read')
  async list(@CurrentActor() actor: Actor): Promise<EventAlertReply[]> {
    const alerts = await this.alerts.of(staffOf(actor).staffId)
    return alerts.map((alert) => ({
      id: alert.id,
      kind: alert.kind,
      event: alert.event,
      property: alert.property,
      sentence: alert.sentence,
      openedAt: alert.openedAt.toISOString(),
      lastFoundAt: alert.lastFoundAt.toISOString(),
      resolvedAt: alert.resolvedAt?.toISOString() ?? null,
      notified: alert.notifiedAt !== null,
      read: alert.readAt !== null,
      mutedUntil: alert.mutedUntil?.toISOString() ?? null,
      unowned: alert.staffId === null,
    }))
  }

  @Post(':id/read')
  @HttpCode(204)
  @Allow('event.read')
  async read(@Param('id', ParseIntPipe) id: number): Promise<void> {
    await this.alerts.read(id)
  }

  @Post(':id/mute')
  @HttpCode(204)
  @Allow('event.write')
  async mute(@Param('id', ParseIntPipe) id: number, @Body() { hours }: MuteAlertDto): Promise<void> {
    await this.alerts.mute(id, hours)
  }
}
