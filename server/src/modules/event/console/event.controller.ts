import { Body, Controller, Get, Param, Patch, Post, Query, Res } from '@nestjs/common'
import type { FastifyReply } from 'fastify'
import { Allow, sendCsv } from '../../../platform/http'
import { CustomerService } from '../../identity'
import {
  ChangeEventDto,
  DeclareEventDto,
  EventDefinitionReply,
  EventOwnerReply,
  EventUserReply,
  EventVersionReply,
  StreamDto,
  StreamReply,
  TimelineDto,
  TimelineReply,
} from '../event.dto'
import { EventFeedView } from './event-feed-view'
import { EventHealth } from './event-health'
import { EventPlanDesk } from './event-plan-desk'
import { PLAN_COLUMNS, planRows } from './plan-file'

@Controller('api/events')
export class EventController {
  constructor(private readonly view: EventFeedView) {}

  /** What comes in, newest first. */
  @Get()
  @Allow('event.read')
  async stream(@Query() query: StreamDto): Promise<StreamReply> {
    return this.view.stream(query)
  }

  /** The same as a file, at most the newest 100 000; phone numbers stay masked. */
  @Get('export')
  @Allow('segment.export')
  async export(@Query() query: StreamDto, @Res() reply: FastifyReply): Promise<void> {
    await sendCsv(
      reply,
      '行为事件',
      [
        { header: '发生时间（UTC）', value: ({ occurredAt }) => occurredAt },
        { header: '入库时间（UTC）', value: ({ recordedAt }) => recordedAt },
        { header: '事件标识', value: ({ name }) => name },
        { header: '事件', value: ({ label }) => label },
        { header: '渠道', value: ({ channel }) => channel },
        { header: '客户编号', value: ({ customer }) => customer?.publicId ?? '' },
        { header: '客户', value: ({ customer }) => customer?.displayName ?? '' },
        { header: '手机号', value: ({ customer }) => customer?.phoneMasked ?? '' },
        {
          header: '属性',
          value: ({ details }) => details.map(({ label, value }) => `${label}：${value}`).join('；'),
        },
      ],
      this.view.all(query),
    )
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

  /** The plan as a file for those who write the senders: one row per property. */
  @Get('export')
  @Allow('event.read')
  async export(@Res() reply: FastifyReply): Promise<void> {
    await sendCsv(reply, '埋点方案', PLAN_COLUMNS, planRows(await this.health.all()))
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

  /** Tags and segments whose rules in force read the event. */
  @Get(':name/users')
  @Allow('event.read')
  async users(@Param('name') name: string): Promise<EventUserReply[]> {
    return this.desk.users(name)
  }

  /** What the definition looked like, the newest version first. */
  @Get(':name/versions')
  @Allow('event.read')
  async versions(@Param('name') name: string): Promise<EventVersionReply[]> {
    return this.desk.versions(name)
  }
}
