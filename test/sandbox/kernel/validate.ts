import type { Call } from './endpoint'
import { PlatformError } from './errors'
import { isObject, parseJson, type JsonObject } from './json'

/** Reads a request body as the platforms do: 44002 when empty, 47001 when it is not a JSON object. */
export function parseBody(raw: Buffer): JsonObject {
  if (raw.length === 0) throw new PlatformError(44002)
  let value: unknown
  try {
    value = parseJson(new TextDecoder('utf-8', { fatal: true }).decode(raw))
  } catch {
    throw new PlatformError(47001)
  }
  if (!isObject(value)) throw new PlatformError(47001)
  return value
}

/** What an upload says besides its file: SDKs write it into the address or, as some do, into the form. */
export function parameter({ query, body }: Pick<Call, 'query' | 'body'>, name: string): unknown {
  return query[name] ?? body[name]
}

/** A text field, or the given code when it is absent, empty or something else than text. */
export function text(source: JsonObject, field: string, errcode: number): string {
  const value = source[field]
  if (typeof value !== 'string' || value === '') throw new PlatformError(errcode)
  return value
}

/** A text field that may be absent; another type than text is a format error. */
export function optionalText(source: JsonObject, field: string, errcode = 47001): string | undefined {
  const value = source[field]
  if (value === undefined || value === null) return undefined
  if (typeof value !== 'string') throw new PlatformError(errcode)
  return value
}

export function optionalObject(source: JsonObject, field: string, errcode = 47001): JsonObject | undefined {
  const value = source[field]
  if (value === undefined || value === null) return undefined
  if (!isObject(value)) throw new PlatformError(errcode)
  return value
}

/** A list of texts; absent is an empty list, anything else raises the given code. */
export function texts(source: JsonObject, field: string, errcode: number): string[] {
  const value = source[field]
  if (value === undefined || value === null) return []
  if (!Array.isArray(value) || !value.every((item): item is string => typeof item === 'string'))
    throw new PlatformError(errcode)
  return value
}

/** A whole number; absent gives the fallback, anything else than a whole number raises the given code. */
export function wholeNumber(source: JsonObject, field: string, fallback: number, errcode: number): number {
  const value = source[field]
  if (value === undefined || value === null) return fallback
  if (typeof value !== 'number' || !Number.isInteger(value)) throw new PlatformError(errcode)
  return value
}

/** An object that must be there. */
export function object(source: JsonObject, field: string, errcode: number): JsonObject {
  const value = optionalObject(source, field, errcode)
  if (value === undefined) throw new PlatformError(errcode)
  return value
}

/** A list that must be there, of anything. */
export function list(source: JsonObject, field: string, errcode: number): unknown[] {
  const value = source[field]
  if (!Array.isArray(value)) throw new PlatformError(errcode)
  return value
}

/** An id that clients write as text or, being clumsy, as a number of any size. */
export function idText(source: JsonObject, field: string, errcode: number): string {
  const value = source[field]
  const written = typeof value === 'number' || typeof value === 'bigint' ? String(value) : value
  if (typeof written !== 'string' || !/^[\w-]{1,128}$/.test(written)) throw new PlatformError(errcode)
  return written
}

/** One page of a list by `offset` and `count` (1 to 20), as material and drafts are listed. */
export function slice<T>(items: T[], body: JsonObject): T[] {
  const offset = wholeNumber(body, 'offset', 0, 40097)
  const count = wholeNumber(body, 'count', 20, 40097)
  if (offset < 0 || count < 1 || count > 20) throw new PlatformError(40097)
  return items.slice(offset, offset + count)
}

/**
 * One page of a list by WeCom's cursor (opaque to the caller, here a hidden offset).
 * `limit` above the maximum or below 1 falls back to the default; a cursor we never gave raises 40058.
 */
export function page<T>(
  items: T[],
  body: JsonObject,
  fallback: number,
  maximum: number,
): { items: T[]; nextCursor: string } {
  const asked = wholeNumber(body, 'limit', fallback, 40058)
  const limit = asked < 1 || asked > maximum ? fallback : asked
  const cursor = optionalText(body, 'cursor', 40058) ?? ''
  const decoded = cursor === '' ? '0' : Buffer.from(cursor, 'base64url').toString()
  if (!/^\d{1,9}$/.test(decoded)) throw new PlatformError(40058)
  const offset = Number(decoded)
  const next = offset + limit < items.length ? Buffer.from(String(offset + limit)).toString('base64url') : ''
  return { items: items.slice(offset, offset + limit), nextCursor: next }
}
