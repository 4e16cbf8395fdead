import { Body, Controller, Delete, Get, HttpCode, Param, ParseIntPipe, Patch, Post } from '@nestjs/common'
import { Allow } from '../../../platform/http'
import { ContentTagReply, CreateContentTagDto, UpdateContentTagDto } from './content-tag.dto'
import type { ContentTag } from './content-tag.entity'
import { ContentTagService } from './content-tag.service'

const present = (tag: ContentTag, articleCount: number): ContentTagReply => ({
  id: tag.id,
  groupName: tag.groupName,
  name: tag.name,
  articleCount,
})

@Controller('api/content-tags')
export class ContentTagController {
  constructor(private readonly tags: ContentTagService) {}

  @Get()
  @Allow('content.read')
  async list(): Promise<ContentTagReply[]> {
    return (await this.tags.list()).map(({ tag, articleCount }) => present(tag, articleCount))
  }

  @Post()
  @Allow('content.write')
  async create(@Body() dto: CreateContentTagDto): Promise<ContentTagReply> {
    return present(await this.tags.create(dto), 0)
  }

  @Patch(':id')
  @Allow('content.write')
  async update(@Param('id', ParseIntPipe) id: number, @Body() dto: UpdateContentTagDto): Promise<ContentTagReply> {
    const tag = await this.tags.update(id, dto)
    const counted = (await this.tags.list()).find((entry) => entry.tag.id === id)
    return present(tag, counted?.articleCount ?? 0)
  }

  @Delete(':id')
  @HttpCode(204)
  @Allow('content.write')
  async remove(@Param('id', ParseIntPipe) id: number): Promise<void> {
    await this.tags.remove(id)
  }
}
