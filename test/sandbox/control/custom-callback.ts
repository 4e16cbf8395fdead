import type { CallbackMessage, CallbackTarget } from '../callbacks/callback-sender'
import type { XmlFields } from '../callbacks/xml'
import { isObject } from '../kernel/json'
import { invalid } from './control-error'

const NAME = /^[A-Za-z_]\w{0,63}$/
const DEEPEST = 8

/**
 * Any event in the name of an account, as its fields are given. Head fields that are left out are those of an event
 * that happens now, from that person, or else from the account itself.
 * @throws INVALID for what cannot be written as a callback
 */
export function customCallback(
  target: CallbackTarget,
  openid: string | undefined,
  fields: unknown,
  nowSeconds: number,
): CallbackMessage {
  const from = openid ?? (target.kind === 'work' ? 'sys' : target.originalId)
  const head = { ToUserName: target.originalId, FromUserName: from, CreateTime: nowSeconds, MsgType: 'event' }
  return {
    target,
    orderKey: openid ?? target.originalId,
    ...(target.kind === 'work' ? {} : { openid: from }),
    fields: { ...head, ...readFields(fields, 'fields', DEEPEST) },
  }
}

function readFields(value: unknown, at: string, depth: number): XmlFields {
  if (!isObject(value) || depth === 0) throw invalid(`${at} 应为字段对象，最多 ${DEEPEST} 层`)
  const fields: XmlFields = {}
  for (const [name, item] of Object.entries(value)) {
    const place = `${at}.${name}`
    if (!NAME.test(name)) throw invalid(`${place} 不是字段名`)
    fields[name] = Array.isArray(item)
      ? item.map((part: unknown) => readItem(part, place, depth))
      : readItem(item, place, depth)
  }
  return fields
}

function readItem(value: unknown, at: string, depth: number): string | number | XmlFields {
  if (typeof value === 'string' || (typeof value === 'number' && Number.isFinite(value))) return value
  if (isObject(value)) return readFields(value, at, depth - 1)
  throw invalid(`${at} 应为文本、数字、对象或它们的列表`)
}
