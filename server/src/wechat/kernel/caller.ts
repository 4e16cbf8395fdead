import type { BinaryCall, JsonCall } from './call'
import { BUSY_CODES, TOKEN_CODES, WechatApiError } from './errors'
import type { BinaryReply, WechatHttp } from './http'
import { Turnstile, type RateLimiter } from './rate-limiter'
import type { TokenKeeper } from './token-keeper'

export interface CallerOptions {
  /** Tries in all while the platform says it is busy. */
  attempts?: number
  /** First pause; doubles each time, with full jitter so that many callers do not come back together. */
  firstPauseMs?: number
  sleep?: (milliseconds: number) => Promise<void>
  /** A number in [0, 1), replaceable so that a test can know the pauses. */
  random?: () => number
  /** Makes calls wait for the platform's limits. */
  limiter?: RateLimiter
  /** How many calls of one endpoint may be on their way at once; the platform answers 45033 above a number it does not tell. */
  parallelPerEndpoint?: number
}

type Callable = Pick<JsonCall<never, unknown>, 'path' | 'auth' | 'limits'>

const sleepFor = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds))

/**
 * Makes calls with a token: refreshes it once when the platform refuses it, waits and repeats while the platform is busy.
 * A call whose outcome is unknown (time-out, broken connection) is never repeated here: only the caller knows whether
 * repeating is harmless.
 */
export class WechatCaller {
  private readonly attempts: number
  private readonly firstPauseMs: number
  private readonly sleep: (milliseconds: number) => Promise<void>
  private readonly random: () => number
  private readonly turnstiles = new Map<string, Turnstile>()

  constructor(
    private readonly http: WechatHttp,
    private readonly token: TokenKeeper,
    private readonly options: CallerOptions = {},
  ) {
    this.attempts = options.attempts ?? 3
    this.firstPauseMs = options.firstPauseMs ?? 300
    this.sleep = options.sleep ?? sleepFor
    this.random = options.random ?? Math.random
  }

  /**
   * @throws WechatApiError when the platform says no
   * @throws WechatTransportError when no usable answer came
   */
  async call<Request, Reply>(call: JsonCall<Request, Reply>, request: Request): Promise<Reply> {
    return this.inTurn(call, (token) => this.http.json(call, request, token))
  }

  /** @throws the same as `call` */
  async file<Request>(call: BinaryCall<Request>, request: Request): Promise<BinaryReply> {
    return this.inTurn(call, (token) => this.http.binary(call, request, token))
  }

  private inTurn<T>(call: Callable, send: (token: string | undefined) => Promise<T>): Promise<T> {
    const places = this.options.parallelPerEndpoint
    if (places === undefined) return this.persist(call, send)
    const turnstile = this.turnstiles.get(call.path) ?? new Turnstile(places)
    this.turnstiles.set(call.path, turnstile)
    return turnstile.run(() => this.persist(call, send))
  }

  private async persist<T>(call: Callable, send: (token: string | undefined) => Promise<T>): Promise<T> {
    let refreshed = false
    for (let attempt = 1; ; attempt += 1) {
      await this.options.limiter?.pass(call)
      const token = call.auth === 'token' ? await this.token.current() : undefined
      try {
        return await send(token)
      } catch (error) {
        if (!(error instanceof WechatApiError)) throw error
        if (token !== undefined && TOKEN_CODES.has(error.errcode) && !refreshed) {
          refreshed = true
          attempt -= 1
          await this.token.reject(token)
        } else if (BUSY_CODES.has(error.errcode) && attempt < this.attempts) {
          await this.sleep(this.random() * this.firstPauseMs * 2 ** (attempt - 1))
        } else {
          throw error
        }
      }
    }
  }
}
