import type { Reader } from './shape'

/** Error codes after which the platform may simply be asked again: busy, too many calls at once, data version conflict (protocol §0, §3.0). */
export const BUSY_CODES: ReadonlySet<number> = new Set([-1, 45033, 6000])

/** Error codes that say the access token is wrong, garbled or expired (protocol §0). */
export const TOKEN_CODES: ReadonlySet<number> = new Set([40001, 40014, 42001])

const LONG_SECRETS = /[A-Za-z0-9_-]{24,}/g
const LONG_NUMBERS = /\d{7,}/g

/**
 * What the platform said, fit for a log line: the changing tail (`rid`, `hint`, caller's address) is cut off and
 * anything that could be a token, an openid or a phone number is blotted out.
 */
export function safeReason(errmsg: string): string {
  const withoutTail = errmsg.split(/,?\s*(?:rid:|hint:|from ip:)/)[0] ?? ''
  return withoutTail.replace(LONG_SECRETS, '…').replace(LONG_NUMBERS, '…').trim().slice(0, 160)
}

function ridOf(errmsg: string): string | undefined {
  return /rid:\s*([0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{8})/.exec(errmsg)?.[1] ?? /hint:\s*\[(\d+)]/.exec(errmsg)?.[1]
}

/** The platform answered with an `errcode` other than 0. Callers switch on `errcode`, never on the text. */
export class WechatApiError extends Error {
  override readonly name: string = 'WechatApiError'
  /** The whole answer, out of reach of loggers: it may hold what must not be written down. */
  readonly #answer: unknown
  readonly reason: string
  /** The platform's own reference for its support staff. */
  readonly rid: string | undefined

  constructor(
    readonly errcode: number,
    readonly api: string,
    errmsg = '',
    answer?: unknown,
  ) {
    const reason = safeReason(errmsg)
    super(`${api} answered ${errcode}${reason ? ` (${reason})` : ''}`)
    this.reason = reason
    this.rid = ridOf(errmsg)
    this.#answer = answer
  }

  /** What else the refusal says, such as the job that exists already; undefined when it does not say it in this shape. */
  read<T>(reader: Reader<T>): T | undefined {
    try {
      return reader(this.#answer, '')
    } catch {
      return undefined
    }
  }
}

/** We know that the platform would refuse, so it was not asked. Looks like its own refusal, so that callers need no second path. */
export class QuotaReached extends WechatApiError {
  override readonly name = 'QuotaReached'

  constructor(
    api: string,
    /** When the span ends and calls are allowed again. */
    readonly until: Date,
  ) {
    super(45009, api, 'known limit reached, not sent')
  }
}

export type TransportFailure = 'timeout' | 'network' | 'http-status' | 'unreadable-reply'

/**
 * No usable answer came. For a call that changes something the outcome is *unknown*: the platform may have done it.
 * The message names the call only, because the address carries the token.
 */
export class WechatTransportError extends Error {
  override readonly name = 'WechatTransportError'

  constructor(
    readonly api: string,
    readonly failure: TransportFailure,
    detail = '',
  ) {
    super(`${api}: ${failure}${detail ? ` (${detail})` : ''}`)
  }
}

export type RefusalReason =
  'signature' | 'ciphertext' | 'receiver' | 'malformed' | 'stale' | 'replayed' | 'not-encrypted'

/** A callback that must not be believed. Nothing of it may be stored. */
export class CallbackRefused extends Error {
  override readonly name = 'CallbackRefused'

  constructor(readonly reason: RefusalReason) {
    super(`callback refused: ${reason}`)
  }
}
