import { Injectable } from '@nestjs/common'
import { isRecordAway } from '../../platform/database'
import { AppError } from '../../platform/errors'
import {
  CallbackRefused,
  instantOf,
  SignatureProbe,
  type PayClient,
  type PayNotification,
  type SignedHeaders,
} from '../../wechat'
import { AccountService, WechatClients } from '../account'
import { REFUSAL_CODES } from './callback-gate'
import { Intake } from './intake.service'
import { RefusalCounter } from './refusal-counter'

interface Merchant {
  accountId: number
  client: PayClient
}

/** Where WeChat Pay knocks: verifies, opens and stores its notifications. */
@Injectable()
export class PayGate {
  /** As last seen, so that notifications can be verified while the record is away. */
  private readonly known = new Map<string, Merchant>()

  constructor(
    private readonly accounts: AccountService,
    private readonly clients: WechatClients,
    private readonly intake: Intake,
    private readonly refusals: RefusalCounter,
  ) {}

  /**
   * A notification. It is durable when this returns; a repeat is known by its id and stored once.
   * @param headers in lower case
   * @throws CALLBACK_ACCOUNT_UNKNOWN and the other CALLBACK_ codes, each counted but for the platform's own probes;
   * RECORD_AWAY, INTAKE_JOURNAL_FULL, INTAKE_JOURNAL_UNWRITABLE when it cannot be kept safe
   */
  async receive(mchid: string, headers: SignedHeaders, body: Buffer): Promise<void> {
    const { accountId, client } = await this.merchantOf(mchid)
    const notification = await this.open(accountId, client, headers, body)
    const { id, kind, content, resource, createdAt } = notification
    await this.intake.accept({
      kind: `pay.${kind}`,
      accountId,
      dedupKey: id,
      // What concerns one order is handled in order.
      personKey: `pay:${resource.out_trade_no}`,
      body: content,
      occurredAt: instantOf(resource.success_time) ?? createdAt,
    })
  }

  private async open(
    accountId: number,
    client: PayClient,
    headers: SignedHeaders,
    body: Buffer,
  ): Promise<PayNotification> {
    try {
      return await client.notifications.open(headers, body)
    } catch (error) {
      if (!(error instanceof CallbackRefused)) throw error
      const code = REFUSAL_CODES[error.reason]
      if (!(error instanceof SignatureProbe)) this.refusals.count(code, accountId)
      throw new AppError(code, { cause: error })
    }
  }

  private async merchantOf(mchid: string): Promise<Merchant> {
    try {
      const account = await this.accounts.find('pay', mchid)
      if (account?.status !== 'active') {
        this.known.delete(mchid)
        this.refusals.count('CALLBACK_ACCOUNT_UNKNOWN', account?.id ?? 0)
        throw new AppError('CALLBACK_ACCOUNT_UNKNOWN')
      }
      const merchant = { accountId: account.id, client: await this.clients.pay(account.id) }
      this.known.set(mchid, merchant)
      return merchant
    } catch (error) {
      if (!isRecordAway(error)) throw error
      const known = this.known.get(mchid)
      if (known) return known
      throw new AppError('RECORD_AWAY', { cause: error })
    }
  }
}
