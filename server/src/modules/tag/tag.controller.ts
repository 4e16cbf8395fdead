import { Body, Controller, Delete, Get, HttpCode, Param, ParseIntPipe, Patch, Post, Query } from '@nestjs/common'
import { Allow, ReadsOnly, skipTake } from '../../platform/http'
import { CustomerService } from '../identity'
import { ChangeTagState } from './commands/change-tag-state'
import { PublishTag } from './commands/publish-tag'
import {
  CreateTagDto,
  PreviewTagDto,
  PublishedTagReply,
  SaveTagGroupDto,
  TagDetailReply,
  TagGroupReply,
  TagItemReply,
  TagPeopleQuery,
  TagPeopleReply,
  TagPreviewReply,
  TagTreeReply,
  UpdateTagDto,
} from './tag.dto'
import { presentPerson, TagPresenter } from './tag.presenter'
import { TagService } from './tag.service'
import { TagGroupService } from './tag-group.service'
import { TagPreviewService } from './values/tag-preview.service'
import { TagValuesService } from './values/tag-values.service'

@Controller('api/tags')
export class TagController {
  constructor(
    private readonly tags: TagService,
    private readonly groups: TagGroupService,
    private readonly presenter: TagPresenter,
    private readonly previews: TagPreviewService,
    private readonly values: TagValuesService,
    private readonly customers: CustomerService,
    private readonly publishTag: PublishTag,
    private readonly changeState: ChangeTagState,
  ) {}

  @Get()
  @Allow('tag.read')
  async tree(): Promise<TagTreeReply> {
    const groups = await this.groups.list()
    const { items, everyone } = await this.presenter.items(await this.tags.list())
    return { groups: groups.map(({ id, name, parentId }) => ({ id, name, parentId })), tags: items, everyone }
  }

  @Post()
  @Allow('tag.write')
  async create(@Body() dto: CreateTagDto): Promise<TagItemReply> {
    return this.presenter.item(await this.tags.create(dto))
  }

  @Post('preview')
  @HttpCode(200)
  @Allow('tag.read', 'customer.read')
  @ReadsOnly('a preview may take seconds and changes nothing.')
  async preview(@Body() dto: PreviewTagDto): Promise<TagPreviewReply> {
    return this.presenter.preview(await this.previews.preview(dto.rule, dto.tagId ?? 0))
  }

  @Get(':id')
  @Allow('tag.read')
  async detail(@Param('id', ParseIntPipe) id: number): Promise<TagDetailReply> {
    return this.presenter.detail(await this.tags.get(id))
  }

  @Patch(':id')
  @Allow('tag.write')
  async update(@Param('id', ParseIntPipe) id: number, @Body() dto: UpdateTagDto): Promise<TagItemReply> {
    return this.presenter.item(await this.tags.update(id, dto))
  }

  @Delete(':id')
  @HttpCode(204)
  @Allow('tag.write')
  async remove(@Param('id', ParseIntPipe) id: number): Promise<void> {
    await this.tags.remove(id)
  }

  @Post(':id/publish')
  @HttpCode(200)
  @Allow('tag.publish')
  async publish(@Param('id', ParseIntPipe) id: number): Promise<PublishedTagReply> {
    const { tag, jobId } = await this.publishTag.run(id)
    return { tag: await this.presenter.item(tag), jobId }
  }

  @Post(':id/pause')
  @HttpCode(200)
  @Allow('tag.publish')
  async pause(@Param('id', ParseIntPipe) id: number): Promise<TagItemReply> {
    return this.presenter.item(await this.changeState.run(id, 'pause'))
  }

  @Post(':id/resume')
  @HttpCode(200)
  @Allow('tag.publish')
  async resume(@Param('id', ParseIntPipe) id: number): Promise<TagItemReply> {
    return this.presenter.item(await this.changeState.run(id, 'resume'))
  }

  @Post(':id/retire')
  @HttpCode(200)
  @Allow('tag.publish')
  async retire(@Param('id', ParseIntPipe) id: number): Promise<TagItemReply> {
    return this.presenter.item(await this.changeState.run(id, 'retire'))
  }

  @Get(':id/people')
  @Allow('tag.read', 'customer.read')
  async people(@Param('id', ParseIntPipe) id: number, @Query() query: TagPeopleQuery): Promise<TagPeopleReply> {
    await this.tags.get(id)
    const { items, total } = await this.values.people(id, query, skipTake(query))
    const people = await this.customers.summaries(items.map(({ customerId }) => customerId))
    return {
      items: items.flatMap(({ customerId, value, since }) => {
        const person = people.get(customerId)
        return person ? [{ ...presentPerson(person), value, since: since.toISOString() }] : []
      }),
      total,
      page: query.page,
      pageSize: query.pageSize,
    }
  }
}

@Controller('api/tag-groups')
export class TagGroupController {
  constructor(private readonly groups: TagGroupService) {}

  @Post()
  @Allow('tag.write')
  async create(@Body() dto: SaveTagGroupDto): Promise<TagGroupReply> {
    const { id, name, parentId } = await this.groups.create(dto.name, dto.parentId ?? null)
    return { id, name, parentId }
  }

  @Patch(':id')
  @Allow('tag.write')
  async rename(@Param('id', ParseIntPipe) id: number, @Body() dto: SaveTagGroupDto): Promise<TagGroupReply> {
    const group = await this.groups.rename(id, dto.name)
    return { id: group.id, name: group.name, parentId: group.parentId }
  }

  @Delete(':id')
  @HttpCode(204)
  @Allow('tag.write')
  async remove(@Param('id', ParseIntPipe) id: number): Promise<void> {
    await this.groups.remove(id)
  }
}
