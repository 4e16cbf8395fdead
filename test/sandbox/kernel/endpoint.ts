import type { AccountKind } from '../accounts'
import type { JsonObject } from './json'
import type { TokenGrant } from './tokens'

export type PlatformHost =
  | 'api.weixin.qq.com'
  | 'qyapi.weixin.qq.com'
  | 'open.weixin.qq.com'
  | 'login.work.weixin.qq.com'
  | 'mp.weixin.qq.com'
  | 'wework.qpic.cn'

export interface Call {
  /** Path without the host part. */
  path: string
  query: Record<string, string | undefined>
  /** Parsed JSON body of a POST, otherwise empty. */
  body: JsonObject
  /** Whose access token came with the call; endpoints that need none get an empty account. */
  grant: TokenGrant
}

/** An answer that is not JSON: an image, a page, a redirect. */
export class PlainAnswer {
  constructor(
    readonly status: number,
    readonly contentType: string,
    readonly content: string | Buffer,
    readonly headers: Record<string, string> = {},
  ) {}
}

/** One call of a platform, declared as data so that the front can check method, token, body and quota in one place. */
export interface Endpoint {
  host: PlatformHost
  method: 'GET' | 'POST'
  path: string
  /** Which account kinds' tokens are accepted; empty means the call takes no access token. */
  token: AccountKind[]
  /** Calls per natural day, per account. */
  dailyLimit?: number
  handle(call: Call): unknown
}

/** The success form that carries errcode; calls that answer without it return their object bare. */
export function ok(fields: Record<string, unknown> = {}): Record<string, unknown> {
  return { errcode: 0, errmsg: 'ok', ...fields }
}
