/** Numbers from 0 to 1 that depend on the seed alone (mulberry32), so that a picture is the same every time. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** A length in the drawing's units, with one decimal. */
export const round = (value: number): number => Math.round(value * 10) / 10
