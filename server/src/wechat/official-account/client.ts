import { randomBytes } from 'node:crypto'

import type { BinaryCall, JsonCall } from '../kernel/call'
import { WechatCaller, type CallerOptions } from '../kernel/caller'
import { WechatHttp, type BinaryReply } from '../kernel/http'
import type { TokenStore, WechatClock } from '../kernel/ports'
import { signPage, type PageSignature } from '../kernel/signature'
import { TokenKeeper, type FetchedToken } from '../kernel/token-keeper'
import * as calls from './calls'
import type { OauthToken } from './types'

export interface OfficialAccountOptions {
  appid: string
  secret: string
  /** `https://api.weixin.qq.com` or a stand-in. */
  apiBaseUrl: string
  /** `https://mp.weixin.qq.com` or a stand-in: pictures of QR codes. */
  mpBaseUrl: string
  tokens: TokenStore
  clock: WechatClock
  caller?: CallerOptions
  timeoutMs?: number
}

/** One official account. Any endpoint of `calls` goes through `call`; only what is more than one call has its own method. */
export class OfficialAccountClient {
  readonly appid: string
  private readonly caller: WechatCaller
  private readonly fetchToken: () => Promise<FetchedToken>
  private readonly jsapiTicket: TokenKeeper

  constructor(private readonly options: OfficialAccountOptions) {
    this.appid = options.appid
    const http = new WechatHttp({ baseUrl: options.apiBaseUrl, timeoutMs: options.timeoutMs })
    const key = (kind: string): string => `official-account:${options.appid}:${kind}`
    this.fetchToken = async () => {
      const reply = await http.json(calls.stableToken, { appid: options.appid, secret: options.secret })
      return { value: reply.access_token, expiresInSeconds: reply.expires_in }
    }
    const token = new TokenKeeper(key('access-token'), options.tokens, options.clock, this.fetchToken)
    this.caller = new WechatCaller(http, token, options.caller)
    this.jsapiTicket = new TokenKeeper(key('jsapi-ticket'), options.tokens, options.clock, async () => {
      const reply = await this.caller.call(calls.jsapiTicket, undefined)
      return { value: reply.ticket, expiresInSeconds: reply.expires_in }
    })
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

  /** Exchanges the code of web OAuth. @throws WechatApiError 40029 and 40163 for a wrong or used code */
  oauthToken(code: string): Promise<OauthToken> {
    return this.caller.call(calls.oauthToken, { appid: this.options.appid, secret: this.options.secret, code })
  }

  /** Signature for `wx.config` on one page (protocol §1.15). */
  async signPage(url: string): Promise<PageSignature> {
    const ticket = await this.jsapiTicket.current()
    const timestamp = Math.floor(this.options.clock.now().getTime() / 1000)
    return signPage({ ticket, url, timestamp, nonceStr: randomBytes(12).toString('hex') })
  }

  /** Address of a QR code's picture; needs no token (protocol §1.12). */
  qrCodeImageUrl(ticket: string): string {
    return `${this.options.mpBaseUrl.replace(/\/+$/, '')}/cgi-bin/showqrcode?ticket=${encodeURIComponent(ticket)}`
  }
}
