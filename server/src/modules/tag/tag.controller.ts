import { Body, Controller, Delete, Get, HttpCode, Param, ParseIntPipe, Patch, Post } from '@nestjs/common'
import { Allow, ReadsOnly, WhileAsked } from '../../platform/http'
import { ChangeTagState } from './commands/change-tag-state'
import { EvaluateTag } from './commands/evaluate-tag'
import { PublishTag } from './commands/publish-tag'
import { PublishTagDto, TagOwnerReply } from './life/tag-life.dto'
import { TagMetadata } from './tag-metadata'
import {
  CreateTagDto,
  PublishedTagReply,
  TagDetailReply,
  TagItemReply,
  TagMetadataReply,
  TagTreeReply,
  UpdateTagDto,
} from './tag.dto'
import { TagPresenter } from './tag.presenter'
import { TagService } from './tag.service'
import { TagGroupService } from './tag-group.service'
import { TagPreviewService } from './values/tag-preview.service'
import { PreviewTagDto, TagPreviewReply } from './values/tag-values.dto'

@Controller('api/tags')
export class TagController {
  constructor(
    private readonly tags: TagService,
    private readonly groups: TagGroupService,
    private readonly presenter: TagPresenter,
    private readonly metadata: TagMetadata,
    private readonly previews: TagPreviewService,
    private readonly publishTag: PublishTag,
    private readonly changeState: ChangeTagState,
    private readonly evaluateTag: EvaluateTag,
  ) {}

  @Get()
  @Allow('tag.read')
  async tree(): Promise<TagTreeReply> {
    const groups = await this.groups.list()
    const { items, everyone } = await this.presenter.items(await this.tags.list())
    return { groups: groups.map(({ id, name, parentId }) => ({ id, name, parentId })), tags: items, everyone }
  }

  /** What each tag is and which values it can have, for programs that read tags. Drafts and retired tags are left out. */
  @Get('metadata')
  @Allow('tag.read')
  async listMetadata(): Promise<TagMetadataReply[]> {
    return this.metadata.list()
  }

  /** Who may answer for a tag. */
  @Get('owners')
  @Allow('tag.write')
  async owners(): Promise<TagOwnerReply[]> {
    return this.metadata.owners()
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
  async preview(@Body() dto: PreviewTagDto, @WhileAsked() signal: AbortSignal): Promise<TagPreviewReply> {
    return this.presenter.preview(await this.previews.preview(dto.rule, dto.tagId ?? 0, signal))
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
  async publish(@Param('id', ParseIntPipe) id: number, @Body() dto: PublishTagDto): Promise<PublishedTagReply> {
    const { tag, jobId } = await this.publishTag.run(id, dto.note)
    return { tag: await this.presenter.item(tag), jobId }
  }

  /** Puts the rule of an older version in force again, as a new version. */
  @Post(':id/versions/:version/restore')
  @HttpCode(200)
  @Allow('tag.publish')
  async restore(
    @Param('id', ParseIntPipe) id: number,
    @Param('version', ParseIntPipe) version: number,
    @Body() dto: PublishTagDto,
  ): Promise<PublishedTagReply> {
    const { tag, jobId } = await this.publishTag.restore(id, version, dto.note)
    return { tag: await this.presenter.item(tag), jobId }
  }

  /** Computes everyone's values once more. */
  @Post(':id/evaluation')
  @HttpCode(200)
  @Allow('tag.publish')
  async evaluate(@Param('id', ParseIntPipe) id: number): Promise<PublishedTagReply> {
    const jobId = await this.evaluateTag.start(id)
    return { tag: await this.presenter.item(await this.tags.get(id)), jobId }
  }

  /** Stops computing everyone's values. */
  @Post(':id/evaluation/cancel')
  @HttpCode(200)
  @Allow('tag.publish')
  async cancelEvaluation(@Param('id', ParseIntPipe) id: number): Promise<TagItemReply> {
    await this.evaluateTag.cancel(id)
    return this.presenter.item(await this.tags.get(id))
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
}
