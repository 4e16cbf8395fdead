import { CallbackRefused } from '../kernel/errors'
import { parseJson } from '../kernel/json'
import type { WechatClock } from '../kernel/ports'
import { ShapeError, type Reader } from '../kernel/shape'
import { openSealed } from './cipher'
import * as types from './types'
import { verifySigned, type KeyFinder, type SignedHeaders } from './verifier'

/** What the platform tells on its own: an order was paid, a refund came to its end. */
export type PayNotification = PayResource & {
  /** The same in every delivery of this notification. */
  id: string
  createdAt: Date | undefined
  /** Everything that was encrypted, as it was written; `resource` is what we read of it. */
  content: object
}

type PayResource =
  { kind: 'transaction'; resource: types.Transaction } | { kind: 'refund'; resource: types.RefundNotice }

export interface PayNotificationSettings {
  mchid: string
  apiV3Key: Buffer
  clock: WechatClock
  keys: KeyFinder
}

const strictUtf8 = new TextDecoder('utf-8', { fatal: true })

/** Verifies, opens and reads notifications of one merchant (protocol §4.4). */
export class PayNotificationReader {
  constructor(private readonly settings: PayNotificationSettings) {}

  /**
   * @param headers in lower case
   * @param body the bytes as they came
   * @throws CallbackRefused naming what is wrong, SignatureProbe
   */
  async open(headers: SignedHeaders, body: Buffer): Promise<PayNotification> {
    const { apiV3Key, clock, keys, mchid } = this.settings
    await verifySigned(headers, body, keys, clock)
    const { id, create_time: createTime, event_type: event, resource } = read(types.envelope, utf8(body))
    const plain = openSealed(resource, apiV3Key)
    const opened = this.readResource(event, resource.original_type, plain)
    if (opened.resource.mchid !== mchid) throw new CallbackRefused('receiver')
    const content = JSON.parse(plain) as object
    return { id, createdAt: instantOf(createTime), content, ...opened }
  }

  /** What the event is called and what was encrypted must say the same thing. */
  private readResource(event: string, type: string, plain: string): PayResource {
    if (event === 'TRANSACTION.SUCCESS' && type === 'transaction') {
      const resource = read(types.transaction, plain)
      if (resource.trade_state !== 'SUCCESS') throw new CallbackRefused('malformed')
      return { kind: 'transaction', resource }
    }
    const ended = /^REFUND\.(SUCCESS|ABNORMAL|CLOSED)$/.exec(event)?.[1]
    if (ended !== undefined && type === 'refund') {
      const resource = read(types.refundNotice, plain)
      if (resource.refund_status !== ended) throw new CallbackRefused('malformed')
      return { kind: 'refund', resource }
    }
    throw new CallbackRefused('malformed')
  }
}

function utf8(body: Buffer): string {
  try {
    return strictUtf8.decode(body)
  } catch {
    throw new CallbackRefused('malformed')
  }
}

function read<T>(reader: Reader<T>, json: string): T {
  try {
    return reader(parseJson(json), '')
  } catch (error) {
    if (error instanceof ShapeError || error instanceof SyntaxError) throw new CallbackRefused('malformed')
    throw error
  }
}

/** The platform's RFC 3339 times; undefined for anything else. */
export function instantOf(text: string | undefined): Date | undefined {
  const at = new Date(text ?? '')
  return Number.isNaN(at.getTime()) ? undefined : at
}
