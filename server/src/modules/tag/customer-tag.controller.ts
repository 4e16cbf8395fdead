import { Body, Controller, Get, Param, ParseIntPipe, Put } from '@nestjs/common'
import { checkedInstant } from '../../platform/clock'
import { Allow } from '../../platform/http'
import { CustomerService } from '../identity'
import { SetHandTag } from './commands/set-hand-tag'
import { CustomerTagService, type CustomerTag, type ShownSpan } from './customer-tag.service'
import { CustomerTagReply, OneTagReply, SetCustomerTagDto, TagSpanReply, TagWhyReply } from './customer-tag.dto'
import { HandTagService } from './hand/hand-tag.service'
import { TagService } from './tag.service'
import { ValueWords } from './values/value-words'

@Controller('api/customers/:customerId/tags')
export class CustomerTagController {
  constructor(
    private readonly customers: CustomerService,
    private readonly customerTags: CustomerTagService,
    private readonly handTags: HandTagService,
    private readonly setHandTag: SetHandTag,
    private readonly tags: TagService,
    private readonly words: ValueWords,
  ) {}

  @Get()
  @Allow('tag.read', 'customer.read')
  async list(@Param('customerId') publicId: string): Promise<CustomerTagReply[]> {
    const { id } = await this.customers.byPublicId(publicId)
    return (await this.customerTags.of(id)).map(present)
  }

  /** Sets a hand-set tag, or takes it away; answers with what the person is tagged by hand afterwards. */
  @Put()
  @Allow('customer.write')
  async set(@Param('customerId') publicId: string, @Body() dto: SetCustomerTagDto): Promise<CustomerTagReply[]> {
    const { id } = await this.customers.byPublicId(publicId)
    await this.setHandTag.run(dto.tagId, id, {
      values: dto.values,
      expiresAt: dto.expiresAt === undefined ? null : checkedInstant(dto.expiresAt),
      reason: dto.reason,
    })
    return (await this.words.shown(await this.handTags.of(id))).map(present)
  }

  /** One tag of a person; null when she has no value of it. */
  @Get(':tagId')
  @Allow('tag.read', 'customer.read')
  async one(@Param('customerId') publicId: string, @Param('tagId', ParseIntPipe) tagId: number): Promise<OneTagReply> {
    const { id } = await this.customers.byPublicId(publicId)
    await this.tags.get(tagId)
    const tag = (await this.customerTags.of(id)).find((own) => own.tagId === tagId)
    return { tag: tag ? present(tag) : null }
  }

  /** Every list of values the person has had, latest first. */
  @Get(':tagId/history')
  @Allow('tag.read', 'customer.read')
  async history(
    @Param('customerId') publicId: string,
    @Param('tagId', ParseIntPipe) tagId: number,
  ): Promise<TagSpanReply[]> {
    const { id } = await this.customers.byPublicId(publicId)
    await this.tags.get(tagId)
    return (await this.customerTags.history(id, tagId)).map(presentSpan)
  }

  @Get(':tagId/why')
  @Allow('tag.read', 'customer.read')
  async why(@Param('customerId') publicId: string, @Param('tagId', ParseIntPipe) tagId: number): Promise<TagWhyReply> {
    const { id } = await this.customers.byPublicId(publicId)
    const why = await this.customerTags.why(id, tagId)
    return {
      ...why,
      asOf: why.asOf?.toISOString() ?? null,
      history: why.history.map(presentSpan),
      handChanges: why.handChanges.map((change) => ({ ...change, at: change.at.toISOString() })),
    }
  }
}

const present = ({
  tagId,
  name,
  groupName,
  method,
  values,
  shown,
  since,
  version,
  strategy,
}: CustomerTag): CustomerTagReply => ({
  tagId,
  name,
  groupName,
  method,
  values,
  shown,
  since: since.toISOString(),
  version,
  strategy,
})

const presentSpan = ({ values, shown, from, until, version }: ShownSpan): TagSpanReply => ({
  values,
  shown,
  from: from.toISOString(),
  until: until?.toISOString() ?? null,
  version,
})
