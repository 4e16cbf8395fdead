import { Injectable } from '@nestjs/common'
import type { ErrorCode } from '@guiyi/shared'
import { Clock } from '../../platform/clock'
import { AppError } from '../../platform/errors'
import {
  CallbackReader,
  CallbackRefused,
  classifyMiniProgramMessage,
  classifyOfficialAccountMessage,
  classifyWorkMessage,
  ReplayCache,
  type CallbackQuery,
  type MessageFields,
  type OpenedCallback,
  type RefusalReason,
} from '../../wechat'
import { AccountService, type ConfigurableKind, type TouchpointAccount } from '../account'
import type { IntakeKind } from './intake-kinds'
import { Intake } from './intake.service'
import { RefusalCounter } from './refusal-counter'

/** How far the signed timestamp may be from our clock; our own rule, not the platforms' (protocol §1.1). */
const WINDOW_SECONDS = 300

/** The platforms give up after five seconds and send again, perhaps with the very same signature. */
const ANSWERED_IN_TIME_MS = 4_000

const CODES: Readonly<Record<RefusalReason, ErrorCode>> = {
  signature: 'CALLBACK_SIGNATURE_INVALID',
  ciphertext: 'CALLBACK_CIPHERTEXT_INVALID',
  receiver: 'CALLBACK_RECEIVER_MISMATCH',
  malformed: 'CALLBACK_MALFORMED',
  stale: 'CALLBACK_STALE',
  replayed: 'CALLBACK_REPLAYED',
  'not-encrypted': 'CALLBACK_NOT_ENCRYPTED',
}

interface Sorted {
  kind: IntakeKind
  person: string | undefined
  occurredAt: Date | undefined
  dedupKey: string
}

const SORTERS: Readonly<Record<ConfigurableKind, (fields: MessageFields) => Sorted>> = {
  official_account: (fields) => {
    const { kind, openid, occurredAt, dedupKey } = classifyOfficialAccountMessage(fields)
    const name: IntakeKind = kind === 'message' ? 'official-account.message' : `official-account.event.${kind}`
    return { kind: name, person: openid, occurredAt, dedupKey }
  },
  mini_program: (fields) => {
    const { kind, openid, occurredAt, dedupKey } = classifyMiniProgramMessage(fields)
    return { kind: `mini-program.${kind}`, person: openid, occurredAt, dedupKey }
  },
  work: (fields) => {
    const { kind, externalUserid, occurredAt, dedupKey } = classifyWorkMessage(fields)
    return { kind: `work.${kind}`, person: externalUserid, occurredAt, dedupKey }
  },
}

/** Where the platforms knock: verifies, decrypts, refuses what is stale or repeated, stores the rest. */
@Injectable()
export class CallbackGate {
  private readonly readers = new Map<number, { fingerprint: string; reader: CallbackReader }>()
  private readonly answered: ReplayCache

  constructor(
    private readonly accounts: AccountService,
    private readonly intake: Intake,
    private readonly refusals: RefusalCounter,
    private readonly clock: Clock,
  ) {
    this.answered = new ReplayCache(clock, WINDOW_SECONDS)
  }

  /**
   * The platform's check of the address.
   * @returns the text to answer with
   * @throws CALLBACK_ACCOUNT_UNKNOWN and the other CALLBACK_ codes, each counted
   */
  async confirm(kind: ConfigurableKind, key: string, query: CallbackQuery): Promise<string> {
    const account = await this.knownAccount(kind, key)
    const reader = await this.readerOf(account)
    return this.counted(account.id, () => reader.confirmAddress(query))
  }

  /**
   * A pushed message. It is durable when this returns.
   * @throws CALLBACK_ACCOUNT_UNKNOWN and the other CALLBACK_ codes, each counted; nothing is stored then
   */
  async receive(kind: ConfigurableKind, key: string, query: CallbackQuery, body: Buffer): Promise<void> {
    const startedAt = performance.now()
    const account = await this.knownAccount(kind, key)
    const reader = await this.readerOf(account)
    const opened = this.counted(account.id, () => this.openNew(reader, query, body))
    const { person, ...sorted } = SORTERS[kind](opened.fields)
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

  private openNew(reader: CallbackReader, query: CallbackQuery, body: Buffer): OpenedCallback {
    const opened = reader.open(query, body)
    if (this.answered.has(opened.signature)) throw new CallbackRefused('replayed')
    return opened
  }

  private async knownAccount(kind: ConfigurableKind, key: string): Promise<TouchpointAccount> {
    const account = await this.accounts.find(kind, key)
    if (account?.status === 'active') return account
    this.refusals.count('CALLBACK_ACCOUNT_UNKNOWN', account?.id ?? 0)
    throw new AppError('CALLBACK_ACCOUNT_UNKNOWN')
  }

  private async readerOf(account: TouchpointAccount): Promise<CallbackReader> {
    const { token, encodingAESKey, key, plainCallbacks } = await this.accounts.credentials(account.id)
    if (token === '' || encodingAESKey === '') {
      this.refusals.count('CALLBACK_ACCOUNT_UNKNOWN', account.id)
      throw new AppError('CALLBACK_ACCOUNT_UNKNOWN')
    }
    const fingerprint = `${token}:${encodingAESKey}:${plainCallbacks}`
    const known = this.readers.get(account.id)
    if (known?.fingerprint === fingerprint) return known.reader
    const reader = new CallbackReader(
      { token, encodingAESKey, receiver: key, windowSeconds: WINDOW_SECONDS, mustBeEncrypted: !plainCallbacks },
      this.clock,
    )
    this.readers.set(account.id, { fingerprint, reader })
    return reader
  }

  private counted<T>(accountId: number, work: () => T): T {
    try {
      return work()
    } catch (error) {
      if (!(error instanceof CallbackRefused)) throw error
      const code = CODES[error.reason]
      this.refusals.count(code, accountId)
      throw new AppError(code, { cause: error })
    }
  }
}
