import { Body, Controller, Delete, Get, HttpCode, Param, ParseIntPipe, Post, Put, Query, Res } from '@nestjs/common'
import type { FastifyReply } from 'fastify'
import { Allow, OwnTransactions, sendCsv } from '../../../platform/http'
import { channelLabel } from './campaign.presenter'
import { DeliveryService } from '../delivery/delivery.service'
import { DELIVERY_STATES } from '../delivery/delivery.states'
import { EffectReply } from '../effect/effect.dto'
import { EffectService } from '../effect/effect.service'
import { CampaignOptionsService } from './campaign-options'
import {
  CampaignDetail,
  CampaignOptions,
  CampaignPage,
  CampaignQuery,
  DeliveryPage,
  DeliveryQuery,
  JobStarted,
  SaveCampaignDto,
  SendCampaignDto,
  TemplateReply,
  type DeliveryRow,
} from './campaign.dto'
import { CampaignService } from './campaign.service'
import { CampaignStore } from './campaign.store'
import { RunCampaign } from './run-campaign'
import { SaveCampaign } from './save-campaign'

@Controller('api/campaigns')
export class CampaignController {
  constructor(
    private readonly campaigns: CampaignService,
    private readonly store: CampaignStore,
    private readonly saving: SaveCampaign,
    private readonly running: RunCampaign,
    private readonly deliveries: DeliveryService,
    private readonly effects: EffectService,
    private readonly options: CampaignOptionsService,
  ) {}

  @Get()
  @Allow('campaign.read')
  list(@Query() query: CampaignQuery): Promise<CampaignPage> {
    return this.campaigns.list(query)
  }

  @Get('options')
  @Allow('campaign.read')
  choices(): Promise<CampaignOptions> {
    return this.options.all()
  }

  @Get('templates/:accountId')
  @Allow('campaign.read')
  templates(@Param('accountId', ParseIntPipe) accountId: number): Promise<TemplateReply[]> {
    return this.options.templates(accountId)
  }

  @Post()
  @Allow('campaign.write')
  @OwnTransactions('Checking a template asks the platform')
  async create(@Body() dto: SaveCampaignDto): Promise<CampaignDetail> {
    return this.campaigns.detail((await this.saving.create(dto)).id)
  }

  @Get(':id')
  @Allow('campaign.read')
  detail(@Param('id', ParseIntPipe) id: number): Promise<CampaignDetail> {
    return this.campaigns.detail(id)
  }

  @Put(':id')
  @Allow('campaign.write')
  @OwnTransactions('Checking a template asks the platform')
  async update(@Param('id', ParseIntPipe) id: number, @Body() dto: SaveCampaignDto): Promise<CampaignDetail> {
    return this.campaigns.detail((await this.saving.update(id, dto)).id)
  }

  @Delete(':id')
  @HttpCode(204)
  @Allow('campaign.write')
  remove(@Param('id', ParseIntPipe) id: number): Promise<void> {
    return this.saving.remove(id)
  }

  @Post(':id/plan')
  @HttpCode(200)
  @Allow('campaign.write')
  async plan(@Param('id', ParseIntPipe) id: number): Promise<JobStarted> {
    return { jobId: await this.running.plan(id) }
  }

  @Post(':id/replan')
  @HttpCode(200)
  @Allow('campaign.write')
  async replan(@Param('id', ParseIntPipe) id: number): Promise<CampaignDetail> {
    return this.campaigns.detail((await this.running.replan(id)).id)
  }

  @Post(':id/send')
  @HttpCode(200)
  @Allow('campaign.send')
  async send(@Param('id', ParseIntPipe) id: number, @Body() dto: SendCampaignDto): Promise<CampaignDetail> {
    return this.campaigns.detail((await this.running.send(id, dto)).id)
  }

  @Post(':id/cancel')
  @HttpCode(200)
  @Allow('campaign.send')
  async cancel(@Param('id', ParseIntPipe) id: number): Promise<CampaignDetail> {
    return this.campaigns.detail((await this.running.cancel(id)).id)
  }

  @Get(':id/deliveries')
  @Allow('campaign.read')
  ledger(@Param('id', ParseIntPipe) id: number, @Query() query: DeliveryQuery): Promise<DeliveryPage> {
    return this.deliveries.list(id, query)
  }

  @Get(':id/deliveries/export')
  @Allow('campaign.read')
  async export(
    @Param('id', ParseIntPipe) id: number,
    @Query() query: DeliveryQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { name } = await this.store.get(id)
    await sendCsv<DeliveryRow>(
      reply,
      `触达记录-${name}`,
      [
        { header: '客户编号', value: (row) => row.customerId },
        { header: '客户', value: (row) => row.displayName },
        { header: '渠道', value: (row) => (row.channel ? channelLabel(row.channel) : '') },
        { header: '发送员工', value: (row) => row.sender ?? '' },
        { header: '状态', value: (row) => (row.state === 'control' ? '对照组' : DELIVERY_STATES[row.state]) },
        { header: '原因', value: (row) => row.reasonLabel ?? '' },
        { header: '发送时间(UTC)', value: (row) => row.sentAt ?? '' },
        { header: '结果时间(UTC)', value: (row) => row.settledAt ?? '' },
      ],
      this.deliveries.all(id, query),
    )
  }

  @Get(':id/effect')
  @Allow('campaign.read')
  async effect(@Param('id', ParseIntPipe) id: number): Promise<EffectReply> {
    return this.effects.of(await this.store.get(id))
  }
}
