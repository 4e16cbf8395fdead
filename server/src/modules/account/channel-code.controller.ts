import { Body, Controller, Get, Param, ParseIntPipe, Post, Put, Query } from '@nestjs/common'
import { Allow, OwnTransactions } from '../../platform/http'
import { AccountService } from './account.service'
import {
  ChannelCodeDetailReply,
  ChannelCodePage,
  ChannelCodeQuery,
  ChannelCodeReply,
  CreateChannelCodeBody,
  UpdateChannelCodeBody,
} from './channel-code.dto'
import type { ChannelCode } from './channel-code.entity'
import { presentChannelCode } from './channel-code.presenter'
import { ChannelCodeService } from './channel-code.service'
import { CreateChannelCode } from './commands/create-channel-code'

const HISTORY_DAYS = 30

@Controller('api/channel-codes')
export class ChannelCodeController {
  constructor(
    private readonly codes: ChannelCodeService,
    private readonly accounts: AccountService,
    private readonly createCode: CreateChannelCode,
  ) {}

  @Get()
  @Allow('account.read')
  async list(@Query() query: ChannelCodeQuery): Promise<ChannelCodePage> {
    const { items, total } = await this.codes.list(query)
    return { items: await this.present(items), total, page: query.page, pageSize: query.pageSize }
  }

  @Get(':id')
  @Allow('account.read')
  async detail(@Param('id', ParseIntPipe) id: number): Promise<ChannelCodeDetailReply> {
    const code = await this.codes.get(id)
    return { ...(await this.presentOne(code)), days: await this.codes.history(id, HISTORY_DAYS) }
  }

  @Post()
  @Allow('channel-code.write')
  @OwnTransactions('asks the platform for the code between two writes')
  async create(@Body() body: CreateChannelCodeBody): Promise<ChannelCodeReply> {
    return this.presentOne(await this.createCode.run(body))
  }

  @Put(':id')
  @Allow('channel-code.write')
  async update(@Param('id', ParseIntPipe) id: number, @Body() body: UpdateChannelCodeBody): Promise<ChannelCodeReply> {
    return this.presentOne(await this.codes.update(id, body))
  }

  private async presentOne(code: ChannelCode): Promise<ChannelCodeReply> {
    const { name } = await this.accounts.get(code.accountId)
    const counts = await this.codes.counts([code.id])
    return presentChannelCode(code, name, counts.get(code.id))
  }

  private async present(codes: ChannelCode[]): Promise<ChannelCodeReply[]> {
    const counts = await this.codes.counts(codes.map(({ id }) => id))
    const names = new Map((await this.accounts.list()).map(({ id, name }) => [id, name]))
    return codes.map((code) => presentChannelCode(code, names.get(code.accountId) ?? '', counts.get(code.id)))
  }
}
