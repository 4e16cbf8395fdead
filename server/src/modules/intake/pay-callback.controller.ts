import { Body, Controller, Headers, HttpCode, Param, Post } from '@nestjs/common'
import { Public } from '../../platform/http'
import { PayGate } from './pay-gate'

/** The notify address of WeChat Pay. Its answer is the status alone: 204 is done, anything else asks for a repeat. */
@Controller('callbacks/pay')
@Public('Called by WeChat Pay; every request proves itself by its signature')
export class PayCallbackController {
  constructor(private readonly gate: PayGate) {}

  @Post(':account')
  @HttpCode(204)
  async receive(
    @Param('account') mchid: string,
    @Headers() headers: Record<string, string | undefined>,
    @Body() body: unknown,
  ): Promise<void> {
    await this.gate.receive(mchid, headers, Buffer.isBuffer(body) ? body : Buffer.alloc(0))
  }
}
