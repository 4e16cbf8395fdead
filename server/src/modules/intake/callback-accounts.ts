import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common'
import { Clock } from '../../platform/clock'
import { LOGGER, type Logger } from '../../platform/logger'
import { CallbackReader, type PayClient } from '../../wechat'
import { AccountService, WechatClients, type ConfigurableKind, type TouchpointAccount } from '../account'
import { isCallbackKind } from './callback-kinds'
import { LastSeen } from './last-seen'
import { LocalJournal } from './journal/local-journal'

/** How far the signed timestamp may be from our clock; our own rule, not the platforms' (protocol §1.1). */
export const WINDOW_SECONDS = 300

/** An account that may push to us, with what it takes to read its callbacks. */
export interface CallbackAccount {
  account: TouchpointAccount
  /** Null when no token or key has been entered yet. */
  reader: CallbackReader | null
  fingerprint: string
}

/** A merchant that WeChat Pay may notify us about. */
export interface Merchant {
  accountId: number
  /** Null while the account is disabled. */
  client: PayClient | null
}

/**
 * Who may push to us. Remembers every account as it was last seen, so that callbacks can be verified while the record is
 * away; all accounts are read when the process starts. An account that is unknown then is refused with 503 (not 404), so
 * that the platform sends again.
 */
@Injectable()
export class CallbackAccounts implements OnApplicationBootstrap {
  private readonly readers: Readonly<Record<ConfigurableKind, LastSeen<CallbackAccount>>>
  private readonly merchants: LastSeen<Merchant>

  constructor(
    private readonly accounts: AccountService,
    private readonly clients: WechatClients,
    private readonly clock: Clock,
    journal: LocalJournal,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    const isAway = (): boolean => journal.carries
    const readersOf = (kind: ConfigurableKind): LastSeen<CallbackAccount> =>
      new LastSeen((key, known) => this.readAccount(kind, key, known), isAway)
    this.readers = {
      official_account: readersOf('official_account'),
      mini_program: readersOf('mini_program'),
      work: readersOf('work'),
    }
    this.merchants = new LastSeen((mchid) => this.readMerchant(mchid), isAway)
  }

  async onApplicationBootstrap(): Promise<void> {
    for (const { kind, key, name } of await this.accounts.list()) {
      const seen = isCallbackKind(kind) ? this.readers[kind] : kind === 'pay' ? this.merchants : undefined
      await seen
        ?.look(key)
        .catch((error: unknown) => this.logger.warn({ err: error }, `触点账号「${name}」的回调密钥读不出来`))
    }
  }

  /**
   * The account of that kind with that appid or corpid, or null.
   * @throws RECORD_AWAY when the record is away and this process has never seen the account
   */
  find(kind: ConfigurableKind, key: string): Promise<CallbackAccount | null> {
    return this.readers[kind].find(key)
  }

  /**
   * The merchant with that number, or null.
   * @throws RECORD_AWAY as `find`; ACCOUNT_CREDENTIALS_INVALID when its keys have not been entered
   */
  merchant(mchid: string): Promise<Merchant | null> {
    return this.merchants.find(mchid)
  }

  private async readAccount(
    kind: ConfigurableKind,
    key: string,
    known: CallbackAccount | undefined,
  ): Promise<CallbackAccount | null> {
    const account = await this.accounts.find(kind, key)
    if (!account) return null
    const { token, encodingAESKey, plainCallbacks } = await this.accounts.credentials(account.id)
    const fingerprint = `${token}:${encodingAESKey}:${plainCallbacks}`
    if (known?.fingerprint === fingerprint) return { account, reader: known.reader, fingerprint }
    if (token === '' || encodingAESKey === '') return { account, reader: null, fingerprint }
    const settings = { token, encodingAESKey, receiver: key, windowSeconds: WINDOW_SECONDS }
    const reader = new CallbackReader({ ...settings, mustBeEncrypted: !plainCallbacks }, this.clock)
    return { account, reader, fingerprint }
  }

  private async readMerchant(mchid: string): Promise<Merchant | null> {
    const account = await this.accounts.find('pay', mchid)
    if (!account) return null
    const client = account.status === 'active' ? await this.clients.pay(account.id) : null
    return { accountId: account.id, client }
  }
}
