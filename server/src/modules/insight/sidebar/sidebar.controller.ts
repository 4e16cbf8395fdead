import { Controller, Get, Inject, Query } from '@nestjs/common'
import { CONFIG, type Config } from '../../../platform/config'
import { AppError } from '../../../platform/errors'
import { Public } from '../../../platform/http'
import { AccountService, WechatClients } from '../../account'
import { SidebarConfigReply, SidebarSignaturesReply, SignatureQuery } from './sidebar.dto'

/** What the sidebar needs from us before anybody is logged in. */
@Controller('api/sidebar')
export class SidebarController {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly accounts: AccountService,
    private readonly clients: WechatClients,
  ) {}

  @Get('config')
  @Public('The sidebar must know its corp before it can log in; nothing here is secret')
  async settings(): Promise<SidebarConfigReply> {
    const account = await this.workAccount()
    const agentId = await this.clients.work(account.id).then((client) => client.agentId)
    return {
      corpid: account.key,
      agentId,
      host: this.config.sandboxUrl ? 'sandbox' : 'work',
      sandboxUrl: this.config.sandboxUrl,
    }
  }

  /** Signatures of 企业微信's JS-SDK for one of our own pages. @throws BAD_REQUEST for a page of somebody else */
  @Get('signatures')
  @Public('The JS-SDK is configured before log-in; only our own address is signed')
  async signatures(@Query() { url }: SignatureQuery): Promise<SidebarSignaturesReply> {
    if (new URL(url).host !== new URL(this.config.publicUrl).host) throw new AppError('BAD_REQUEST', { field: 'url' })
    const client = await this.clients.work((await this.workAccount()).id)
    return { corp: await client.signPageForCorp(url), agent: await client.signPageForAgent(url) }
  }

  private async workAccount(): Promise<{ id: number; key: string }> {
    const account = (await this.accounts.list()).find(({ kind, status }) => kind === 'work' && status === 'active')
    if (!account) throw new AppError('NOT_FOUND', { params: { what: '企业微信账号，请先在触点账号中添加' } })
    return account
  }
}
