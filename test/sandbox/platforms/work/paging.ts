import { PlatformError } from '../../kernel/errors'
import type { JsonObject } from '../../kernel/json'
import { optionalText, wholeNumber } from '../../kernel/validate'

/** How many are asked for; above the maximum or below 1 falls back to the default. */
export function limitOf(body: JsonObject, fallback: number, maximum: number): number {
  const asked = wholeNumber(body, 'limit', fallback, 40058)
  return asked < 1 || asked > maximum ? fallback : asked
}

/** The position that a cursor hides, in parts; empty parts at the beginning. 40058 for what was never given. */
export function readCursor(body: JsonObject): string[] {
  const cursor = optionalText(body, 'cursor', 40058) ?? ''
  if (cursor === '') return []
  const text = Buffer.from(cursor, 'base64url').toString()
  if (!/^[\w ]{1,100}$/.test(text) || writeCursor(text) !== cursor) throw new PlatformError(40058)
  return text.split(' ')
}

/** An opaque cursor for these parts; none of them makes the empty cursor of the last page. */
export function writeCursor(...parts: string[]): string {
  return parts.length === 0 ? '' : Buffer.from(parts.join(' ')).toString('base64url')
}
