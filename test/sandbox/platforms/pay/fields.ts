import { isObject, type JsonObject } from '../../kernel/json'
import { PayError, wrongField } from './pay-error'

/** The body of a request, or PARAM_ERROR. */
export function readBody(raw: string): JsonObject {
  let value: unknown
  try {
    value = JSON.parse(raw)
  } catch {
    value = undefined
  }
  if (!isObject(value)) throw new PayError(400, 'PARAM_ERROR', '请求体不是合法的 JSON')
  return value
}

/** Reads fields of one object; every fault names the place by JSON pointer. */
export class Fields {
  constructor(
    private readonly source: JsonObject,
    private readonly at = '',
  ) {}

  text(name: string, longest: number, pattern?: RegExp): string {
    const value = this.source[name]
    if (value === undefined || value === null || value === '') throw this.wrong(name, value, '缺少必填参数')
    return this.checked(name, value, longest, pattern)
  }

  optionalText(name: string, longest: number): string | undefined {
    const value = this.source[name]
    return value === undefined || value === null ? undefined : this.checked(name, value, longest)
  }

  wholeNumber(name: string, smallest: number): number {
    const value = this.source[name]
    if (typeof value !== 'number' || !Number.isSafeInteger(value)) throw this.wrong(name, value, '应为整数')
    if (value < smallest) throw this.wrong(name, value, `不能小于 ${smallest}`)
    return value
  }

  object(name: string): Fields {
    const value = this.source[name]
    if (!isObject(value)) throw this.wrong(name, '', '缺少必填参数')
    return new Fields(value, `${this.at}/${name}`)
  }

  wrong(name: string, value: unknown, issue: string): PayError {
    return wrongField(`${this.at}/${name}`, value, issue)
  }

  private checked(name: string, value: unknown, longest: number, pattern?: RegExp): string {
    if (typeof value !== 'string') throw this.wrong(name, value, '应为字符串')
    if ([...value].length > longest) throw this.wrong(name, value, `长度超过 ${longest}`)
    if (pattern !== undefined && !pattern.test(value)) throw this.wrong(name, value, '格式不正确')
    return value
  }
}

/** This very machine. */
export const LOOPBACK: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '[::1]'])

/** Where notifications go: HTTPS without a query; plain HTTP only to this very machine, which the real one would refuse. */
export function notifyAddress(fields: Fields, value: string): string {
  const url = URL.canParse(value) ? new URL(value) : undefined
  const local = url !== undefined && LOOPBACK.has(url.hostname)
  if (url === undefined || (url.protocol !== 'https:' && !(url.protocol === 'http:' && local)))
    throw fields.wrong('notify_url', value, '应为 https 地址')
  if (url.search !== '') throw fields.wrong('notify_url', value, '不能携带参数')
  return value
}
