/**
 * Readers turn an unknown JSON value into a known type or throw `ShapeError` naming the place.
 * Unknown fields fall off, so a platform may add some without harm.
 */
export type Reader<T> = (value: unknown, at: string) => T

export type Read<R> = R extends Reader<infer T> ? T : never

export class ShapeError extends Error {
  override readonly name = 'ShapeError'

  constructor(at: string, expected: string) {
    super(`${at || 'reply'} is not ${expected}`)
  }
}

export const text: Reader<string> = (value, at) => {
  if (typeof value !== 'string') throw new ShapeError(at, 'a text')
  return value
}

/** A text that some platform versions send as a bare number (`countryCode`, 64-bit ids). */
export const textOrNumber: Reader<string> = (value, at) => {
  if (typeof value === 'number') return String(value)
  return text(value, at)
}

export const integer: Reader<number> = (value, at) => {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return value
  throw new ShapeError(at, 'an integer')
}

/** Any number, such as a probability. */
export const number: Reader<number> = (value, at) => {
  if (typeof value === 'number') return value
  throw new ShapeError(at, 'a number')
}

/** A number that some platform versions send as text (`created_at` of an upload). */
export const integerOrText: Reader<number> = (value, at) =>
  typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : integer(value, at)

export const flag: Reader<boolean> = (value, at) => {
  if (typeof value === 'boolean') return value
  throw new ShapeError(at, 'true or false')
}

/** What is passed on as it came: content whose shape belongs to whoever made it. */
export const anything: Reader<unknown> = (value) => value

export const nothing: Reader<void> = () => undefined

export function optional<T>(inner: Reader<T>): Reader<T | undefined> {
  return (value, at) => (value === undefined || value === null ? undefined : inner(value, at))
}

/** A field that the platform leaves out when there is nothing to say. */
export function withDefault<T>(inner: Reader<T>, fallback: T): Reader<T> {
  return (value, at) => (value === undefined || value === null ? fallback : inner(value, at))
}

export function list<T>(inner: Reader<T>): Reader<T[]> {
  return (value, at) => {
    if (!Array.isArray(value)) throw new ShapeError(at, 'a list')
    return value.map((item, index) => inner(item, `${at}[${index}]`))
  }
}

type Shape = Record<string, Reader<unknown>>

export function object<S extends Shape>(shape: S): Reader<{ [K in keyof S]: Read<S[K]> }> {
  const entries = Object.entries(shape)
  return (value, at) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new ShapeError(at, 'an object')
    const source = value as Record<string, unknown>
    const read = entries.map(([key, reader]) => [key, reader(source[key], at ? `${at}.${key}` : key)])
    return Object.fromEntries(read) as { [K in keyof S]: Read<S[K]> }
  }
}
