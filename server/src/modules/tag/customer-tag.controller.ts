import { Body, Controller, Get, Param, ParseIntPipe, Put } from '@nestjs/common'
import { Allow } from '../../platform/http'
import { CustomerService } from '../identity'
import { SetHandTag } from './commands/set-hand-tag'
import { CustomerTagService, type CustomerTag } from './customer-tag.service'
import { CustomerTagReply, SetCustomerTagDto, TagWhyReply } from './tag.dto'
import { HandTagService } from './hand-tag.service'

@Controller('api/customers/:customerId/tags')
export class CustomerTagController {
  constructor(
    private readonly customers: CustomerService,
    private readonly customerTags: CustomerTagService,
    private readonly handTags: HandTagService,
    private readonly setHandTag: SetHandTag,
  ) {}

  @Get()
  @Allow('tag.read')
  async list(@Param('customerId') publicId: string): Promise<CustomerTagReply[]> {
    const { id } = await this.customers.byPublicId(publicId)
    return (await this.customerTags.of(id)).map(present)
  }

  /** Sets a hand-set tag, or takes it away; answers with what the person is tagged by hand afterwards. */
  @Put()
  @Allow('customer.write')
  async set(@Param('customerId') publicId: string, @Body() dto: SetCustomerTagDto): Promise<CustomerTagReply[]> {
    const { id } = await this.customers.byPublicId(publicId)
    await this.setHandTag.run(dto.tagId, id, dto.values, dto.expiresAt === undefined ? null : new Date(dto.expiresAt))
    return (await this.handTags.of(id)).map(present)
  }

  @Get(':tagId/why')
  @Allow('tag.read')
  async why(@Param('customerId') publicId: string, @Param('tagId', ParseIntPipe) tagId: number): Promise<TagWhyReply> {
    const { id } = await this.customers.byPublicId(publicId)
    const why = await this.customerTags.why(id, tagId)
    return {
      ...why,
      history: why.history.map(({ values, from, version }) => ({ values, from: from.toISOString(), version })),
    }
  }
}

const present = ({
  tagId,
  name,
  groupName,
  method,
  values,
  since,
  version,
  strategy,
}: CustomerTag): CustomerTagReply => ({
  tagId,
  name,
  groupName,
  method,
  values,
  since: since.toISOString(),
  version,
  strategy,
})
