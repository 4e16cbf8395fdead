import { safeReason, WechatTransportError, CallbackRefused } from '../kernel/errors'

/** Codes after which the very same request (same out_* number) may be sent again (protocol §4.5). */
const BUSY = new Set(['SYSTEM_ERROR', 'FREQUENCY_LIMITED', 'FREQUENCY_LIMIT_EXCEED', 'BANK_ERROR'])

/** The platform said no. Callers switch on `status` and `code`, never on the text. */
export class PayApiError extends Error {
  override readonly name = 'PayApiError'
  /** What an operator may read: nothing in it can be a number or a person. */
  readonly reason: string

  constructor(
    readonly status: number,
    readonly code: string,
    readonly api: string,
    message: string,
    /** Where the platform found the fault, as a JSON pointer (`/amount/total`). */
    readonly field: string | undefined,
    /** For the platform's support staff. */
    readonly requestId: string | undefined,
  ) {
    const reason = safeReason(message)
    super(`${api} answered ${status} ${code}${reason ? ` (${reason})` : ''}`)
    this.reason = reason
  }

  /** Asking again with the same numbers is harmless and may help. */
  get busy(): boolean {
    return this.status === 429 || BUSY.has(this.code)
  }

  /** The order or refund is unknown to the platform; older pages spell one of the codes without underscores (§4.5). */
  get notFound(): boolean {
    return this.status === 404 && ['ORDER_NOT_EXIST', 'ORDERNOTEXIST', 'RESOURCE_NOT_EXISTS'].includes(this.code)
  }

  /** There is no bill of that day, or not yet (status unverified). */
  get noBill(): boolean {
    return this.code === 'NO_STATEMENT_EXIST' || this.code === 'STATEMENT_CREATING'
  }
}

/**
 * An answer came, but nothing proves that it is the platform's. What it says must not be read; whether the request had
 * an effect is unknown.
 */
export class UnverifiedReply extends WechatTransportError {
  constructor(api: string, detail: string) {
    super(api, 'unreadable-reply', detail)
  }
}

/** The platform tests whether we verify at all, with a signature that says so (protocol §4.2). Refused, and no attack. */
export class SignatureProbe extends CallbackRefused {
  constructor() {
    super('signature')
  }
}
