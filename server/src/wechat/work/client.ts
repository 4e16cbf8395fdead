import { randomBytes } from 'node:crypto'

import type { JsonCall } from '../kernel/call'
import { WechatCaller, type CallerOptions } from '../kernel/caller'
import { WechatHttp } from '../kernel/http'
import type { TokenStore, WechatClock } from '../kernel/ports'
import { signPage, type PageSignature } from '../kernel/signature'
import { TokenKeeper, type FetchedToken } from '../kernel/token-keeper'
import * as calls from './calls'

export interface WorkOptions {
  corpid: string
  agentId: number
  secret: string
  /** `https://qyapi.weixin.qq.com` or a stand-in. */
  apiBaseUrl: string
  tokens: TokenStore
  clock: WechatClock
  caller?: CallerOptions
  timeoutMs?: number
}

/** One self-built app of one corp. Any endpoint of `calls` goes through `call`. */
export class WorkClient {
  readonly corpid: string
  readonly agentId: number
  private readonly caller: WechatCaller
  private readonly fetchToken: () => Promise<FetchedToken>
  private readonly corpTicket: TokenKeeper
  private readonly agentTicket: TokenKeeper

  constructor(private readonly options: WorkOptions) {
    this.corpid = options.corpid
    this.agentId = options.agentId
    const { corpid, secret, tokens, clock } = options
    const http = new WechatHttp({ baseUrl: options.apiBaseUrl, timeoutMs: options.timeoutMs })
    // Tokens belong to corp and app together: two apps of one corp must not share one (protocol §0).
    const key = (kind: string): string => `work:${corpid}:${options.agentId}:${kind}`
    this.fetchToken = async () => {
      const reply = await http.json(calls.token, { corpid, secret })
      return { value: reply.access_token, expiresInSeconds: reply.expires_in }
    }
    const token = new TokenKeeper(key('access-token'), tokens, clock, this.fetchToken)
    this.caller = new WechatCaller(http, token, options.caller)
    const ticketKeeper = (kind: string, call: typeof calls.jsapiTicket): TokenKeeper =>
      new TokenKeeper(key(kind), tokens, clock, async () => {
        const reply = await this.caller.call(call, undefined)
        return { value: reply.ticket, expiresInSeconds: reply.expires_in }
      })
    this.corpTicket = ticketKeeper('jsapi-ticket', calls.jsapiTicket)
    this.agentTicket = ticketKeeper('agent-ticket', calls.agentTicket)
  }

  /** Asks the platform for a token whether or not one is kept: proves that the credentials are right now. @throws WechatApiError, WechatTransportError */
  async proveCredentials(): Promise<void> {
    await this.fetchToken()
  }

  /** @throws WechatApiError, WechatTransportError */
  call<Request, Reply>(call: JsonCall<Request, Reply>, request: Request): Promise<Reply> {
    return this.caller.call(call, request)
  }

  /** Signature for `wx.config` / `getConfigSignature`: the corp's ticket (protocol §3.14). */
  async signPageForCorp(url: string): Promise<PageSignature> {
    return this.sign(await this.corpTicket.current(), url)
  }

  /** Signature for `wx.agentConfig` / `getAgentConfigSignature`: the app's ticket. */
  async signPageForAgent(url: string): Promise<PageSignature> {
    return this.sign(await this.agentTicket.current(), url)
  }

  private sign(ticket: string, url: string): PageSignature {
    const timestamp = Math.floor(this.options.clock.now().getTime() / 1000)
    return signPage({ ticket, url, timestamp, nonceStr: randomBytes(12).toString('hex') })
  }
}
