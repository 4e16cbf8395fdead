import type { FastifyRequest } from 'fastify'
import { isObject, type JsonObject } from '../kernel/json'
import { invalid } from './control-error'

/** The JSON body of a control call; nothing at all counts as an empty object. */
export function readJson(request: FastifyRequest): JsonObject {
  const raw = Buffer.isBuffer(request.body) ? request.body.toString('utf8') : ''
  if (raw.trim() === '') return {}
  let value: unknown
  try {
    value = JSON.parse(raw)
  } catch {
    throw invalid('请求体不是合法的 JSON')
  }
  if (!isObject(value)) throw invalid('请求体应为一个 JSON 对象')
  return value
}

export function optionalString(body: JsonObject, field: string): string | undefined {
  const value = body[field]
  if (value === undefined || value === null) return undefined
  if (typeof value !== 'string') throw invalid(`${field} 应为文本`)
  return value
}

export function requiredString(body: JsonObject, field: string): string {
  const value = optionalString(body, field)
  if (value === undefined || value === '') throw invalid(`缺少 ${field}`)
  return value
}

export function optionalNumber(body: JsonObject, field: string): number | undefined {
  const value = body[field]
  if (value === undefined || value === null) return undefined
  if (typeof value !== 'number' || !Number.isFinite(value)) throw invalid(`${field} 应为数字`)
  return value
}

export function requiredNumber(body: JsonObject, field: string): number {
  const value = optionalNumber(body, field)
  if (value === undefined) throw invalid(`缺少 ${field}`)
  return value
}

const MOST_TIMES = 1000

/** How often something is to happen, once when nothing is said. */
export function times(body: JsonObject): number {
  const value = optionalNumber(body, 'times') ?? 1
  if (!Number.isInteger(value) || value < 1 || value > MOST_TIMES) throw invalid(`times 应为 1 到 ${MOST_TIMES} 的整数`)
  return value
}

/** A list of texts; absent is an empty list. */
export function optionalStrings(body: JsonObject, field: string): string[] {
  const value = body[field]
  if (value === undefined || value === null) return []
  if (!Array.isArray(value) || !value.every((item): item is string => typeof item === 'string'))
    throw invalid(`${field} 应为文本列表`)
  return value
}

/** `at` of an act, ISO 8601: unix seconds, or undefined for "now". */
export function actTime(body: JsonObject): number | undefined {
  const at = optionalString(body, 'at')
  if (at === undefined) return undefined
  const milliseconds = Date.parse(at)
  if (Number.isNaN(milliseconds)) throw invalid('at 应为 ISO 8601 时间')
  return Math.floor(milliseconds / 1000)
}

export function queryOf(request: FastifyRequest): URLSearchParams {
  return new URL(request.url, 'http://sandbox').searchParams
}

/** A named part of the path. */
export function pathParam(request: FastifyRequest, name: string): string {
  const params: unknown = request.params
  const value = isObject(params) ? params[name] : undefined
  return typeof value === 'string' ? value : ''
}
