import { Body, Controller, Get, Param, ParseIntPipe, Patch, Post, Query } from '@nestjs/common'
import { Allow } from '../../platform/http'
import { CreateStaffDto, StaffPage, StaffQuery, StaffReply, UpdateStaffDto } from './staff.dto'
import { presentStaff } from './staff.presenter'
import { StaffService } from './staff.service'

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
