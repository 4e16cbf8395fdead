import { deflateRawSync, inflateRawSync } from 'node:zlib'

/** One person's new list of values; empty when the person has none any more. */
export interface ValueChange {
  customerId: number
  before: string[]
  after: string[]
}

/** What is kept of a change: the new values, and whether there were any before. */
export interface StoredChange {
  customerId: number
  after: string[]
  replaces: boolean
}

/**
 * Packs changes: a dictionary of the distinct lists of values, then per change (ascending by customer) the distance to
 * the previous customer and the list's index doubled plus one when it replaces another list, as variable-length
 * integers; the whole deflated.
 */
export function encodeChanges(changes: readonly ValueChange[]): Buffer {
  const lists = new Map<string, number>()
  const bytes: number[] = []
  let previous = 0
  for (const change of [...changes].sort((a, b) => a.customerId - b.customerId)) {
    const key = JSON.stringify(change.after)
    const index = lists.get(key) ?? lists.size
    lists.set(key, index)
    pushVarint(bytes, change.customerId - previous)
    pushVarint(bytes, index * 2 + (change.before.length > 0 ? 1 : 0))
    previous = change.customerId
  }
  const dictionary = Buffer.from(`[${[...lists.keys()].join(',')}]`)
  const head: number[] = []
  pushVarint(head, changes.length)
  pushVarint(head, dictionary.length)
  return deflateRawSync(Buffer.concat([Buffer.from(head), dictionary, Buffer.from(bytes)]))
}

/** @returns the changes, ascending by customer */
export function decodeChanges(blob: Buffer): StoredChange[] {
  const reader = new VarintReader(inflateRawSync(blob))
  const count = reader.next()
  const lists = JSON.parse(reader.text(reader.next())) as string[][]
  const changes: StoredChange[] = []
  let customerId = 0
  for (let index = 0; index < count; index += 1) {
    customerId += reader.next()
    const packed = reader.next()
    changes.push({ customerId, after: lists[Math.floor(packed / 2)] ?? [], replaces: packed % 2 === 1 })
  }
  return changes
}

/** Seven bits a byte, low ones first; good up to 2^53. */
function pushVarint(bytes: number[], value: number): void {
  let rest = value
  while (rest >= 128) {
    bytes.push((rest % 128) + 128)
    rest = Math.floor(rest / 128)
  }
  bytes.push(rest)
}

class VarintReader {
  private at = 0

  constructor(private readonly bytes: Buffer) {}

  next(): number {
    let value = 0
    let factor = 1
    for (;;) {
      const byte = this.bytes[this.at]
      if (byte === undefined) throw new Error('a stored delta ends too early')
      this.at += 1
      value += (byte % 128) * factor
      if (byte < 128) return value
      factor *= 128
    }
  }

  text(length: number): string {
    this.at += length
    return this.bytes.toString('utf8', this.at - length, this.at)
  }
}
