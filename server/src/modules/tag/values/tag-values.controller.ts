import { Body, Controller, Get, HttpCode, Param, ParseIntPipe, Post, Query } from '@nestjs/common'
import { Clock, shanghaiDay } from '../../../platform/clock'
import type { Actor } from '../../../platform/context'
import { ExportFileReply, Exports, presentExport, refuseMany } from '../../../platform/exports'
import { Allow, CurrentActor, ReadsOnly, skipTake, staffOf } from '../../../platform/http'
import { PublicId } from '../../../platform/public-id'
import { CustomerService } from '../../identity'
import { presentPerson } from '../tag.presenter'
import { TagService } from '../tag.service'
import { TAG_EXPORT } from './tag-export'
import { TagPeopleService, type ValueOfPerson } from './tag-people.service'
import {
  CustomerValuesReply,
  ExportTagDto,
  TagPeopleQuery,
  TagPeopleReply,
  TagTrendReply,
  TagValuesDto,
} from './tag-values.dto'
import { TagValuesService } from './tag-values.service'
import { ValueWords } from './value-words'

const TREND_DAYS = 180
const TREND_VALUES = 12

/** What people are tagged with: read one by one, for many, over time, as a file. */
@Controller('api/tags')
export class TagValuesController {
  constructor(
    private readonly tags: TagService,
    private readonly values: TagValuesService,
    private readonly people: TagPeopleService,
    private readonly customers: CustomerService,
    private readonly words: ValueWords,
    private readonly publicId: PublicId,
    private readonly exports: Exports,
    private readonly clock: Clock,
  ) {}

  /** What these customers (at most 1 000) are tagged with now. */
  @Post('values')
  @HttpCode(200)
  @Allow('tag.read', 'customer.read')
  @ReadsOnly('asks for values with a list that does not fit into an address.')
  async ofMany(@Body() dto: TagValuesDto): Promise<CustomerValuesReply[]> {
    const tags = (await this.tags.list()).filter(
      ({ id, state }) =>
        (state === 'published' || state === 'paused') && (dto.tagIds === undefined || dto.tagIds.includes(id)),
    )
    const names = new Map(tags.map(({ id, name }) => [id, name]))
    const asked = await this.customers.idsByPublicIds(dto.customerIds)
    const living = [...new Set([...asked.values()].flatMap((id) => id ?? []))]
    const values = new Map<number, (ValueOfPerson & { shown: string[] })[]>(living.map((id) => [id, []]))
    for (const value of await this.words.shown(await this.people.valuesOfMany(living, [...names.keys()])))
      values.get(value.customerId)?.push(value)
    return dto.customerIds.map((customerId) => ({
      customerId,
      livingId: this.publicIdOf(asked.get(customerId)),
      tags: (values.get(asked.get(customerId) ?? 0) ?? [])
        .sort((a, b) => a.tagId - b.tagId)
        .map(({ tagId, values: list, shown, since, version }) => ({
          tagId,
          name: names.get(tagId) ?? '',
          values: list,
          shown,
          since: since.toISOString(),
          version,
        })),
    }))
  }

  @Get(':id/people')
  @Allow('tag.read', 'customer.read')
  async list(@Param('id', ParseIntPipe) id: number, @Query() query: TagPeopleQuery): Promise<TagPeopleReply> {
    await this.tags.get(id)
    const { items, total } = await this.people.people(id, query, skipTake(query))
    const people = await this.customers.summaries(items.map(({ customerId }) => customerId))
    const say = await this.words.ofTag(
      id,
      items.flatMap(({ values }) => values),
    )
    return {
      items: items.flatMap(({ customerId, values, since }) => {
        const person = people.get(customerId)
        // The engine remembers the numbers of the erased; nobody stands behind them any more.
        if (!person || person.erased) return []
        const [value, shown] = [values.join('、'), values.map(say).join('、')]
        return [{ ...presentPerson(person), value, shown, since: since.toISOString() }]
      }),
      total,
      page: query.page,
      pageSize: query.pageSize,
    }
  }

  /** People per value at the end of each day. */
  @Get(':id/trend')
  @Allow('tag.read')
  async trend(@Param('id', ParseIntPipe) id: number): Promise<TagTrendReply> {
    await this.tags.get(id)
    const { days, series } = await this.values.trend(id, shanghaiDay(this.clock.now()), TREND_DAYS, TREND_VALUES)
    const say = await this.words.ofTag(
      id,
      series.map(({ value }) => value),
    )
    return { days, series: series.map((line) => ({ ...line, shown: say(line.value) })) }
  }

  /** Has a file made of the people with the tag, now or at the end of a day; fetch it from /api/exports. @throws EXPORT_NEEDS_APPROVAL */
  @Post(':id/export')
  @Allow('tag.read', 'customer.read', 'segment.export')
  async export(
    @Param('id', ParseIntPipe) id: number,
    @Body() dto: ExportTagDto,
    @CurrentActor() actor: Actor,
  ): Promise<ExportFileReply> {
    const { name } = await this.tags.get(id)
    refuseMany(await this.people.count(id, dto))
    const about = [name, dto.value, dto.on].filter((part) => part !== undefined).join('-')
    const file = await this.exports.create(
      { kind: TAG_EXPORT, name: `标签-${about}`, params: { tagId: id, ...dto } },
      staffOf(actor),
    )
    return presentExport(file)
  }

  private publicIdOf(id: number | null | undefined): string | null {
    return typeof id === 'number' ? this.publicId.encode('customer', id) : null
  }
}
