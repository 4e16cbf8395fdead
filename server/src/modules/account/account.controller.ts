import { Body, Controller, Get, HttpCode, Inject, Param, ParseIntPipe, Post, Put } from '@nestjs/common'
import { CONFIG, type Config } from '../../platform/config'
import { Allow, OwnTransactions } from '../../platform/http'
import {
  AccountMemberReply,
  AccountReply,
  ConnectionCheckReply,
  CreateAccountBody,
  UpdateAccountBody,
} from './account.dto'
import { presentAccount } from './account.presenter'
import { AccountService } from './account.service'
import { CheckConnection } from './commands/check-connection'
import { SaveAccount } from './commands/save-account'
import type { TouchpointAccount } from './touchpoint-account.entity'
import { WorkMembers } from './work-members'

@Controller('api/accounts')
export class AccountController {
  constructor(
    private readonly accounts: AccountService,
    private readonly save: SaveAccount,
    private readonly check: CheckConnection,
    private readonly members: WorkMembers,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get()
  @Allow('account.read')
  async list(): Promise<AccountReply[]> {
    return (await this.accounts.list()).map((account) => this.present(account))
  }

  @Post()
  @Allow('account.write')
  async create(@Body() body: CreateAccountBody): Promise<AccountReply> {
    return this.present(await this.save.create(body))
  }

  @Put(':id')
  @Allow('account.write')
  async update(@Param('id', ParseIntPipe) id: number, @Body() body: UpdateAccountBody): Promise<AccountReply> {
    return this.present(await this.save.update(id, body))
  }

  /** Asks the platform whether the credentials are right. */
  @Post(':id/check')
  @HttpCode(200)
  @Allow('account.write')
  @OwnTransactions('calls the platform, which may be slow')
  async checkConnection(@Param('id', ParseIntPipe) id: number): Promise<ConnectionCheckReply> {
    return this.check.run(id)
  }

  /** Members of a WeCom account who may receive customers. */
  @Get(':id/members')
  @Allow('account.read')
  async listMembers(@Param('id', ParseIntPipe) id: number): Promise<AccountMemberReply[]> {
    return this.members.list(id)
  }

  private present(account: TouchpointAccount): AccountReply {
    return presentAccount(account, this.accounts.open(account), this.config.publicUrl)
  }
}
