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

/** What the platforms say for each number. Clients must compare the number only: the text carries a changing tail. */
const MESSAGES: Record<number, string> = {
  [-1]: 'system error',
  40001: 'invalid credential, access_token is invalid or not latest',
  40002: 'invalid grant_type',
  40003: 'invalid openid',
  40008: 'invalid message type',
  40013: 'invalid appid',
  40014: 'invalid access_token',
  40029: 'invalid code',
  40030: 'invalid refresh_token',
  40032: 'invalid openid list size',
  40033: 'invalid charset',
  40037: 'invalid template_id',
  40052: 'invalid action name',
  40053: 'invalid action info',
  40056: 'invalid agentid',
  40058: 'invalid Request Parameter',
  40066: 'invalid url',
  40068: 'invalid tagid',
  40071: 'tag name already exists',
  40072: 'invalid tag name length',
  40096: 'invalid external userid',
  40098: 'user has no real name',
  40097: 'invalid args',
  40125: 'invalid appsecret',
  40129: 'invalid scene',
  40163: 'code been used',
  41001: 'access_token missing',
  41002: 'appid missing',
  41004: 'appsecret missing',
  41008: 'missing code',
  41030: 'invalid page',
  41037: 'invalid contact way config id',
  41038: 'invalid contact way type',
  41039: 'invalid contact way scene',
  41041: 'too many contact way users',
  41048: 'no customer to send',
  41049: 'missing welcome code',
  41050: 'invalid welcome code',
  41051: 'externaluser has started chatting',
  41054: 'user not activated or has no external contact permission',
  41063: 'group message is being dispatched, try again later',
  42001: 'access_token expired',
  42002: 'refresh_token expired',
  42003: 'code expired',
  43001: 'require GET method',
  43002: 'require POST method',
  43004: 'require subscribe',
  43101: 'user refuse to accept the msg',
  44002: 'empty post data',
  44004: 'empty content',
  45002: 'content size out of limit',
  45009: 'reach max api daily quota limit',
  45011: 'api minute-quota reach limit, must slower, retry next minute',
  45015: 'response out of time limit or subscription is canceled',
  45029: 'qrcode count out of limit',
  45033: 'api concurrent out of limit',
  45047: 'out of response count limit',
  47001: 'data format error',
  47003: 'argument invalid!',
  48001: 'api unauthorized',
  60011: 'no privilege to access/modify contact/party/agent',
  60020: 'not allow to access from your ip',
  60111: 'userid not found',
  81013: 'user & party & tag all invalid',
  84061: 'not external contact',
  301002: 'not allow operate another agent with this accesstoken',
}

/** The text an official account or mini-program call answers: errmsg with the request id that support asks for. */
export function weixinMessage(text: string, nowSeconds: number): string {
  return `${text} rid: ${nowSeconds.toString(16)}-${randomHex(4)}-${randomHex(4)}`
}

/** The same for WeCom: errmsg, a hint number and the page about the code. */
export function workMessage(errcode: number, text: string, ip: string): string {
  return `${text}, hint: [${randomDigits(19)}], from ip: ${ip}, more info at https://open.work.weixin.qq.com/devtool/query?e=${errcode}`
}
