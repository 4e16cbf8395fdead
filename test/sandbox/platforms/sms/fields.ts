import { isObject, type JsonObject } from '../../kernel/json'
import { SmsError } from './sms-error'

/** A text that must be there. */
export function text(body: JsonObject, field: string): string {
  const value = body[field]
  if (value === undefined || value === null || value === '')
    throw new SmsError('MissingParameter', `缺少参数 ${field}。`)
  if (typeof value !== 'string') throw new SmsError('InvalidParameter', `参数 ${field} 应为字符串。`)
  return value
}

/** A text, empty when it is left out. */
export function optional(body: JsonObject, field: string): string {
  return body[field] === undefined || body[field] === null ? '' : text(body, field)
}

/** A list of texts, empty when it is left out. */
export function texts(body: JsonObject, field: string): string[] {
  const value = body[field] ?? []
  if (!Array.isArray(value) || !value.every((item): item is string => typeof item === 'string'))
    throw new SmsError('InvalidParameter', `参数 ${field} 应为字符串数组。`)
  return value
}

/** The JSON of a request, or InvalidParameter. */
export function readSmsBody(raw: Buffer): JsonObject {
  let value: unknown
  try {
    value = JSON.parse(raw.toString('utf8'))
  } catch {
    value = undefined
  }
  if (!isObject(value)) throw new SmsError('InvalidParameter', '请求体不是合法的 JSON。')
  return value
}
