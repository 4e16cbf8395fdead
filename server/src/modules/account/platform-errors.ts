import { AppError } from '../../platform/errors'
import { ForeignWatermark, PayApiError, WechatApiError, WechatTransportError } from '../../wechat'

/** What an operator can do about the codes that configuration causes (protocol §1.6, §3.0). */
const HINTS: Readonly<Record<number, string>> = {
  [-1]: '平台繁忙，请稍后重试',
  40001: '密钥有误',
  40013: 'AppID 或企业 ID 有误',
  40091: '应用密钥有误',
  40125: 'AppSecret 有误',
  40164: '服务器 IP 不在平台的白名单里',
  41002: '缺少企业 ID',
  45009: '调用次数已达上限',
  45029: '永久二维码数量已达上限',
  48001: '账号没有这个接口的权限',
  48002: '应用没有这个接口的权限，请检查「可调用接口的应用」',
  40098: '员工没有实名认证',
  41054: '员工尚未激活',
  60011: '员工不在应用的可见范围内',
  60020: '服务器 IP 不在企业可信 IP 里',
  60111: '员工不存在',
  84074: '员工没有客户联系权限',
}

/** The same for WeChat Pay (protocol §4.5). */
const PAY_HINTS: Readonly<Record<string, string>> = {
  SIGN_ERROR: '商户私钥或证书序列号有误',
  APPID_MCHID_NOT_MATCH: '商户号没有绑定这个小程序',
  MCH_NOT_EXISTS: '商户号不存在',
  NO_AUTH: '商户没有这个接口的权限',
  NOT_ENOUGH: '商户余额不足',
  ACCOUNT_ERROR: '付款账户异常',
  USER_ACCOUNT_ABNORMAL: '用户账户异常，请走线下退款',
  RULE_LIMIT: '超出平台限制',
  FREQUENCY_LIMITED: '请求过于频繁，请稍后重试',
  SYSTEM_ERROR: '微信支付系统繁忙，请稍后重试',
}

/** A Chinese sentence about a code of WeChat Pay. */
export const payHintOf = (code: string): string => PAY_HINTS[code] ?? '请在微信支付文档中查询这个错误码'

/** A Chinese sentence about a platform's error code. */
export const hintOf = (errcode: number): string => HINTS[errcode] ?? '请在平台文档中查询这个错误码'

/** Turns what the SDK throws into a coded refusal; anything else is passed on as it is. */
export function toPlatformError(error: unknown): unknown {
  if (error instanceof WechatApiError) {
    return new AppError('PLATFORM_REFUSED', {
      params: { errcode: error.errcode, hint: hintOf(error.errcode) },
      cause: error,
    })
  }
  if (error instanceof PayApiError) {
    return new AppError('PLATFORM_REFUSED', {
      params: { errcode: error.code, hint: payHintOf(error.code) },
      cause: error,
    })
  }
  if (error instanceof WechatTransportError || error instanceof ForeignWatermark) {
    return new AppError('PLATFORM_UNREACHABLE', { cause: error })
  }
  return error
}
