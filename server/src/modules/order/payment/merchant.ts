import { Inject, Injectable } from '@nestjs/common'
import { CONFIG, type Config } from '../../../platform/config'
import { AppError } from '../../../platform/errors'
import { PayClient } from '../../../wechat'
import { AccountService, WechatClients, type TouchpointAccount } from '../../account'

/** The merchant that sells in our own shop: the first that is in use. */
@Injectable()
export class Merchant {
  constructor(
    private readonly accounts: AccountService,
    private readonly clients: WechatClients,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** @throws PAYMENT_UNAVAILABLE while there is none */
  async account(): Promise<TouchpointAccount> {
    const account = (await this.accounts.list('pay')).find(({ status }) => status === 'active')
    if (!account) throw new AppError('PAYMENT_UNAVAILABLE')
    return account
  }

  /** @throws NOT_FOUND, ACCOUNT_DISABLED, ACCOUNT_KIND_MISMATCH, ACCOUNT_CREDENTIALS_INVALID */
  async client(accountId: number): Promise<{ client: PayClient; notifyUrl: string }> {
    const client = await this.clients.pay(accountId)
    return { client, notifyUrl: `${this.config.publicUrl}/callbacks/pay/${client.mchid}` }
  }
}
