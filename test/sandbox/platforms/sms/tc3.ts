import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import type { SmsAccount } from '../../accounts'
import { SmsError } from './sms-error'

const ALGORITHM = 'TC3-HMAC-SHA256'
const TOLERANCE_SECONDS = 300

/** What a signature of Tencent Cloud is made over. */
export interface SignedRequest {
  method: string
  /** The path as the caller may have seen it: one of these was signed. */
  paths: readonly string[]
  /** Lower-case names. */
  headers: Record<string, string | undefined>
  body: Buffer
}

function sha256(data: string | Buffer): string {
  return createHash('sha256').update(data).digest('hex')
}

function hmac(key: string | Buffer, data: string): Buffer {
  return createHmac('sha256', key).update(data).digest()
}

/** The signature of one of those paths, as `TC3-HMAC-SHA256` makes it. */
export function tc3Signature(
  secretKey: string,
  request: SignedRequest,
  path: string,
  scope: { date: string; service: string; timestamp: string; signedHeaders: string },
): string {
  const { date, service, timestamp, signedHeaders } = scope
  const headers = signedHeaders.split(';').map((name) => `${name}:${canonical(name, request.headers[name])}\n`)
  const asked = [request.method, path, '', headers.join(''), signedHeaders, sha256(request.body)].join('\n')
  const toSign = [ALGORITHM, timestamp, `${date}/${service}/tc3_request`, sha256(asked)].join('\n')
  const key = hmac(hmac(hmac(`TC3${secretKey}`, date), service), 'tc3_request')
  return hmac(key, toSign).toString('hex')
}

/** The action is signed in small letters, everything else as it came. */
function canonical(name: string, value = ''): string {
  return name === 'x-tc-action' ? value.trim().toLowerCase() : value.trim()
}

/**
 * Checks who asks.
 * @throws AuthFailure.* for whoever cannot prove it
 */
export function authorize(account: SmsAccount, request: SignedRequest): void {
  const { authorization = '', 'x-tc-timestamp': timestamp = '' } = request.headers
  const match =
    /^TC3-HMAC-SHA256 Credential=([^/]+)\/(\d{4}-\d{2}-\d{2})\/([a-z]+)\/tc3_request, ?SignedHeaders=([a-z0-9;-]+), ?Signature=([0-9a-f]{64})$/.exec(
      authorization,
    )
  if (match === null)
    throw new SmsError('AuthFailure.InvalidAuthorization', '请求头部的 Authorization 不符合腾讯云标准。')
  const [, secretId = '', date = '', service = '', signedHeaders = '', signature = ''] = match
  if (secretId !== account.secretId) throw new SmsError('AuthFailure.SecretIdNotFound', '密钥不存在。')
  if (!/^\d{1,12}$/.test(timestamp) || Math.abs(Date.now() / 1000 - Number(timestamp)) > TOLERANCE_SECONDS)
    throw new SmsError('AuthFailure.SignatureExpire', '签名过期，时间与服务器相差不得超过五分钟。')
  const names = signedHeaders.split(';')
  const isToday = date === new Date(Number(timestamp) * 1000).toISOString().slice(0, 10)
  const fits = request.paths.some((path) => {
    const expected = tc3Signature(account.secretKey, request, path, { date, service, timestamp, signedHeaders })
    return timingSafeEqual(Buffer.from(expected), Buffer.from(signature))
  })
  if (!fits || !isToday || service !== 'sms' || !names.includes('host') || !names.includes('content-type'))
    throw new SmsError('AuthFailure.SignatureFailure', '请求签名验证失败，请检查签名计算。')
}
