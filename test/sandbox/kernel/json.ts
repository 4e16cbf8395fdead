import { randomHex } from './ids'

export type JsonObject = Record<string, unknown>

const MARK = `int64-${randomHex(8)}-`
const MARKED = new RegExp(`"${MARK}(\\d+)"`, 'g')

/** JSON where a bigint is written as a bare number of any size, as the platforms write their 64-bit message ids. */
export function writeJson(value: unknown): string {
  return JSON.stringify(value, (_, item: unknown) => (typeof item === 'bigint' ? `${MARK}${item}` : item)).replace(
    MARKED,
    '$1',
  )
}

const LONG_NUMBERS = /"(?:[^"\\]|\\.)*"|-?\d{16,}(?![\d.eE])/g

/** Reads JSON; whole numbers too long for a double become bigints. Throws a SyntaxError as JSON.parse does. */
export function parseJson(text: string): unknown {
  const marked = text.replace(LONG_NUMBERS, (match) => (match.startsWith('"') ? match : `"${MARK}${match}"`))
  return JSON.parse(marked, (_, item: unknown) =>
    typeof item === 'string' && item.startsWith(MARK) ? BigInt(item.slice(MARK.length)) : item,
  )
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Length as the platforms count it in byte limits. */
export function byteLength(text: string): number {
  return Buffer.byteLength(text, 'utf8')
}
