import type { BinaryCall, JsonCall } from '../kernel/call'
import { WechatCaller, type CallerOptions } from '../kernel/caller'
import { WechatHttp, type BinaryReply } from '../kernel/http'
import type { TokenStore, WechatClock } from '../kernel/ports'
import { TokenKeeper, type FetchedToken } from '../kernel/token-keeper'
import * as calls from './calls'
import type { MiniProgramSession, PhoneNumberReply } from './types'

export interface MiniProgramOptions {
  appid: string
  secret: string
  /** `https://api.weixin.qq.com` or a stand-in. */
  apiBaseUrl: string
  tokens: TokenStore
  clock: WechatClock
  caller?: CallerOptions
  timeoutMs?: number
}

/** One mini-program. Any endpoint of `calls` goes through `call`. */
export class MiniProgramClient {
  readonly appid: string
  private readonly caller: WechatCaller
  private readonly fetchToken: () => Promise<FetchedToken>

  constructor(private readonly options: MiniProgramOptions) {
    this.appid = options.appid
    const http = new WechatHttp({ baseUrl: options.apiBaseUrl, timeoutMs: options.timeoutMs })
    const key = `mini-program:${options.appid}:access-token`
    this.fetchToken = async () => {
      const reply = await http.json(calls.stableToken, { appid: options.appid, secret: options.secret })
      return { value: reply.access_token, expiresInSeconds: reply.expires_in }
    }
    const token = new TokenKeeper(key, options.tokens, options.clock, this.fetchToken)
    this.caller = new WechatCaller(http, token, options.caller)
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

  /** Exchanges a log-in code. @throws WechatApiError 40029, 40163, 40226, 45011 */
  session(code: string): Promise<MiniProgramSession> {
    return this.caller.call(calls.session, { appid: this.options.appid, secret: this.options.secret, code })
  }

  /**
   * Exchanges a phone code. The reply names the app it was made for (protocol §2.2).
   * @throws WechatApiError 40029; ForeignWatermark when the number was given to another mini-program
   */
  async phoneNumber(code: string): Promise<PhoneNumberReply['phone_info']> {
    const { phone_info: phone } = await this.caller.call(calls.phoneNumber, { code })
    if (phone.watermark.appid !== this.appid) throw new ForeignWatermark()
    return phone
  }
}

/** A phone number that was given to another mini-program. */
export class ForeignWatermark extends Error {
  override readonly name = 'ForeignWatermark'
}
