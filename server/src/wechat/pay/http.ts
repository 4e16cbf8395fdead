import { CallbackRefused, WechatTransportError } from '../kernel/errors'
import { parseJson } from '../kernel/json'
import type { WechatClock } from '../kernel/ports'
import { ShapeError } from '../kernel/shape'
import type { PayCall } from './calls'
import type { DownloadedCertificates, PlatformKeys } from './certificates'
import { PayApiError, UnverifiedReply } from './errors'
import type { PaySigner } from './signer'
import { certificateList } from './types'
import { verifySigned, type SignedHeaders } from './verifier'

const DEFAULT_TIMEOUT_MS = 10_000
/** The platform refuses requests without one (protocol §4). */
const USER_AGENT = 'guiyi/1.0'

export interface PayHttpOptions {
  mchid: string
  /** `https://api.mch.weixin.qq.com` or a stand-in with a path prefix. */
  baseUrl: string
  timeoutMs?: number
  signer: PaySigner
  clock: WechatClock
}

interface RawReply {
  status: number
  headers: SignedHeaders
  body: Buffer
}

/** Sends one signed request and believes no reply before its signature has been checked. */
export class PayHttp {
  constructor(private readonly options: PayHttpOptions) {}

  /**
   * @throws PayApiError when the platform says no
   * @throws UnverifiedReply when the reply is not the platform's
   * @throws WechatTransportError when no usable reply came
   */
  async send<Request, Reply>(call: PayCall<Request, Reply>, request: Request, keys: PlatformKeys): Promise<Reply> {
    const { mchid } = this.options
    const body = call.body === undefined ? '' : JSON.stringify(call.body(request, mchid))
    const reply = await this.exchange(call.name, call.method, call.path(request, mchid), body, keys.publicKeyId)
    const success = reply.status >= 200 && reply.status < 300
    if (reply.headers['wechatpay-signature'] !== undefined || !mayComeUnsigned(reply.status)) {
      await this.verify(call.name, reply, keys)
    }
    if (!success) throw refusalOf(call.name, reply)
    if (call.empty) {
      if (reply.status !== 204 || reply.body.length > 0) throw unreadable(call.name, 'not 204')
      return call.reply(undefined, '')
    }
    return read(call, reply.body)
  }

  /** The platform's certificates, still sealed; whoever asks must check the signature once they are open. */
  async certificates(): Promise<DownloadedCertificates> {
    const name = '/v3/certificates'
    const reply = await this.exchange(name, 'GET', name, '', undefined)
    if (reply.status !== 200) throw refusalOf(name, reply)
    return { ...reply, list: read({ name, reply: certificateList }, reply.body) }
  }

  /**
   * A file of the platform. The answer carries no signature: whoever asks must compare it with a hash that came signed.
   * @param address only one of the platform's own: our signature goes nowhere else
   * @throws WechatTransportError
   */
  async download(api: string, address: string): Promise<Buffer> {
    const base = this.options.baseUrl.replace(/\/+$/, '')
    if (!address.startsWith(`${base}/`)) throw unreadable(api, 'a file on another host')
    const reply = await this.exchange(api, 'GET', address.slice(base.length), '', undefined)
    // Nor does a refusal, so that nothing it says may be believed.
    if (reply.status !== 200) throw new WechatTransportError(api, 'http-status', String(reply.status))
    return reply.body
  }

  private async verify(api: string, reply: RawReply, keys: PlatformKeys): Promise<void> {
    try {
      await verifySigned(reply.headers, reply.body, (serial) => keys.find(serial), this.options.clock)
    } catch (error) {
      if (error instanceof CallbackRefused) throw new UnverifiedReply(api, `reply refused: ${error.reason}`)
      throw error
    }
  }

  private async exchange(
    api: string,
    method: string,
    path: string,
    body: string,
    publicKeyId: string | undefined,
  ): Promise<RawReply> {
    const { baseUrl, signer, timeoutMs = DEFAULT_TIMEOUT_MS } = this.options
    try {
      const response = await fetch(baseUrl.replace(/\/+$/, '') + path, {
        method,
        signal: AbortSignal.timeout(timeoutMs),
        redirect: 'error',
        headers: {
          accept: 'application/json',
          'user-agent': USER_AGENT,
          authorization: signer.authorization(method, path, body),
          ...(publicKeyId === undefined ? {} : { 'wechatpay-serial': publicKeyId }),
          ...(body === '' ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === '' ? {} : { body }),
      })
      const bytes = Buffer.from(await response.arrayBuffer())
      return { status: response.status, headers: Object.fromEntries(response.headers), body: bytes }
    } catch (error) {
      const timedOut = (error as { name?: unknown } | null)?.name === 'TimeoutError'
      throw new WechatTransportError(api, timedOut ? 'timeout' : 'network')
    }
  }
}

/**
 * A request whose own signature is wrong gets none back, nor does one that the platform is too busy for. None of these
 * says anything about an order; whatever does («there is none», «it is paid») must prove that it is the platform's.
 */
const mayComeUnsigned = (status: number): boolean => status === 401 || status === 429 || status >= 500

const unreadable = (api: string, detail: string): WechatTransportError =>
  new WechatTransportError(api, 'unreadable-reply', detail)

function read<Reply>({ name, reply }: Pick<PayCall<never, Reply>, 'name' | 'reply'>, body: Buffer): Reply {
  try {
    return reply(parseJson(body.toString('utf8')), '')
  } catch (error) {
    throw unreadable(name, error instanceof ShapeError ? error.message : 'not JSON')
  }
}

function refusalOf(api: string, { status, headers, body }: RawReply): PayApiError | WechatTransportError {
  let parsed: { code?: unknown; message?: unknown; detail?: { field?: unknown } | null } | null
  try {
    parsed = JSON.parse(body.toString('utf8')) as typeof parsed
  } catch {
    parsed = null
  }
  // A proxy in between answers pages of its own: then nobody said no, and the outcome is unknown.
  if (typeof parsed?.code !== 'string') return new WechatTransportError(api, 'http-status', String(status))
  const message = typeof parsed.message === 'string' ? parsed.message : ''
  const field = typeof parsed.detail?.field === 'string' ? parsed.detail.field : undefined
  return new PayApiError(status, parsed.code.slice(0, 64), api, message, field, headers['request-id'])
}
