import { Inject, Injectable } from '@nestjs/common'
import { Clock } from '../../platform/clock'
import { CONFIG, type Config } from '../../platform/config'
import { AppError } from '../../platform/errors'
import { MiniProgramClient, OfficialAccountClient, WechatApiError, workCalls, WorkClient } from '../../wechat'
import { AccountService, type AccountCredentials } from './account.service'
import { DatabaseTokenStore } from './database-token-store'
import type { TouchpointKind } from './touchpoint-account.entity'

/** Clients that speak for our accounts. One per account, kept until its credentials change. */
@Injectable()
export class WechatClients {
  private readonly clients = new Map<string, { fingerprint: string; client: unknown }>()

  constructor(
    private readonly accounts: AccountService,
    private readonly tokens: DatabaseTokenStore,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** @throws NOT_FOUND, ACCOUNT_DISABLED, ACCOUNT_KIND_MISMATCH */
  async officialAccount(accountId: number): Promise<OfficialAccountClient> {
    return this.keep(accountId, 'official_account', ({ key, secret }) => {
      const mpBaseUrl = this.config.sandboxUrl
        ? `${this.config.sandboxUrl}/mp.weixin.qq.com`
        : 'https://mp.weixin.qq.com'
      const apiBaseUrl = this.config.wechatApiBase
      return new OfficialAccountClient({
        appid: key,
        secret,
        apiBaseUrl,
        mpBaseUrl,
        tokens: this.tokens,
        clock: this.clock,
      })
    })
  }

  /** @throws NOT_FOUND, ACCOUNT_DISABLED, ACCOUNT_KIND_MISMATCH */
  async miniProgram(accountId: number): Promise<MiniProgramClient> {
    return this.keep(accountId, 'mini_program', ({ key, secret }) => {
      const apiBaseUrl = this.config.wechatApiBase
      return new MiniProgramClient({ appid: key, secret, apiBaseUrl, tokens: this.tokens, clock: this.clock })
    })
  }

  /** @throws NOT_FOUND, ACCOUNT_DISABLED, ACCOUNT_KIND_MISMATCH */
  async work(accountId: number): Promise<WorkClient> {
    return this.keep(accountId, 'work', ({ key, secret, agentId }) => {
      const apiBaseUrl = this.config.workApiBase
      return new WorkClient({ corpid: key, agentId, secret, apiBaseUrl, tokens: this.tokens, clock: this.clock })
    })
  }

  /**
   * The member behind a code of WeCom's OAuth. A brand may have several corps and the code does not say whose it is; a
   * corp that it was not made for refuses it without using it up.
   * @returns null when the code belongs to an outsider
   * @throws WechatApiError of the last corp asked, NOT_FOUND when there is none
   */
  async workUseridOfCode(code: string): Promise<string | null> {
    const corps = (await this.accounts.list('work')).filter(({ status }) => status === 'active')
    let refusal: unknown = new AppError('NOT_FOUND', { params: { what: '企业微信账号' } })
    for (const { id } of corps) {
      try {
        const { userid } = await (await this.work(id)).call(workCalls.oauthUser, { code })
        return userid ?? null
      } catch (error) {
        if (!(error instanceof WechatApiError)) throw error
        refusal = error
      }
    }
    throw refusal
  }

  private async keep<C>(
    accountId: number,
    kind: TouchpointKind,
    build: (credentials: AccountCredentials) => C,
  ): Promise<C> {
    const credentials = await this.accounts.activeCredentials(accountId, kind)
    const fingerprint = `${credentials.secret}:${credentials.agentId}`
    const known = this.clients.get(`${kind}:${accountId}`)
    // The kind stands in the key, so what was kept under it was built by the same builder.
    if (known?.fingerprint === fingerprint) return known.client as C
    const client = build(credentials)
    this.clients.set(`${kind}:${accountId}`, { fingerprint, client })
    return client
  }
}
