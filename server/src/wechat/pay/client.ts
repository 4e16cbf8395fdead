import type { CallerOptions } from '../kernel/caller'
import type { WechatClock } from '../kernel/ports'
import * as calls from './calls'
import { readBill, type BillLine } from './bill'
import { PayNotificationReader } from './callback'
import { PlatformKeys } from './certificates'
import { apiV3KeyOf } from './cipher'
import { PayApiError } from './errors'
import { PayHttp } from './http'
import { PaySigner, type InvocationParameters } from './signer'
import type { PrepayRequest, Refund, RefundRequest, Transaction } from './types'

export interface PayOptions {
  mchid: string
  serialNo: string
  /** PEM of the merchant's private key. */
  privateKey: string
  /** 32 ASCII characters. */
  apiV3Key: string
  /** The platform's public key; absent for merchants who still have its certificates only. */
  publicKey?: { id: string; pem: string }
  /** `https://api.mch.weixin.qq.com` or a stand-in. */
  apiBaseUrl: string
  clock: WechatClock
  caller?: CallerOptions
  timeoutMs?: number
}

const sleepFor = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds))

/** One merchant of WeChat Pay v3. */
export class PayClient {
  readonly mchid: string
  /** Opens what the platform sends to the notify address. */
  readonly notifications: PayNotificationReader
  private readonly http: PayHttp
  private readonly keys: PlatformKeys
  private readonly signer: PaySigner

  /** @throws RangeError when a key is not of its form */
  constructor(private readonly options: PayOptions) {
    const { mchid, clock, apiBaseUrl, timeoutMs, publicKey } = options
    const apiV3Key = apiV3KeyOf(options.apiV3Key)
    this.mchid = mchid
    this.signer = new PaySigner(options, clock)
    this.http = new PayHttp({ mchid, baseUrl: apiBaseUrl, timeoutMs, signer: this.signer, clock })
    this.keys = new PlatformKeys({ apiV3Key, clock, publicKey, download: () => this.http.certificates() })
    this.notifications = new PayNotificationReader({ mchid, apiV3Key, clock, keys: (serial) => this.keys.find(serial) })
  }

  /** @throws PayApiError, UnverifiedReply, WechatTransportError */
  async prepay(request: PrepayRequest): Promise<InvocationParameters> {
    const { prepay_id: prepayId } = await this.call(calls.prepay, request)
    return this.signer.invocation(request.appid, prepayId)
  }

  /** @returns null when the platform knows no such order. @throws PayApiError, UnverifiedReply, WechatTransportError */
  orderByOutTradeNo(outTradeNo: string): Promise<Transaction | null> {
    return this.callOrNull(calls.orderByOutTradeNo, { outTradeNo })
  }

  /** @returns null when the platform knows no such order. @throws PayApiError, UnverifiedReply, WechatTransportError */
  orderByTransactionId(transactionId: string): Promise<Transaction | null> {
    return this.callOrNull(calls.orderByTransactionId, { transactionId })
  }

  /** @throws PayApiError (ORDER_PAID: look it up), UnverifiedReply, WechatTransportError */
  closeOrder(outTradeNo: string): Promise<void> {
    return this.call(calls.closeOrder, { outTradeNo })
  }

  /** @throws PayApiError, UnverifiedReply, WechatTransportError: then ask again with the same number */
  refund(request: RefundRequest): Promise<Refund> {
    return this.call(calls.createRefund, request)
  }

  /** @returns null when the platform knows no such refund. @throws PayApiError, UnverifiedReply, WechatTransportError */
  refundByOutRefundNo(outRefundNo: string): Promise<Refund | null> {
    return this.callOrNull(calls.refundByOutRefundNo, { outRefundNo })
  }

  /**
   * Every payment and refund of one day, in the order of the file.
   * @param day `YYYY-MM-DD` in Asia/Shanghai, before today and within three months
   * @returns null when there is no bill of that day, or not yet
   * @throws PayApiError, UnverifiedReply, WechatTransportError
   */
  async tradeBill(day: string): Promise<BillLine[] | null> {
    const { name } = calls.tradeBill
    const bill = await this.call(calls.tradeBill, { day }).catch((error: unknown) => {
      if (error instanceof PayApiError && error.noBill) return null
      throw error
    })
    return bill && readBill(name, await this.http.download(name, bill.download_url), bill.hash_value)
  }

  /**
   * Asks about an order that cannot exist: the answer proves merchant number, serial, private key and the platform's
   * key at once. @throws PayApiError, UnverifiedReply, WechatTransportError
   */
  async proveCredentials(): Promise<void> {
    await this.orderByOutTradeNo('guiyi-connection-check')
  }

  private async callOrNull<Request, Reply>(
    call: calls.PayCall<Request, Reply>,
    request: Request,
  ): Promise<Reply | null> {
    try {
      return await this.call(call, request)
    } catch (error) {
      if (error instanceof PayApiError && error.notFound) return null
      throw error
    }
  }

  /** Every call here carries a number of ours or changes nothing, so a busy platform may be asked again. */
  private async call<Request, Reply>(call: calls.PayCall<Request, Reply>, request: Request): Promise<Reply> {
    const { attempts = 3, firstPauseMs = 300, sleep = sleepFor, random = Math.random } = this.options.caller ?? {}
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.http.send(call, request, this.keys)
      } catch (error) {
        if (!(error instanceof PayApiError && error.busy && attempt < attempts)) throw error
        await sleep(random() * firstPauseMs * 2 ** (attempt - 1))
      }
    }
  }
}
