import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common'
import { Clock } from '../../platform/clock'
import { answeredWithin, isRecordAway } from '../../platform/database'
import { AppError } from '../../platform/errors'
import { LOGGER, type Logger } from '../../platform/logger'
import { CallbackReader } from '../../wechat'
import { AccountService, type ConfigurableKind, type TouchpointAccount } from '../account'
import { isCallbackKind } from './callback-kinds'
import { LocalJournal } from './journal/local-journal'

/** How far the signed timestamp may be from our clock; our own rule, not the platforms' (protocol §1.1). */
export const WINDOW_SECONDS = 300

/** The platforms hang up after five seconds, and the message itself needs its time too. */
const RECORD_ANSWERS_WITHIN_MS = 1_000

/** An account that may push to us, with what it takes to read its callbacks. */
export interface CallbackAccount {
  account: TouchpointAccount
  /** Null when no token or key has been entered yet. */
  reader: CallbackReader | null
  fingerprint: string
}

/**
 * Who may push to us. Remembers every account as it was last seen, so that callbacks can be verified while the record is
 * away; all accounts are read when the process starts. An account that is unknown then is refused with 503 (not 404), so
 * that the platform sends again.
 */
@Injectable()
export class CallbackAccounts implements OnApplicationBootstrap {
  private readonly known = new Map<string, CallbackAccount>()
  private readonly asking = new Map<string, Promise<CallbackAccount | null>>()

  constructor(
    private readonly accounts: AccountService,
    private readonly journal: LocalJournal,
    private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    for (const { kind, key, name } of await this.accounts.list()) {
      if (!isCallbackKind(kind)) continue
      await this.ask(kind, key).catch((error: unknown) =>
        this.logger.warn({ err: error }, `触点账号「${name}」的回调密钥读不出来`),
      )
    }
  }

  /**
   * The account of that kind with that appid or corpid, or null.
   * @throws RECORD_AWAY when the record is away and this process has never seen the account
   */
  async find(kind: ConfigurableKind, key: string): Promise<CallbackAccount | null> {
    const name = `${kind}:${key}`
    const known = this.known.get(name)
    if (known && this.journal.carries) return known
    try {
      const asking = this.asking.get(name) ?? this.ask(kind, key)
      return await answeredWithin(RECORD_ANSWERS_WITHIN_MS, asking)
    } catch (error) {
      if (!isRecordAway(error)) throw error
      if (known) return known
      throw new AppError('RECORD_AWAY', { cause: error })
    }
  }

  /** One question at a time per account, however many callbacks wait for it. */
  private ask(kind: ConfigurableKind, key: string): Promise<CallbackAccount | null> {
    const name = `${kind}:${key}`
    const asking = this.read(kind, key).finally(() => this.asking.delete(name))
    this.asking.set(name, asking)
    return asking
  }

  private async read(kind: ConfigurableKind, key: string): Promise<CallbackAccount | null> {
    const name = `${kind}:${key}`
    const account = await this.accounts.find(kind, key)
    if (!account) {
      this.known.delete(name)
      return null
    }
    const { token, encodingAESKey, plainCallbacks } = await this.accounts.credentials(account.id)
    const fingerprint = `${token}:${encodingAESKey}:${plainCallbacks}`
    const known = this.known.get(name)
    const reader =
      known?.fingerprint === fingerprint
        ? known.reader
        : token === '' || encodingAESKey === ''
          ? null
          : new CallbackReader(
              { token, encodingAESKey, receiver: key, windowSeconds: WINDOW_SECONDS, mustBeEncrypted: !plainCallbacks },
              this.clock,
            )
    const read = { account, reader, fingerprint }
    this.known.set(name, read)
    return read
  }
}
