import { Body, Controller, Get, Post, Put } from '@nestjs/common'
import { Allow } from '../../platform/http'
import { PrivacyPolicyService } from './policy/privacy-policy.service'
import { BrandDto, BrandReply, PrivacyPolicyReply, PublishPolicyDto } from './privacy.dto'
import { presentBrand, presentPolicy } from './privacy.presenter'

@Controller('api/privacy')
export class PrivacyController {
  constructor(private readonly policies: PrivacyPolicyService) {}

  @Get('policies')
  @Allow('account.read')
  async versions(): Promise<PrivacyPolicyReply[]> {
    return (await this.policies.versions()).map(presentPolicy)
  }

  @Post('policies')
  @Allow('account.write')
  async publish(@Body() dto: PublishPolicyDto): Promise<PrivacyPolicyReply> {
    return presentPolicy(await this.policies.publish(dto))
  }

  @Get('brand')
  @Allow('account.read')
  async brand(): Promise<BrandReply> {
    return presentBrand(await this.policies.brand())
  }

  @Put('brand')
  @Allow('account.write')
  async setBrand(@Body() dto: BrandDto): Promise<BrandReply> {
    return presentBrand(await this.policies.setBrand(dto))
  }
}
