import { Controller, Get } from '@nestjs/common'
import { Allow } from '../../../platform/http'
import { OverviewReply } from './overview.dto'
import { OverviewService } from './overview.service'

@Controller('api/overview')
export class OverviewController {
  constructor(private readonly overview: OverviewService) {}

  @Get()
  @Allow('overview.read')
  read(): Promise<OverviewReply> {
    return this.overview.read()
  }
}
