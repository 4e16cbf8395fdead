/** A set of customer ids as bits. Ids are dense, so a million people take 125 KB and a combination takes microseconds. */
export class IdSet {
  /** Bit `id % 32` of word `floor(id / 32)`. */
  private constructor(private readonly words: Uint32Array) {}

  static readonly EMPTY = new IdSet(new Uint32Array(0))

  /** @param blocks `floor(id / 32)`, in any order @param bits the 32 bits of each block, as unsigned numbers */
  static ofBlocks(blocks: readonly number[], bits: readonly number[]): IdSet {
    let highest = -1
    for (const block of blocks) if (block > highest) highest = block
    const words = new Uint32Array(highest + 1)
    blocks.forEach((block, index) => {
      words[block] = bits[index] ?? 0
    })
    return new IdSet(words)
  }

  static of(ids: Iterable<number>): IdSet {
    let words = new Uint32Array(1024)
    for (const id of ids) {
      const block = Math.floor(id / 32)
      if (block >= words.length) {
        const wider = new Uint32Array(Math.max(block + 1, words.length * 2))
        wider.set(words)
        words = wider
      }
      words[block] = (words[block] ?? 0) | (1 << (id % 32))
    }
    return new IdSet(words)
  }

  get bytes(): number {
    return this.words.byteLength
  }

  get size(): number {
    let size = 0
    for (const word of this.words) size += bitsIn(word)
    return size
  }

  has(id: number): boolean {
    return (((this.words[Math.floor(id / 32)] ?? 0) >>> (id % 32)) & 1) === 1
  }

  and(other: IdSet): IdSet {
    return this.combine(other, Math.min(this.words.length, other.words.length), (a, b) => a & b)
  }

  or(other: IdSet): IdSet {
    return this.combine(other, Math.max(this.words.length, other.words.length), (a, b) => a | b)
  }

  without(other: IdSet): IdSet {
    return this.combine(other, this.words.length, (a, b) => a & ~b)
  }

  /** How many are in both. */
  countWith(other: IdSet): number {
    const length = Math.min(this.words.length, other.words.length)
    let count = 0
    for (let index = 0; index < length; index += 1) {
      count += bitsIn((this.words[index] ?? 0) & (other.words[index] ?? 0))
    }
    return count
  }

  /** The same set after some ids came in and others went. */
  changed(changes: Iterable<readonly [id: number, isIn: boolean]>): IdSet {
    const list = [...changes]
    let highest = this.words.length - 1
    for (const [id] of list) highest = Math.max(highest, Math.floor(id / 32))
    const words = new Uint32Array(highest + 1)
    words.set(this.words)
    for (const [id, isIn] of list) {
      const block = Math.floor(id / 32)
      const bit = 1 << (id % 32)
      words[block] = isIn ? (words[block] ?? 0) | bit : (words[block] ?? 0) & ~bit
    }
    return new IdSet(words)
  }

  /** Ascending, those above `after` only. */
  *ids(after = -1): Generator<number> {
    const first = Math.floor((after + 1) / 32)
    for (let block = first; block < this.words.length; block += 1) {
      let word = this.words[block] ?? 0
      if (block === first) word &= -1 << ((after + 1) % 32)
      while (word !== 0) {
        yield block * 32 + (31 - Math.clz32(word & -word))
        word &= word - 1
      }
    }
  }

  /** `take` ids in ascending order, after the first `skip`. */
  page(skip: number, take: number): number[] {
    const found: number[] = []
    let passed = 0
    for (let block = 0; block < this.words.length && found.length < take; block += 1) {
      const inBlock = bitsIn(this.words[block] ?? 0)
      if (passed + inBlock > skip) {
        for (let bit = 0; bit < 32 && found.length < take; bit += 1) {
          if (((this.words[block] ?? 0) >>> bit) & 1) {
            if (passed >= skip) found.push(block * 32 + bit)
            passed += 1
          }
        }
      } else {
        passed += inBlock
      }
    }
    return found
  }

  private combine(other: IdSet, length: number, of: (a: number, b: number) => number): IdSet {
    const words = new Uint32Array(length)
    for (let index = 0; index < length; index += 1) {
      words[index] = of(this.words[index] ?? 0, other.words[index] ?? 0)
    }
    return new IdSet(words)
  }
}

/** Population count of 32 bits in parallel (Warren, Hacker's Delight, 5-1). */
function bitsIn(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555)
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333)
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}
