import { createCipheriv, createSign, createVerify, randomBytes } from 'node:crypto'
import type { PayAccount } from '../../accounts'
import { randomText } from '../../kernel/ids'
import type { Store } from '../../kernel/store'
import { PayError } from './pay-error'

/** With which keys the platform signs for this merchant; `both` is the time of changing from one to the other. */
export const KEY_MODES = ['both', 'public-key', 'certificate'] as const
export type KeyMode = (typeof KEY_MODES)[number]

export interface KeySettings {
  mode: KeyMode
  /** Which certificate signs. */
  certificate: number
}

const CLOCK_TOLERANCE_SECONDS = 300

/** The keys of both sides: checks what merchants sign, signs and seals what the platform says. */
export class PayKeys {
  private readonly settings
  private turn = 0

  constructor(
    store: Store,
    readonly merchant: PayAccount,
  ) {
    this.settings = store.map<KeySettings>('pay keys')
  }

  get current(): KeySettings {
    return this.settings.get('current') ?? { mode: 'both', certificate: 0 }
  }

  change(settings: Partial<KeySettings>): KeySettings {
    this.settings.set('current', { ...this.current, ...settings })
    return this.current
  }

  /**
   * The merchant behind a request.
   * @param paths path and query as the merchant may have seen them: it signed one of them
   * @throws 401 SIGN_ERROR, 500 SYSTEM_ERROR for the serial of another certificate
   */
  authorize(header: string | undefined, method: string, paths: readonly string[], body: Buffer): void {
    const [scheme, parameters = ''] = (header ?? '').split(/ (.*)/s)
    if (scheme !== 'WECHATPAY2-SHA256-RSA2048') throw signError('Authorization 的认证类型不正确')
    const fields = new Map([...parameters.matchAll(/(\w+)="([^"]*)"/g)].map((match) => [match[1], match[2] ?? '']))
    const field = (name: string): string => {
      const value = fields.get(name)
      if (value === undefined || value === '') throw signError(`Authorization 缺少 ${name}`)
      return value
    }
    if (field('mchid') !== this.merchant.mchid) throw signError('商户号不存在')
    // Seen in the field, though nowhere written (protocol reference §4.1).
    if (field('serial_no') !== this.merchant.serialNo) throw new PayError(500, 'SYSTEM_ERROR', '商户证书序列号有误')
    const timestamp = field('timestamp')
    if (!/^\d{1,12}$/.test(timestamp) || Math.abs(Date.now() / 1000 - Number(timestamp)) > CLOCK_TOLERANCE_SECONDS)
      throw signError('Http 头 Authorization 中的 timestamp 与发起请求的时间不得超过 5 分钟')
    const [nonce, signature] = [field('nonce_str'), field('signature')]
    const isSigned = (path: string): boolean =>
      createVerify('RSA-SHA256')
        .update(`${method}\n${path}\n${timestamp}\n${nonce}\n`)
        .update(body)
        .update('\n')
        .verify(this.merchant.certificate, signature, 'base64')
    if (!paths.some(isSigned)) throw signError('签名错误，请检查后再试')
  }

  /** Whether the merchant signed the parameters with which its page opens the payment sheet. */
  isInvocation(fields: {
    appId: string
    timeStamp: string
    nonceStr: string
    package: string
    paySign: string
  }): boolean {
    return createVerify('RSA-SHA256')
      .update(`${fields.appId}\n${fields.timeStamp}\n${fields.nonceStr}\n${fields.package}\n`)
      .verify(this.merchant.certificate, fields.paySign, 'base64')
  }

  /** Headers for a reply; the merchant says with which key it would like it signed. */
  replyHeaders(body: string, wished: string | undefined): Record<string, string> {
    const { mode } = this.current
    const byPublicKey = mode === 'public-key' || (mode === 'both' && wished === this.merchant.publicKeyId)
    return this.sign(body, byPublicKey)
  }

  /** Headers for a notification; while both kinds are in use they take turns. */
  notificationHeaders(body: string): Record<string, string> {
    const { mode } = this.current
    this.turn += 1
    return this.sign(body, mode === 'public-key' || (mode === 'both' && this.turn % 2 === 1))
  }

  /** base64(ciphertext ‖ tag) and what is needed to open it. */
  seal(plain: string, associatedData: string): Record<string, string> {
    const nonce = randomText(12)
    const cipher = createCipheriv('aes-256-gcm', this.merchant.apiV3Key, nonce)
    cipher.setAAD(Buffer.from(associatedData))
    const content = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()])
    return {
      algorithm: 'AEAD_AES_256_GCM',
      ciphertext: content.toString('base64'),
      associated_data: associatedData,
      nonce,
    }
  }

  /** The platform's certificates; a merchant that has only the public key is refused (status and code unverified). */
  certificates(): unknown {
    if (this.current.mode === 'public-key')
      throw new PayError(404, 'RESOURCE_NOT_EXISTS', '无可用的平台证书，请在商户平台-API安全申请使用微信支付公钥')
    return {
      data: this.merchant.platform.certificates.map(({ serialNo, certificate }) => ({
        serial_no: serialNo,
        effective_time: '2020-01-01T08:00:00+08:00',
        expire_time: '2050-01-01T07:59:59+08:00',
        encrypt_certificate: this.seal(certificate, 'certificate'),
      })),
    }
  }

  /** The signature's time is real time, not sandbox time: it belongs to the transport and receivers check its freshness. */
  private sign(body: string, byPublicKey: boolean): Record<string, string> {
    const { platform, publicKeyId } = this.merchant
    const certificate = platform.certificates[this.current.certificate]
    const usesPublicKey = byPublicKey || certificate === undefined
    const key = usesPublicKey ? platform.publicKeyPrivateHalf : certificate.privateKey
    const timestamp = String(Math.floor(Date.now() / 1000))
    const nonce = randomBytes(16).toString('hex')
    return {
      'Wechatpay-Timestamp': timestamp,
      'Wechatpay-Nonce': nonce,
      'Wechatpay-Signature': createSign('RSA-SHA256').update(`${timestamp}\n${nonce}\n${body}\n`).sign(key, 'base64'),
      'Wechatpay-Signature-Type': 'WECHATPAY2-SHA256-RSA2048',
      'Wechatpay-Serial': usesPublicKey ? publicKeyId : certificate.serialNo,
    }
  }
}

function signError(message: string): PayError {
  return new PayError(401, 'SIGN_ERROR', message)
}
