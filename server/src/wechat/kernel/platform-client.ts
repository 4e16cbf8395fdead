import { randomBytes } from 'node:crypto'

import type { BinaryCall, JsonCall } from './call'
import { WechatCaller, type CallerOptions } from './caller'
import { WechatHttp, type BinaryReply } from './http'
import type { RateLimit } from './limits'
import type { RateStore, TokenStore, WechatClock } from './ports'
import { RateLimiter } from './rate-limiter'
import { signPage, type PageSignature } from './signature'
import { TokenKeeper, type FetchedToken } from './token-keeper'

/** What every client of a platform is given. */
export interface PlatformOptions {
  /** The platform's host, or a stand-in. */
  apiBaseUrl: string
  tokens: TokenStore
  rates: RateStore
  clock: WechatClock
  caller?: CallerOptions
  timeoutMs?: number
}

/** What tells one platform from another. */
interface PlatformTraits {
  /** Begins the names under which tokens are kept and calls are counted: platform, account and, where it matters, app. */
  names: { account: string; app: string }
  everyCall?: readonly RateLimit[]
  parallelPerEndpoint?: number
}

interface TicketReply {
  ticket: string
  expires_in: number
}

/** Any endpoint of a platform's call table goes through `call` or `file`; only what is more than one call has its own method. */
export abstract class PlatformClient {
  private readonly caller: WechatCaller
  private readonly tokenName: string

  constructor(
    private readonly platform: PlatformOptions,
    traits: PlatformTraits,
  ) {
    const { apiBaseUrl, timeoutMs, tokens, rates, clock } = platform
    // Tokens belong to account and app together: two apps of one corp must not share one (protocol §0).
    this.tokenName = traits.names.app
    const limiter = new RateLimiter({
      store: rates,
      clock,
      names: { ...traits.names, address: 'address' },
      ...(traits.everyCall ? { everyCall: traits.everyCall } : {}),
      ...(platform.caller?.sleep ? { sleep: platform.caller.sleep } : {}),
    })
    this.caller = new WechatCaller(
      new WechatHttp({ baseUrl: apiBaseUrl, timeoutMs }),
      new TokenKeeper(`${this.tokenName}:access-token`, tokens, clock, () => this.fetchToken()),
      { limiter, parallelPerEndpoint: traits.parallelPerEndpoint, ...platform.caller },
    )
  }

  /** Asks the platform for a token whether or not one is kept: proves that the credentials are right now. @throws WechatApiError, WechatTransportError */
  async proveCredentials(): Promise<void> {
    await this.fetchToken()
  }

  /** @throws WechatApiError, WechatTransportError */
  call<Request, Reply>(call: JsonCall<Request, Reply>, request: Request): Promise<Reply> {
    return this.caller.call(call, request)
  }

  /** @throws WechatApiError, WechatTransportError */
  file<Request>(call: BinaryCall<Request>, request: Request): Promise<BinaryReply> {
    return this.caller.file(call, request)
  }

  /** @throws WechatApiError, WechatTransportError */
  protected abstract fetchToken(): Promise<FetchedToken>

  protected ticketKeeper(kind: string, call: JsonCall<void, TicketReply>): TokenKeeper {
    return new TokenKeeper(`${this.tokenName}:${kind}`, this.platform.tokens, this.platform.clock, async () => {
      const reply = await this.call(call, undefined)
      return { value: reply.ticket, expiresInSeconds: reply.expires_in }
    })
  }

  /** @throws WechatApiError (QuotaReached among them), WechatTransportError when a ticket is needed and cannot be had */
  protected async signWith(keeper: TokenKeeper, url: string): Promise<PageSignature> {
    const ticket = await keeper.current()
    const timestamp = Math.floor(this.platform.clock.now().getTime() / 1000)
    return signPage({ ticket, url, timestamp, nonceStr: randomBytes(12).toString('hex') })
  }
}
