import { Injectable } from '@nestjs/common'
import { AppError } from '../../platform/errors'
import {
  CallbackRefused,
  instantOf,
  SignatureProbe,
  type PayClient,
  type PayNotification,
  type SignedHeaders,
} from '../../wechat'
import { CallbackAccounts } from './callback-accounts'
import { REFUSAL_CODES } from './callback-gate'
import { Intake } from './intake.service'
import { RefusalCounter } from './refusal-counter'

/** Where WeChat Pay knocks: verifies, opens and stores its notifications. */
@Injectable()
export class PayGate {
  constructor(
    private readonly accounts: CallbackAccounts,
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

  private async merchantOf(mchid: string): Promise<{ accountId: number; client: PayClient }> {
    const merchant = await this.accounts.merchant(mchid)
    if (merchant?.client) return { accountId: merchant.accountId, client: merchant.client }
    this.refusals.count('CALLBACK_ACCOUNT_UNKNOWN', merchant?.accountId ?? 0)
    throw new AppError('CALLBACK_ACCOUNT_UNKNOWN')
  }
}
