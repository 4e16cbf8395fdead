import { hash, timingSafeEqual } from 'node:crypto'

/** SHA-1 over the parts in byte order without separator, lower-case hex (protocol §1.1). */
export function signatureOf(parts: readonly string[]): string {
  const sorted = parts.map((part) => Buffer.from(part, 'utf8')).sort(Buffer.compare)
  return hash('sha1', Buffer.concat(sorted))
}

/** Compares without telling by its duration where the first difference is. */
export function equalInConstantTime(left: string, right: string): boolean {
  const a = hash('sha256', left, 'buffer')
  const b = hash('sha256', right, 'buffer')
  return timingSafeEqual(a, b)
}

export interface PageSignature {
  nonceStr: string
  /** Unix seconds. */
  timestamp: number
  signature: string
}

/**
 * Signs a page for the JS-SDK of an official account or of WeCom (protocol §1.15, §3.14; same formula).
 * `url` is the page's address exactly as the browser has it; the part from `#` on is left out here.
 */
export function signPage(input: { ticket: string; nonceStr: string; timestamp: number; url: string }): PageSignature {
  const url = input.url.split('#')[0] ?? ''
  const line = `jsapi_ticket=${input.ticket}&noncestr=${input.nonceStr}&timestamp=${input.timestamp}&url=${url}`
  const signature = hash('sha1', line)
  return { nonceStr: input.nonceStr, timestamp: input.timestamp, signature }
}
