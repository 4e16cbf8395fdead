import { Injectable } from '@nestjs/common'
import { AuditTrail } from '../../../platform/audit'
import { Clock } from '../../../platform/clock'
import { Database } from '../../../platform/database'
import { AppError } from '../../../platform/errors'
import { PayApiError, UnverifiedReply, WechatApiError } from '../../../wechat'
import { AccountService } from '../account.service'
import { hintOf, payHintOf } from '../platform-errors'
import { TouchpointAccount, type ConnectionCheck } from '../touchpoint-account.entity'
import { WechatClients } from '../wechat-clients'

/** Asks the platform whether it accepts an account's credentials, and keeps the answer on the account. */
@Injectable()
export class CheckConnection {
  constructor(
    private readonly db: Database,
    private readonly accounts: AccountService,
    private readonly clients: WechatClients,
    private readonly clock: Clock,
    private readonly audit: AuditTrail,
  ) {}

  /**
   * A refusal by the platform is an answer, not an error.
   * @throws NOT_FOUND, ACCOUNT_DISABLED, ACCOUNT_KIND_MISMATCH
   */
  async run(id: number): Promise<ConnectionCheck> {
    const { kind, name } = await this.accounts.get(id)
    const client =
      kind === 'work'
        ? await this.clients.work(id)
        : kind === 'mini_program'
          ? await this.clients.miniProgram(id)
          : kind === 'pay'
            ? await this.clients.pay(id)
            : await this.clients.officialAccount(id)
    const outcome = await client.proveCredentials().then(
      () => ({ ok: true, message: '连接正常' }),
      (error: unknown) => ({ ok: false, message: messageOf(error) }),
    )
    const check = { ...outcome, at: this.clock.now().toISOString() }
    await this.db.repo(TouchpointAccount).update(id, { lastCheck: check })
    this.accounts.forget(id)
    this.audit.describe({ action: 'account.check', target: { kind: 'account', id, name }, after: outcome })
    return check
  }
}

function messageOf(error: unknown): string {
  if (error instanceof WechatApiError) return `${hintOf(error.errcode)}（错误码 ${error.errcode}）`
  if (error instanceof PayApiError) return `${payHintOf(error.code)}（错误码 ${error.code}）`
  if (error instanceof UnverifiedReply) return '微信支付的应答没有通过验签，请检查微信支付公钥与 APIv3 密钥'
  if (error instanceof AppError) throw error
  return '连不上平台接口，请检查网络与接口地址'
}
