import type { ErrorCode, ErrorReply } from '@guiyi/shared'
import { PlatformError } from '@/platform/types'
import type { PlatformFailure } from '@/platform/types'

/** One failure as the screens meet it: a stable code to decide by and a Chinese sentence to show. */
export class AppFailure extends Error {
  override readonly name = 'AppFailure'
  constructor(
    readonly code: FailureCode | 'UNEXPECTED',
    message: string,
    readonly status: number = 0,
    readonly fields: Record<string, string> = {},
    options?: ErrorOptions,
  ) {
    super(message, options)
  }
}

/** Codes of the server's catalogue, and those that only this side knows. */
type FailureCode = ErrorCode | PlatformFailure

/** The app's own words, where the person can do something about it or the server's sentence is meant for staff. */
const TEXTS: Partial<Record<FailureCode, string>> = {
  NETWORK_FAILED: '网络好像断开了，请检查网络后重试',
  TIMED_OUT: '等得有点久，请稍后再试',
  OPEN_IN_WECHAT: '请在微信中打开',
  SANDBOX_PERSON_UNKNOWN: '沙箱里没有这位用户，请重新选择一位',
  LOGIN_CODE_FAILED: '暂时无法连接微信登录，请稍后再试',
  PHONE_DECLINED: '未授权手机号，可随时再来领取',
  PHONE_QUOTA_USED: '手机号快捷验证暂不可用，请联系顾问协助领取',
  PHONE_UNAVAILABLE: '当前环境不支持手机号授权，请在微信中打开小程序',
  PAY_UNREACHABLE: '暂时连不上微信支付，请稍后再试',
  PAYMENT_UNAVAILABLE: '暂时无法支付，请稍后再试',
  PAYMENT_NOT_FOR_SALE: '这件商品暂不支持在线购买',
  PAYMENT_STATE: '订单状态已变化，请刷新后再试',
  PLATFORM_REFUSED: '微信支付没有接受这次请求，请稍后再试',
  PLATFORM_UNREACHABLE: '暂时连不上微信支付，请稍后再试',
  PHONE_CODE_INVALID: '授权已过期，请重新点击授权',
  CONSENT_REQUIRED: '请先阅读并同意隐私说明',
  COUPON_PHONE_REQUIRED: '授权手机号后即可领取',
  COUPON_SOLD_OUT: '手慢了一步，优惠券已领完',
  COUPON_ALREADY_CLAIMED: '您已领取过这张优惠券',
  COUPON_NOT_OPEN: '这张优惠券还未到领取时间',
  FORM_ALREADY_SUBMITTED: '您已经填写过这份问卷',
  FORM_NOT_OPEN: '这份问卷暂未开放',
  FORM_ANSWERS_INVALID: '有几处填写有误，请检查',
  CUSTOMER_ERASED: '您的账号已注销，个人信息已删除',
  LOGIN_CODE_INVALID: '登录凭证已失效，请重新进入',
  NOT_LOGGED_IN: '登录已失效，请重新进入',
  NOT_FOUND: '内容已下架或不存在',
  TOO_MANY_REQUESTS: '操作有点快，请稍后再试',
  INTERNAL: '服务开小差了，请稍后再试',
  UNAVAILABLE: '服务正在维护，请稍后再试',
}

const UNKNOWN_TEXT = '出了点小状况，请稍后再试'

function isErrorReply(body: unknown): body is ErrorReply {
  const error: unknown = typeof body === 'object' && body !== null && 'error' in body ? body.error : null
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string'
}

/** Reads the server's refusal `{ error: { code, message, field?, details? } }`; any other answer becomes INTERNAL. */
export function failureOfReply(status: number, body: unknown): AppFailure {
  if (!isErrorReply(body)) return new AppFailure('INTERNAL', TEXTS.INTERNAL ?? UNKNOWN_TEXT, status)
  const { code, message, field, details } = body.error
  const fields = Object.fromEntries((details ?? []).map((detail) => [detail.field, detail.message]))
  if (field && !fields[field]) fields[field] = message
  return new AppFailure(code, TEXTS[code] ?? (message || UNKNOWN_TEXT), status, fields)
}

/** Anything thrown, as an AppFailure with a Chinese text. */
export function toFailure(error: unknown): AppFailure {
  if (error instanceof AppFailure) return error
  if (error instanceof PlatformError)
    return new AppFailure(error.code, TEXTS[error.code] ?? UNKNOWN_TEXT, 0, {}, { cause: error })
  return new AppFailure('UNEXPECTED', UNKNOWN_TEXT, 0, {}, { cause: error })
}

/** The Chinese sentence for a code of this app or of the server. */
export const textOfCode = (code: FailureCode): string => TEXTS[code] ?? UNKNOWN_TEXT

const WORTH_ANOTHER_TRY = [401, 408, 429]

/** A refusal that asking the same again cannot cure. */
export const isHopeless = (error: unknown): boolean =>
  error instanceof AppFailure && error.status >= 400 && error.status < 500 && !WORTH_ANOTHER_TRY.includes(error.status)
