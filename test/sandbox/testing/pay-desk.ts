import { createDecipheriv, createSign, createVerify, randomBytes } from 'node:crypto'
import type { JsonObject } from '../kernel/json'
import { accounts, SandboxUnderTest } from './sandbox-client'

const { pay: merchant, miniProgram } = accounts

export const JSAPI = '/v3/pay/transactions/jsapi'
export const PAY_HOST = '/api.mch.weixin.qq.com'

export interface PayReply {
  status: number
  body: JsonObject
  headers: Headers
  raw: string
}

/** How a request differs from a right one. */
export interface PayChange {
  sent?: string
  key?: string
  serialNo?: string
  /** The path that is signed, when it is another than the one that is called. */
  signedPath?: string
  headers?: Record<string, string>
  timestamp?: number
}

/** The merchant as its server calls WeChat Pay, with somebody at hand who pays. */
export class PayDesk {
  private serial = 0

  private constructor(
    readonly wire: SandboxUnderTest,
    readonly personId: string,
    readonly openid: string,
  ) {}

  static async open(): Promise<PayDesk> {
    const wire = await SandboxUnderTest.start()
    const { id } = await wire.person({ name: '苏南星' })
    return new PayDesk(wire, id, await wire.openid(id, miniProgram.appid))
  }

  close(): Promise<void> {
    return this.wire.stop()
  }

  /** Everything as in the beginning, but for orders and time. */
  async settle(): Promise<void> {
    this.wire.receiver.received.length = 0
    this.wire.receiver.answers.splice(0, Infinity, { status: 204, body: '' })
    await this.wire.control('pay/keys', { mode: 'public-key', certificate: 0 })
    await this.wire.control('pay/refund-outcome', { outcome: 'SUCCESS' })
  }

  async send(method: 'GET' | 'POST', path: string, body?: unknown, change: PayChange = {}): Promise<PayReply> {
    const text = body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body)
    const timestamp = change.timestamp ?? Math.floor(Date.now() / 1000)
    const nonce = randomBytes(16).toString('hex')
    const signature = createSign('RSA-SHA256')
      .update(`${method}\n${change.signedPath ?? path}\n${timestamp}\n${nonce}\n${text}\n`)
      .sign(change.key ?? merchant.privateKey, 'base64')
    const response = await fetch(`${this.wire.sandbox.url}${PAY_HOST}${path}`, {
      method,
      headers: {
        accept: 'application/json',
        'content-type': 'application/json',
        'user-agent': 'spec',
        authorization: `WECHATPAY2-SHA256-RSA2048 mchid="${merchant.mchid}",nonce_str="${nonce}",signature="${signature}",timestamp="${timestamp}",serial_no="${change.serialNo ?? merchant.serialNo}"`,
        ...change.headers,
      },
      ...(text === '' ? {} : { body: change.sent ?? text }),
    })
    const raw = await response.text()
    const isJson = response.headers.get('content-type')?.includes('json') === true
    return {
      status: response.status,
      headers: response.headers,
      raw,
      body: raw === '' || !isJson ? {} : (JSON.parse(raw) as JsonObject),
    }
  }

  orderOf(change: JsonObject = {}): JsonObject & { out_trade_no: string } {
    return {
      appid: miniProgram.appid,
      mchid: merchant.mchid,
      description: '肤质测试体验课',
      out_trade_no: `T20260101${String((this.serial += 1)).padStart(4, '0')}`,
      notify_url: 'https://crm.example.com/callbacks/pay/1900000901',
      amount: { total: 1990, currency: 'CNY' },
      payer: { openid: this.openid },
      ...change,
    }
  }

  async prepaid(change: JsonObject = {}): Promise<{ no: string; order: JsonObject; prepayId: string }> {
    const order = this.orderOf(change)
    const { body } = await this.send('POST', JSAPI, order)
    return { no: order.out_trade_no, order, prepayId: String(body.prepay_id) }
  }

  /** An order that was paid; answers its number. */
  async paid(change: JsonObject = {}): Promise<string> {
    const { no, prepayId } = await this.prepaid(change)
    await this.act('pay', prepayId)
    return no
  }

  query(no: string): Promise<PayReply> {
    return this.send('GET', `/v3/pay/transactions/out-trade-no/${no}?mchid=${merchant.mchid}`)
  }

  closeOrder(no: string): Promise<PayReply> {
    return this.send('POST', `/v3/pay/transactions/out-trade-no/${no}/close`, { mchid: merchant.mchid })
  }

  act(what: string, prepayId: string): Promise<JsonObject> {
    return this.wire.control(`people/${this.personId}/${what}`, { prepayId })
  }

  refund(no: string, refundNo: string, fen: number, total = 1990): Promise<PayReply> {
    return this.send('POST', '/v3/refund/domestic/refunds', {
      out_trade_no: no,
      out_refund_no: refundNo,
      reason: '不想要了',
      notify_url: 'https://crm.example.com/callbacks/pay/1900000901',
      amount: { refund: fen, total, currency: 'CNY' },
    })
  }

  /** The notifications so far, still sealed. */
  notifications(): Record<string, unknown>[] {
    return this.wire.receiver.received.map(({ body }) => JSON.parse(body) as Record<string, unknown>)
  }
}

/** Opens what the platform sealed; throws when anything of it was changed. */
export function unseal({ ciphertext, nonce, associated_data: data }: Record<string, string>): string {
  const bytes = Buffer.from(ciphertext ?? '', 'base64')
  const decipher = createDecipheriv('aes-256-gcm', merchant.apiV3Key, nonce ?? '')
  decipher.setAAD(Buffer.from(data ?? '')).setAuthTag(bytes.subarray(-16))
  return Buffer.concat([decipher.update(bytes.subarray(0, -16)), decipher.final()]).toString()
}

/** Whether the platform signed that body with that key. */
export function isSigned(headers: Headers, body: string, key: string): boolean {
  const get = (name: string): string => headers.get(name) ?? ''
  return createVerify('RSA-SHA256')
    .update(`${get('wechatpay-timestamp')}\n${get('wechatpay-nonce')}\n${body}\n`)
    .verify(key, get('wechatpay-signature'), 'base64')
}
