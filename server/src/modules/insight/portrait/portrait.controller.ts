import { Controller, Get, Param, Query } from '@nestjs/common'
import type { Actor } from '../../../platform/context'
import { Allow, CurrentActor, staffOf } from '../../../platform/http'
import { CustomerService } from '../../identity'
import { ContactQuery, PortraitReply } from './portrait.dto'
import { PortraitService } from './portrait.service'

@Controller('api')
export class PortraitController {
  constructor(
    private readonly portraits: PortraitService,
    private readonly customers: CustomerService,
  ) {}

  /** Who the sales is talking to. */
  @Get('sidebar/portrait')
  @Allow('customer.read')
  byContact(@Query() { externalUserid }: ContactQuery, @CurrentActor() actor: Actor): Promise<PortraitReply> {
    return this.portraits.byContact(externalUserid, staffOf(actor))
  }

  @Get('customers/:id/portrait')
  @Allow('customer.read')
  async ofCustomer(@Param('id') id: string, @CurrentActor() actor: Actor): Promise<PortraitReply> {
    return this.portraits.of(await this.customers.byPublicId(id), staffOf(actor))
  }
}
