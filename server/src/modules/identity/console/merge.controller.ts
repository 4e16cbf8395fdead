import { Body, Controller, Get, HttpCode, Param, ParseIntPipe, Post, Query } from '@nestjs/common'
import { Allow } from '../../../platform/http'
import { AttributeService } from '../attribute/attribute.service'
import {
  AttributeDefinitionReply,
  DeclareAttributeDto,
  DecideReviewDto,
  MergeDoneReply,
  MergeDto,
  MergePreviewReply,
  ReviewDetailReply,
  ReviewPage,
  ReviewQuery,
  UnmergeReply,
} from './customer.dto'
import { presentDefinition } from './customer.presenter'
import { MergeDesk } from './merge-desk'

@Controller('api/customer-merges')
export class CustomerMergeController {
  constructor(private readonly desk: MergeDesk) {}

  @Get('preview')
  @Allow('customer.merge')
  async preview(@Query() { survivor, absorbed }: MergeDto): Promise<MergePreviewReply> {
    return this.desk.preview(survivor, absorbed)
  }

  @Post()
  @Allow('customer.merge')
  async merge(@Body() { survivor, absorbed }: MergeDto): Promise<MergeDoneReply> {
    return this.desk.merge(survivor, absorbed)
  }

  @Post(':id/undo')
  @HttpCode(200)
  @Allow('customer.merge')
  async undo(@Param('id', ParseIntPipe) id: number): Promise<UnmergeReply> {
    return this.desk.undo(id)
  }
}

@Controller('api/merge-reviews')
export class MergeReviewController {
  constructor(private readonly desk: MergeDesk) {}

  @Get()
  @Allow('customer.merge')
  async list(@Query() query: ReviewQuery): Promise<ReviewPage> {
    return { ...(await this.desk.reviews(query)), page: query.page, pageSize: query.pageSize }
  }

  @Get(':id')
  @Allow('customer.merge')
  async get(@Param('id', ParseIntPipe) id: number): Promise<ReviewDetailReply> {
    return this.desk.review(id)
  }

  @Post(':id/merge')
  @HttpCode(200)
  @Allow('customer.merge')
  async merge(@Param('id', ParseIntPipe) id: number, @Body() { survivor }: DecideReviewDto): Promise<MergeDoneReply> {
    return this.desk.mergeReviewed(id, survivor)
  }

  @Post(':id/keep-apart')
  @HttpCode(204)
  @Allow('customer.merge')
  async keepApart(@Param('id', ParseIntPipe) id: number): Promise<void> {
    await this.desk.keepApart(id)
  }
}

@Controller('api/attribute-definitions')
export class AttributeDefinitionController {
  constructor(private readonly attributes: AttributeService) {}

  @Get()
  @Allow('customer.read')
  async list(): Promise<AttributeDefinitionReply[]> {
    return (await this.attributes.definitions()).map(presentDefinition)
  }

  @Post()
  @Allow('event.write')
  async declare(@Body() dto: DeclareAttributeDto): Promise<AttributeDefinitionReply> {
    return presentDefinition(await this.attributes.declare(dto))
  }
}
