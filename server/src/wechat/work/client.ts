import { authorizeUrl } from '../kernel/authorize-url'
import type { RateLimit } from '../kernel/limits'
import { PlatformClient, type PlatformOptions } from '../kernel/platform-client'
import type { PageSignature } from '../kernel/signature'
import type { FetchedToken, TokenKeeper } from '../kernel/token-keeper'
import * as calls from './calls'

export interface WorkOptions extends PlatformOptions {
  corpid: string
  agentId: number
  secret: string
  /** `https://open.weixin.qq.com` or a stand-in: log-in inside WeCom. */
  openBaseUrl: string
  /** `https://login.work.weixin.qq.com` or a stand-in: log-in by QR code in a browser. */
  loginBaseUrl: string
  /** How many calls of one endpoint may run at once before the corp is answered 45033; the platform only says «a few». */
  parallelPerEndpoint?: number
}

/** Of every endpoint (protocol §3.0). Above them the corp is blocked for as long as the span. */
const EVERY_CALL: readonly RateLimit[] = [
  { calls: 10_000, per: 'minute', scope: 'account' },
  { calls: 150_000, per: 'hour', scope: 'account' },
  { calls: 20_000, per: 'minute', scope: 'address' },
  { calls: 600_000, per: 'hour', scope: 'address' },
]

const PARALLEL = 5

/** One self-built app of one corp. */
export class WorkClient extends PlatformClient {
  readonly corpid: string
  readonly agentId: number
  private readonly corpTicket: TokenKeeper
  private readonly agentTicket: TokenKeeper

  constructor(private readonly options: WorkOptions) {
    const account = `work:${options.corpid}`
    super(options, {
      names: { account, app: `${account}:${options.agentId}` },
      everyCall: EVERY_CALL,
      parallelPerEndpoint: options.parallelPerEndpoint ?? PARALLEL,
    })
    this.corpid = options.corpid
    this.agentId = options.agentId
    this.corpTicket = this.ticketKeeper('jsapi-ticket', calls.jsapiTicket)
    this.agentTicket = this.ticketKeeper('agent-ticket', calls.agentTicket)
  }

  /** Signature for `wx.config` / `getConfigSignature`: the corp's ticket (protocol §3.14). @throws WechatApiError (QuotaReached among them), WechatTransportError */
  signPageForCorp(url: string): Promise<PageSignature> {
    return this.signWith(this.corpTicket, url)
  }

  /** Signature for `wx.agentConfig` / `getAgentConfigSignature`: the app's ticket. @throws WechatApiError (QuotaReached among them), WechatTransportError */
  signPageForAgent(url: string): Promise<PageSignature> {
    return this.signWith(this.agentTicket, url)
  }

  /** Where a page inside WeCom sends a member to come back with a code for `oauthUser`. */
  authorizeUrl(request: { redirectUri: string; scope: 'snsapi_base' | 'snsapi_privateinfo'; state: string }): string {
    return authorizeUrl(this.options.openBaseUrl, { appid: this.corpid, agentId: this.agentId, ...request })
  }

  /** Where a browser sends a member to log in by QR code. */
  loginUrl({ redirectUri, state }: { redirectUri: string; state: string }): string {
    const query = new URLSearchParams({
      login_type: 'CorpApp',
      appid: this.corpid,
      agentid: String(this.agentId),
      redirect_uri: redirectUri,
      state,
    })
    return `${this.options.loginBaseUrl.replace(/\/+$/, '')}/wwlogin/sso/login?${query.toString()}`
  }

  protected async fetchToken(): Promise<FetchedToken> {
    const { corpid, secret } = this.options
    const reply = await this.call(calls.token, { corpid, secret })
    return { value: reply.access_token, expiresInSeconds: reply.expires_in }
  }
}
