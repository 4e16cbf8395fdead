import { Inject, Injectable } from '@nestjs/common'
import { Clock } from '../../platform/clock'
import { CONFIG, type Config } from '../../platform/config'
import { AppError } from '../../platform/errors'
import {
  MiniProgramClient,
  OfficialAccountClient,
  PayClient,
  WechatApiError,
  workCalls,
  WorkClient,
  type PlatformOptions,
} from '../../wechat'
import { AccountService, type AccountCredentials } from './account.service'
import { DatabaseRateStore } from './database-rate-store'
import { DatabaseTokenStore } from './database-token-store'
import type { TouchpointKind } from './touchpoint-account.entity'

/** Clients that speak for our accounts. One per account, kept until its credentials change. */
@Injectable()
export class WechatClients {
  private readonly clients = new Map<string, { fingerprint: string; client: unknown }>()

  constructor(
    private readonly accounts: AccountService,
    private readonly tokens: DatabaseTokenStore,
    private readonly rates: DatabaseRateStore,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** @throws NOT_FOUND, ACCOUNT_DISABLED, ACCOUNT_KIND_MISMATCH */
  async officialAccount(accountId: number): Promise<OfficialAccountClient> {
    return this.keep(accountId, 'official_account', ({ key, secret }) => {
      return new OfficialAccountClient({
        appid: key,
        secret,
        ...this.platform(this.config.wechatApiBase),
        mpBaseUrl: this.host('mp.weixin.qq.com'),
        openBaseUrl: this.config.wechatOpenBase,
      })
    })
  }

  /** @throws NOT_FOUND, ACCOUNT_DISABLED, ACCOUNT_KIND_MISMATCH */
  async miniProgram(accountId: number): Promise<MiniProgramClient> {
    return this.keep(accountId, 'mini_program', ({ key, secret }) => {
      return new MiniProgramClient({ appid: key, secret, ...this.platform(this.config.wechatApiBase) })
    })
  }

  /** @throws NOT_FOUND, ACCOUNT_DISABLED, ACCOUNT_KIND_MISMATCH */
  async work(accountId: number): Promise<WorkClient> {
    return this.keep(accountId, 'work', ({ key, secret, agentId }) => {
      return new WorkClient({
        corpid: key,
        agentId,
        secret,
        ...this.platform(this.config.workApiBase),
        openBaseUrl: this.config.wechatOpenBase,
        loginBaseUrl: this.host('login.work.weixin.qq.com'),
      })
    })
  }

  /** @throws NOT_FOUND, ACCOUNT_DISABLED, ACCOUNT_KIND_MISMATCH, ACCOUNT_CREDENTIALS_INVALID */
  async pay(accountId: number): Promise<PayClient> {
    return this.keep(accountId, 'pay', ({ key, merchantSerial, publicKeyId, merchant }) => {
      if (!merchant) throw new AppError('ACCOUNT_CREDENTIALS_INVALID', { params: { label: '商户密钥' } })
      const { privateKey, apiV3Key, publicKey } = merchant
      return new PayClient({
        mchid: key,
        serialNo: merchantSerial,
        privateKey,
        apiV3Key,
        ...(publicKey === '' ? {} : { publicKey: { id: publicKeyId, pem: publicKey } }),
        apiBaseUrl: this.config.payApiBase,
        clock: this.clock,
      })
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

  private platform(apiBaseUrl: string): PlatformOptions {
    return { apiBaseUrl, tokens: this.tokens, rates: this.rates, clock: this.clock }
  }

  /** The sandbox serves every host under its name. */
  private host(name: string): string {
    return this.config.sandboxUrl ? `${this.config.sandboxUrl}/${name}` : `https://${name}`
  }

  private async keep<C>(
    accountId: number,
    kind: TouchpointKind,
    build: (credentials: AccountCredentials) => C,
  ): Promise<C> {
    const credentials = await this.accounts.activeCredentials(accountId, kind)
    const { secret, agentId, merchantSerial, publicKeyId, merchant } = credentials
    const fingerprint = JSON.stringify([secret, agentId, merchantSerial, publicKeyId, merchant])
    const known = this.clients.get(`${kind}:${accountId}`)
    // The kind stands in the key, so what was kept under it was built by the same builder.
    if (known?.fingerprint === fingerprint) return known.client as C
    const client = build(credentials)
    this.clients.set(`${kind}:${accountId}`, { fingerprint, client })
    return client
  }
}
