import { Body, Controller, Get, Param, ParseIntPipe, Patch, Post, Query } from '@nestjs/common'
import { ROLES, type Role } from '@guiyi/shared'
import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator'
import { Allow, PageQuery } from '../../platform/http'
import { CreateStaffDto, StaffPage, StaffReply, UpdateStaffDto } from './staff.dto'
import { presentStaff } from './staff.presenter'
import { StaffService } from './staff.service'

export class StaffQuery extends PageQuery {
  @IsOptional()
  @IsString()
  @MaxLength(64)
  search?: string

  @IsOptional()
  @IsIn(Object.keys(ROLES))
  role?: Role
}

@Controller('api/staff')
export class StaffController {
  constructor(private readonly staff: StaffService) {}

  @Get()
  @Allow('staff.read')
  async list(@Query() query: StaffQuery): Promise<StaffPage> {
    const [staff, total] = await this.staff.list(query, query)
    return { items: staff.map(presentStaff), total, page: query.page, pageSize: query.pageSize }
  }

  @Post()
  @Allow('staff.write')
  async create(@Body() dto: CreateStaffDto): Promise<StaffReply> {
    return presentStaff(await this.staff.create(dto))
  }

  @Patch(':id')
  @Allow('staff.write')
  async update(@Param('id', ParseIntPipe) id: number, @Body() dto: UpdateStaffDto): Promise<StaffReply> {
    return presentStaff(await this.staff.update(id, dto))
  }
}
