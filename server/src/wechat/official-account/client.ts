import { authorizeUrl } from '../kernel/authorize-url'
import { PlatformClient, type PlatformOptions } from '../kernel/platform-client'
import type { PageSignature } from '../kernel/signature'
import type { FetchedToken, TokenKeeper } from '../kernel/token-keeper'
import * as calls from './calls'
import type { OauthToken } from './calls/web'

export interface OfficialAccountOptions extends PlatformOptions {
  appid: string
  secret: string
  /** `https://mp.weixin.qq.com` or a stand-in: pictures of QR codes. */
  mpBaseUrl: string
  /** `https://open.weixin.qq.com` or a stand-in: the page where people agree to be known. */
  openBaseUrl: string
}

/** One official account. */
export class OfficialAccountClient extends PlatformClient {
  readonly appid: string
  private readonly jsapiTicket: TokenKeeper

  constructor(private readonly options: OfficialAccountOptions) {
    const name = `official-account:${options.appid}`
    super(options, { names: { account: name, app: name } })
    this.appid = options.appid
    this.jsapiTicket = this.ticketKeeper('jsapi-ticket', calls.jsapiTicket)
  }

  /** Exchanges the code of web OAuth. @throws WechatApiError 40029 and 40163 for a wrong or used code */
  oauthToken(code: string): Promise<OauthToken> {
    return this.call(calls.oauthToken, { appid: this.appid, secret: this.options.secret, code })
  }

  /** Where to send a person so that they come back with a code for `oauthToken`. */
  authorizeUrl(request: { redirectUri: string; scope: 'snsapi_base' | 'snsapi_userinfo'; state: string }): string {
    return authorizeUrl(this.options.openBaseUrl, { appid: this.appid, ...request })
  }

  /** Signature for `wx.config` on one page (protocol §1.15). @throws WechatApiError (QuotaReached among them), WechatTransportError */
  signPage(url: string): Promise<PageSignature> {
    return this.signWith(this.jsapiTicket, url)
  }

  /** Address of a QR code's picture; needs no token (protocol §1.12). */
  qrCodeImageUrl(ticket: string): string {
    return `${this.options.mpBaseUrl.replace(/\/+$/, '')}/cgi-bin/showqrcode?ticket=${encodeURIComponent(ticket)}`
  }

  protected async fetchToken(): Promise<FetchedToken> {
    const { appid, secret } = this.options
    const reply = await this.call(calls.stableToken, { appid, secret })
    return { value: reply.access_token, expiresInSeconds: reply.expires_in }
  }
}
