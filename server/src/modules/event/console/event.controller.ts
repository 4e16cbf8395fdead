import { Body, Controller, Get, Param, Patch, Post, Query } from '@nestjs/common'
import { Allow } from '../../../platform/http'
import { CustomerService } from '../../identity'
import {
  ChangeEventDto,
  DeclareEventDto,
  EventDefinitionReply,
  EventOwnerReply,
  EventVersionReply,
  StreamDto,
  StreamReply,
  TimelineDto,
  TimelineReply,
} from '../event.dto'
import { EventFeedView } from './event-feed-view'
import { EventHealth } from './event-health'
import { EventPlanDesk } from './event-plan-desk'

@Controller('api/events')
export class EventController {
  constructor(private readonly view: EventFeedView) {}

  /** What comes in, newest first. */
  @Get()
  @Allow('event.read')
  async stream(@Query() query: StreamDto): Promise<StreamReply> {
    return this.view.stream(query)
  }
}

@Controller('api/customers')
export class CustomerTimelineController {
  constructor(
    private readonly view: EventFeedView,
    private readonly customers: CustomerService,
  ) {}

  @Get(':id/timeline')
  @Allow('customer.read')
  async timeline(@Param('id') id: string, @Query() query: TimelineDto): Promise<TimelineReply> {
    const customer = await this.customers.byPublicId(id)
    return this.view.timeline(customer.id, query)
  }
}

@Controller('api/event-definitions')
export class EventDefinitionController {
  constructor(
    private readonly desk: EventPlanDesk,
    private readonly health: EventHealth,
  ) {}

  /** The tracking plan with the past 30 days of every event. */
  @Get()
  @Allow('event.read')
  async list(): Promise<EventDefinitionReply[]> {
    return this.health.all()
  }

  @Post()
  @Allow('event.write')
  async declare(@Body() dto: DeclareEventDto): Promise<EventDefinitionReply> {
    return this.desk.declare(dto)
  }

  @Patch(':name')
  @Allow('event.write')
  async change(@Param('name') name: string, @Body() dto: ChangeEventDto): Promise<EventDefinitionReply> {
    return this.desk.change(name, dto)
  }

  /** Who can answer for an event. */
  @Get('owners')
  @Allow('event.read')
  async owners(): Promise<EventOwnerReply[]> {
    return this.desk.owners()
  }

  /** What the definition looked like, the newest version first. */
  @Get(':name/versions')
  @Allow('event.read')
  async versions(@Param('name') name: string): Promise<EventVersionReply[]> {
    return this.desk.versions(name)
  }
}
