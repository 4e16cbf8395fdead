import { randomBytes } from 'node:crypto'
import Pay from 'wechatpay-node-v3'
import type { WechatClock } from '../kernel/ports'

export interface Merchant {
  mchid: string
  /** Serial number of the merchant's own API certificate. */
  serialNo: string
  /** PEM, PKCS#8. */
  privateKey: string
}

export interface InvocationParameters {
  appId: string
  /** Unix seconds, as text. */
  timeStamp: string
  nonceStr: string
  package: string
  signType: 'RSA'
  paySign: string
}

/**
 * The only place that knows `wechatpay-node-v3` 2.2.1. Of the library we take the RSA signature and the shape of the
 * `Authorization` header. What it does wrongly (protocol §5) stays outside: it signs an empty body without its empty
 * line, so the text to sign is put together here; it draws nonces with Math.random, so they are drawn here; its
 * transport, its certificates and its deciphering are never called.
 */
export class PaySigner {
  private readonly library: Pay

  constructor(
    merchant: Merchant,
    private readonly clock: WechatClock,
  ) {
    this.library = new Pay({
      // Needed by calls of the library that are not used here.
      appid: '',
      mchid: merchant.mchid,
      serial_no: merchant.serialNo,
      publicKey: Buffer.from('unused'),
      privateKey: Buffer.from(merchant.privateKey),
    })
  }

  /**
   * The `Authorization` header of one request.
   * @param pathAndQuery exactly as sent, percent-encoded
   * @param body exactly the text that is sent; '' without one
   */
  authorization(
    method: string,
    pathAndQuery: string,
    body: string,
    stamp: { timestamp: string; nonce: string } = this.stamp(),
  ): string {
    const signed = `${method}\n${pathAndQuery}\n${stamp.timestamp}\n${stamp.nonce}\n${body}\n`
    return this.library.getAuthorization(stamp.nonce, stamp.timestamp, this.library.sha256WithRsa(signed))
  }

  /** What `wx.requestPayment` wants to open the sheet for a prepaid order (protocol §4.3). */
  invocation(
    appid: string,
    prepayId: string,
    stamp: { timestamp: string; nonce: string } = this.stamp(),
  ): InvocationParameters {
    const unsigned = {
      appId: appid,
      timeStamp: stamp.timestamp,
      nonceStr: stamp.nonce,
      package: `prepay_id=${prepayId}`,
    }
    const signed = `${unsigned.appId}\n${unsigned.timeStamp}\n${unsigned.nonceStr}\n${unsigned.package}\n`
    return { ...unsigned, signType: 'RSA', paySign: this.library.sha256WithRsa(signed) }
  }

  private stamp(): { timestamp: string; nonce: string } {
    return {
      timestamp: String(Math.floor(this.clock.now().getTime() / 1000)),
      nonce: randomBytes(16).toString('hex').toUpperCase(),
    }
  }
}
