import { Body, Controller, Delete, HttpCode, Param, ParseIntPipe, Patch, Post } from '@nestjs/common'
import { Allow } from '../../platform/http'
import { CreateTagGroupDto, TagGroupReply, UpdateTagGroupDto } from './tag-group.dto'
import type { TagGroup } from './tag-group.entity'
import { TagGroupService } from './tag-group.service'

@Controller('api/tag-groups')
export class TagGroupController {
  constructor(private readonly groups: TagGroupService) {}

  @Post()
  @Allow('tag.write')
  async create(@Body() dto: CreateTagGroupDto): Promise<TagGroupReply> {
    return present(await this.groups.create(dto.name, dto.parentId ?? null))
  }

  /** Renames a folder, or moves it into another one and among its neighbours. */
  @Patch(':id')
  @Allow('tag.write')
  async update(@Param('id', ParseIntPipe) id: number, @Body() dto: UpdateTagGroupDto): Promise<TagGroupReply> {
    return present(await this.groups.update(id, dto))
  }

  @Delete(':id')
  @HttpCode(204)
  @Allow('tag.write')
  async remove(@Param('id', ParseIntPipe) id: number): Promise<void> {
    await this.groups.remove(id)
  }
}

const present = ({ id, name, parentId }: TagGroup): TagGroupReply => ({ id, name, parentId })
