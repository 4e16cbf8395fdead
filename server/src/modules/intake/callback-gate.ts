import { Injectable } from '@nestjs/common'
import type { ErrorCode } from '@guiyi/shared'
import { Clock } from '../../platform/clock'
import { AppError } from '../../platform/errors'
import {
  CallbackRefused,
  ReplayCache,
  type CallbackQuery,
  type CallbackReader,
  type OpenedCallback,
  type RefusalReason,
} from '../../wechat'
import type { ConfigurableKind, TouchpointAccount } from '../account'
import { CallbackAccounts, WINDOW_SECONDS } from './callback-accounts'
import { CALLBACK_SORTERS } from './callback-kinds'
import { Intake } from './intake.service'
import { PlainCallbacks } from './plain-callbacks'
import { RefusalCounter } from './refusal-counter'

/** The platforms give up after five seconds and send again, perhaps with the very same signature. */
const ANSWERED_IN_TIME_MS = 4_000

/** What a refusal is called outside. */
export const REFUSAL_CODES: Readonly<Record<RefusalReason, ErrorCode>> = {
  signature: 'CALLBACK_SIGNATURE_INVALID',
  ciphertext: 'CALLBACK_CIPHERTEXT_INVALID',
  receiver: 'CALLBACK_RECEIVER_MISMATCH',
  malformed: 'CALLBACK_MALFORMED',
  stale: 'CALLBACK_STALE',
  replayed: 'CALLBACK_REPLAYED',
  'not-encrypted': 'CALLBACK_NOT_ENCRYPTED',
}

/** Where the platforms knock: verifies, decrypts, refuses what is stale or repeated, stores the rest. */
@Injectable()
export class CallbackGate {
  private readonly answered: ReplayCache

  constructor(
    private readonly accounts: CallbackAccounts,
    private readonly intake: Intake,
    private readonly refusals: RefusalCounter,
    private readonly plain: PlainCallbacks,
    clock: Clock,
  ) {
    this.answered = new ReplayCache(clock, WINDOW_SECONDS)
  }

  /**
   * The platform's check of the address.
   * @returns the text to answer with
   * @throws CALLBACK_ACCOUNT_UNKNOWN and the other CALLBACK_ codes, each counted
   */
  async confirm(kind: ConfigurableKind, key: string, query: CallbackQuery): Promise<string> {
    const { account, reader } = await this.accountOf(kind, key)
    return this.counted(account.id, () => reader.confirmAddress(query))
  }

  /**
   * A pushed message. It is durable when this returns: in the record, or in the local journal while that is away.
   * @throws CALLBACK_ACCOUNT_UNKNOWN and the other CALLBACK_ codes, each counted; nothing is stored then; RECORD_AWAY,
   * INTAKE_JOURNAL_FULL, INTAKE_JOURNAL_UNWRITABLE when it cannot be kept safe, so that the platform sends it again
   */
  async receive(kind: ConfigurableKind, key: string, query: CallbackQuery, body: Buffer): Promise<void> {
    const startedAt = performance.now()
    const { account, reader } = await this.accountOf(kind, key)
    const opened = await this.counted(account.id, () => this.openNew(account.id, reader, query, body))
    const { person, ...sorted } = CALLBACK_SORTERS[kind](opened.fields)
    await this.intake.accept({
      ...sorted,
      accountId: account.id,
      personKey: person === undefined ? null : `${key}:${person}`,
      body: opened.plain,
      format: opened.format === 'xml' ? 'xml' : 'push_json',
    })
    // Whoever was answered too late knocks again with the same signature and must not be taken for an attacker.
    if (performance.now() - startedAt < ANSWERED_IN_TIME_MS) this.answered.remember(opened.signature)
  }

  private async openNew(
    accountId: number,
    reader: CallbackReader,
    query: CallbackQuery,
    body: Buffer,
  ): Promise<OpenedCallback> {
    const opened = reader.open(query, body)
    const { signature, plain, bareSignature } = opened
    if (this.answered.has(signature)) throw new CallbackRefused('replayed')
    if (bareSignature !== undefined && (await this.plain.stoodForAnother(accountId, bareSignature, plain))) {
      throw new CallbackRefused('replayed')
    }
    return opened
  }

  private async accountOf(
    kind: ConfigurableKind,
    key: string,
  ): Promise<{ account: TouchpointAccount; reader: CallbackReader }> {
    const found = await this.accounts.find(kind, key)
    if (found?.account.status === 'active' && found.reader) return { account: found.account, reader: found.reader }
    this.refusals.count('CALLBACK_ACCOUNT_UNKNOWN', found?.account.id ?? 0)
    throw new AppError('CALLBACK_ACCOUNT_UNKNOWN')
  }

  private async counted<T>(accountId: number, work: () => T | Promise<T>): Promise<T> {
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof CallbackRefused)) throw error
      const code = REFUSAL_CODES[error.reason]
      this.refusals.count(code, accountId)
      throw new AppError(code, { cause: error })
    }
  }
}
