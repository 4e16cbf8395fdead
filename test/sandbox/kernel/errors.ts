import { MESSAGES } from './error-messages'
import { randomDigits, randomHex } from './ids'

/** A refusal with the platform's own number; it is answered with HTTP 200 like every other result. */
export class PlatformError extends Error {
  constructor(
    readonly errcode: number,
    detail?: string,
    /** More fields beside errcode and errmsg. */
    readonly extra: Record<string, unknown> = {},
  ) {
    super(detail ?? MESSAGES[errcode] ?? 'system error')
  }
}

/** The request id that ends every errmsg of official accounts and mini-programs, and that support asks for. */
export function newRid(nowSeconds: number): string {
  return `${nowSeconds.toString(16)}-${randomHex(4)}-${randomHex(4)}`
}

/** What WeCom says: errmsg, a hint number and the page about the code. */
export function workMessage(errcode: number, text: string, ip: string): string {
  return `${text}, hint: [${randomDigits(19)}], from ip: ${ip}, more info at https://open.work.weixin.qq.com/devtool/query?e=${errcode}`
}
