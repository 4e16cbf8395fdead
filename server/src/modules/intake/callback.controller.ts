import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common'
import { Public } from '../../platform/http'
import type { CallbackQuery } from '../../wechat'
import { CallbackGate } from './callback-gate'

const SIGNED = 'Called by the platforms; every request proves itself by its signature'

/** A parameter given twice counts as absent: no platform does that. */
const single = (query: Record<string, unknown>): CallbackQuery =>
  Object.fromEntries(
    Object.entries(query).map(([name, value]) => [name, typeof value === 'string' ? value : undefined]),
  )

const bytes = (body: unknown): Buffer => (Buffer.isBuffer(body) ? body : Buffer.alloc(0))

/** The addresses that the platforms push to. They answer with the bare text that the platforms expect. */
@Controller('callbacks')
@Public(SIGNED)
export class CallbackController {
  constructor(private readonly gate: CallbackGate) {}

  @Get('official-account/:account')
  confirmOfficialAccount(@Param('account') key: string, @Query() query: Record<string, unknown>): Promise<string> {
    return this.gate.confirm('official_account', key, single(query))
  }

  @Post('official-account/:account')
  @HttpCode(200)
  async receiveFromOfficialAccount(
    @Param('account') key: string,
    @Query() query: Record<string, unknown>,
    @Body() body: unknown,
  ): Promise<string> {
    await this.gate.receive('official_account', key, single(query), bytes(body))
    return 'success'
  }

  @Get('mini-program/:account')
  confirmMiniProgram(@Param('account') key: string, @Query() query: Record<string, unknown>): Promise<string> {
    return this.gate.confirm('mini_program', key, single(query))
  }

  @Post('mini-program/:account')
  @HttpCode(200)
  async receiveFromMiniProgram(
    @Param('account') key: string,
    @Query() query: Record<string, unknown>,
    @Body() body: unknown,
  ): Promise<string> {
    await this.gate.receive('mini_program', key, single(query), bytes(body))
    return 'success'
  }

  @Get('work/:account')
  confirmWork(@Param('account') key: string, @Query() query: Record<string, unknown>): Promise<string> {
    return this.gate.confirm('work', key, single(query))
  }

  @Post('work/:account')
  @HttpCode(200)
  async receiveFromWork(
    @Param('account') key: string,
    @Query() query: Record<string, unknown>,
    @Body() body: unknown,
  ): Promise<string> {
    await this.gate.receive('work', key, single(query), bytes(body))
    return 'success'
  }
}
