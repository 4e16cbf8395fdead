const HEX = 16

/** 32 hex digits; the mini-program has no `crypto.randomUUID`. Unique enough to tell tracking messages apart, not a secret. */
export function randomId(): string {
  return Array.from({ length: 32 }, () => Math.floor(Math.random() * HEX).toString(HEX)).join('')
}
