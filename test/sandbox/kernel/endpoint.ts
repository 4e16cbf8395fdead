import type { AccountKind } from '../accounts'
import type { JsonObject } from './json'
import type { UploadedFile } from './multipart'
import type { TokenGrant } from './tokens'

export type PlatformHost =
  | 'api.weixin.qq.com'
  | 'qyapi.weixin.qq.com'
  | 'open.weixin.qq.com'
  | 'login.work.weixin.qq.com'
  | 'mp.weixin.qq.com'
  | 'wework.qpic.cn'
  | 'mmbiz.qpic.cn'

export interface Call {
  /** Path without the host part. */
  path: string
  query: Record<string, string | undefined>
  /** Parsed JSON body of a POST (for an upload: the form's text fields), otherwise empty. */
  body: JsonObject
  /** The files of an upload, otherwise none. */
  files: UploadedFile[]
  /** Whose access token came with the call; endpoints that need none get an empty account. */
  grant: TokenGrant
  /** The caller's address, which some accounts restrict. */
  ip: string
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

/**
 * One call of a platform, declared as data so that the front can check method, token, body and quota in one place and
 * the OpenAPI document at /sandbox/openapi.json can be made of the same rows.
 */
export interface Endpoint {
  host: PlatformHost
  method: 'GET' | 'POST'
  path: string
  /** Which account kinds' tokens are accepted; empty means the call takes no access token. */
  token: AccountKind[]
  /** What it does, for the document. */
  about?: string
  /** A request of the right form: the document shows it, and the junk test bends it. */
  sample?: { query?: Record<string, string>; body?: JsonObject }
  /** Refusals of its own, beside those for token, method, format and quota. */
  errors?: readonly number[]
  /** Calls per natural day, per account. */
  dailyLimit?: number
  /** Calls per natural minute, per account. */
  minuteLimit?: number
  /** Takes a multipart form instead of JSON. */
  upload?: true
  /** A POST that may come without any body. */
  bodyOptional?: true
  handle(call: Call): unknown
}

/** The success form that carries errcode; calls that answer without it return their object bare. */
export function ok(fields: Record<string, unknown> = {}): Record<string, unknown> {
  return { errcode: 0, errmsg: 'ok', ...fields }
}
