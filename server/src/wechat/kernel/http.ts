import type { BinaryCall, JsonCall, QueryValues, Upload } from './call'
import { WechatApiError, WechatTransportError } from './errors'
import { parseJson } from './json'
import { ShapeError } from './shape'

export interface HttpOptions {
  /** Scheme and host, and a path prefix where a stand-in serves several hosts on one port. */
  baseUrl: string
  timeoutMs?: number
}

export interface BinaryReply {
  contentType: string
  bytes: Buffer
}

const DEFAULT_TIMEOUT_MS = 10_000
/** Files take as long as our way out to the platform is narrow. */
const UPLOAD_TIMEOUT_MS = 60_000

/**
 * Sends one call to one platform host and reads its answer. Knows nothing about tokens or retries.
 * Bodies go out as raw UTF-8: some older endpoints refuse `\uXXXX` escapes (protocol §0).
 */
export class WechatHttp {
  constructor(private readonly options: HttpOptions) {}

  /**
   * @throws WechatApiError when `errcode` is not 0
   * @throws WechatTransportError when no usable answer came
   */
  async json<Request, Reply>(call: JsonCall<Request, Reply>, request: Request, token?: string): Promise<Reply> {
    const { bytes } = await this.send(call, request, token)
    const parsed = this.parse(call.path, bytes)
    try {
      return call.reply(parsed, '')
    } catch (error) {
      if (error instanceof ShapeError) throw new WechatTransportError(call.path, 'unreadable-reply', error.message)
      throw error
    }
  }

  /** @throws the same as `json` */
  async binary<Request>(call: BinaryCall<Request>, request: Request, token?: string): Promise<BinaryReply> {
    const reply = await this.send(call, request, token)
    const looksLikeJson = reply.bytes[0] === 0x7b
    if (looksLikeJson) {
      this.parse(call.path, reply.bytes)
      throw new WechatTransportError(call.path, 'unreadable-reply', 'JSON instead of a file')
    }
    return reply
  }

  private async send<Request>(
    call: JsonCall<Request, unknown> | BinaryCall<Request>,
    request: Request,
    token: string | undefined,
  ): Promise<BinaryReply> {
    const url = this.address(call.path, { access_token: token, ...call.query?.(request) })
    const body = call.upload ? formOf(call.upload(request)) : call.body && JSON.stringify(call.body(request))
    try {
      const response = await fetch(url, {
        method: call.method,
        signal: AbortSignal.timeout(this.options.timeoutMs ?? (call.upload ? UPLOAD_TIMEOUT_MS : DEFAULT_TIMEOUT_MS)),
        redirect: 'error',
        ...(body === undefined ? {} : { body }),
        ...(typeof body === 'string' ? { headers: { 'content-type': 'application/json; charset=utf-8' } } : {}),
      })
      const bytes = Buffer.from(await response.arrayBuffer())
      if (response.status !== 200) {
        throw new WechatTransportError(call.path, 'http-status', String(response.status))
      }
      return { contentType: response.headers.get('content-type') ?? '', bytes }
    } catch (error) {
      if (error instanceof WechatTransportError) throw error
      const timedOut = (error as { name?: unknown } | null)?.name === 'TimeoutError'
      // The original error may quote the address, and with it the token, so it is not kept as a cause.
      throw new WechatTransportError(call.path, timedOut ? 'timeout' : 'network')
    }
  }

  private address(path: string, query: QueryValues): string {
    const url = new URL(this.options.baseUrl.replace(/\/+$/, '') + path)
    for (const [key, value] of Object.entries(query)) {
      if (value !== undefined) url.searchParams.set(key, String(value))
    }
    return url.toString()
  }

  private parse(api: string, bytes: Buffer): unknown {
    let parsed: unknown
    try {
      parsed = parseJson(bytes.toString('utf8'))
    } catch {
      throw new WechatTransportError(api, 'unreadable-reply', 'not JSON')
    }
    if (typeof parsed === 'object' && parsed !== null) {
      const { errcode, errmsg } = parsed as { errcode?: unknown; errmsg?: unknown }
      if (typeof errcode === 'number' && errcode !== 0) {
        throw new WechatApiError(errcode, api, typeof errmsg === 'string' ? errmsg : '', parsed)
      }
    }
    return parsed
  }
}

function formOf({ file, texts = {} }: Upload): FormData {
  const form = new FormData()
  form.append('media', new Blob([new Uint8Array(file.bytes)], { type: file.contentType }), file.filename)
  for (const [name, value] of Object.entries(texts)) form.append(name, value)
  return form
}
