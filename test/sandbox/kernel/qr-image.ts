import { modulesToPng } from './png'

/** Versions 1 to 5 at error correction level L have a single block: data codewords, check codewords, alignment centre. */
const VERSIONS = [
  { data: 19, check: 7, centre: 0 },
  { data: 34, check: 10, centre: 18 },
  { data: 55, check: 15, centre: 22 },
  { data: 80, check: 20, centre: 26 },
  { data: 108, check: 26, centre: 30 },
]

const FORMAT_LEVEL_L = 0b01
/** Mask 0 for every code: readers accept any mask, choosing the prettiest is only advice (ISO/IEC 18004 §7.8). */
const MASK = 0

/** A QR code picture (PNG) of a text of at most 106 bytes; longer text raises RangeError. */
export function qrPng(text: string): Buffer {
  const modules = qrModules(text)
  return modulesToPng(modules.length, (row, column) => modules[row]?.[column] === true)
}

/** The modules of the code, row by row, true is dark. */
export function qrModules(text: string): boolean[][] {
  const bytes = Buffer.from(text, 'utf8')
  const index = VERSIONS.findIndex(({ data }) => bytes.length + 2 <= data)
  const version = VERSIONS[index]
  if (version === undefined) throw new RangeError('text too long for this QR code')
  const codewords = dataCodewords(bytes, version.data)
  const grid = new Grid(17 + 4 * (index + 1), version.centre)
  grid.fill([...codewords, ...checkCodewords(codewords, version.check)])
  return grid.finish()
}

function dataCodewords(bytes: Buffer, capacity: number): number[] {
  const bits = [0, 1, 0, 0, ...bitsOf(bytes.length, 8), ...[...bytes].flatMap((byte) => bitsOf(byte, 8))]
  for (let i = 0; i < 4 && bits.length < capacity * 8; i += 1) bits.push(0)
  while (bits.length % 8 !== 0) bits.push(0)
  const codewords: number[] = []
  for (let at = 0; at < bits.length; at += 8)
    codewords.push(bits.slice(at, at + 8).reduce((sum, bit) => sum * 2 + bit, 0))
  for (let pad = 0xec; codewords.length < capacity; pad ^= 0xec ^ 0x11) codewords.push(pad)
  return codewords
}

function bitsOf(value: number, count: number): number[] {
  return Array.from({ length: count }, (_, index) => (value >> (count - 1 - index)) & 1)
}

function multiply(a: number, b: number): number {
  let product = 0
  for (let bit = 7; bit >= 0; bit -= 1) {
    product = (product << 1) ^ ((product >> 7) * 0x11d)
    product ^= ((b >> bit) & 1) * a
  }
  return product & 0xff
}

/** Reed-Solomon over GF(256) with the QR polynomial 0x11d. */
function checkCodewords(data: number[], count: number): number[] {
  const generator = new Array<number>(count).fill(0)
  generator[count - 1] = 1
  let root = 1
  for (let i = 0; i < count; i += 1) {
    for (let j = 0; j < count; j += 1) generator[j] = multiply(generator[j] ?? 0, root) ^ (generator[j + 1] ?? 0)
    root = multiply(root, 2)
  }
  const remainder = new Array<number>(count).fill(0)
  for (const codeword of data) {
    const factor = codeword ^ (remainder.shift() ?? 0)
    remainder.push(0)
    generator.forEach((coefficient, at) => {
      remainder[at] = (remainder[at] ?? 0) ^ multiply(coefficient, factor)
    })
  }
  return remainder
}

/** The square: fixed patterns are reserved first, data then winds through what is left. */
class Grid {
  private readonly dark: boolean[][]
  private readonly reserved: boolean[][]

  constructor(
    private readonly size: number,
    centre: number,
  ) {
    this.dark = Array.from({ length: size }, () => new Array<boolean>(size).fill(false))
    this.reserved = Array.from({ length: size }, () => new Array<boolean>(size).fill(false))
    for (let i = 0; i < size; i += 1) {
      this.reserve(6, i, i % 2 === 0)
      this.reserve(i, 6, i % 2 === 0)
    }
    for (const [row, column] of [
      [3, 3],
      [3, size - 4],
      [size - 4, 3],
    ] as const)
      this.rings(row, column, 4)
    if (centre > 0) this.rings(centre, centre, 2)
    this.format()
  }

  fill(codewords: number[]): void {
    const bits = codewords.flatMap((codeword) => bitsOf(codeword, 8))
    let next = 0
    let upward = true
    for (let right = this.size - 1; right >= 1; right -= 2) {
      if (right === 6) right = 5
      for (let step = 0; step < this.size; step += 1) {
        const row = upward ? this.size - 1 - step : step
        for (const column of [right, right - 1]) {
          if (this.reserved[row]?.[column] !== false) continue
          const bit = bits[next] === 1
          next += 1
          const masked = (row + column) % 2 === 0
          this.set(row, column, bit !== masked)
        }
      }
      upward = !upward
    }
  }

  finish(): boolean[][] {
    return this.dark
  }

  private set(row: number, column: number, dark: boolean): void {
    const line = this.dark[row]
    if (line !== undefined) line[column] = dark
  }

  private reserve(row: number, column: number, dark: boolean): void {
    const line = this.reserved[row]
    if (line === undefined || column < 0 || column >= this.size) return
    line[column] = true
    this.set(row, column, dark)
  }

  /** A finder (radius 4, its white edge included) or alignment pattern (radius 2). */
  private rings(row: number, column: number, radius: number): void {
    for (let dy = -radius; dy <= radius; dy += 1) {
      for (let dx = -radius; dx <= radius; dx += 1) {
        const distance = Math.max(Math.abs(dx), Math.abs(dy))
        this.reserve(row + dy, column + dx, radius === 4 ? distance !== 2 && distance !== 4 : distance !== 1)
      }
    }
  }

  private format(): void {
    const content = (FORMAT_LEVEL_L << 3) | MASK
    let remainder = content
    for (let i = 0; i < 10; i += 1) remainder = (remainder << 1) ^ ((remainder >> 9) * 0x537)
    const bits = ((content << 10) | remainder) ^ 0x5412
    const bit = (index: number): boolean => ((bits >> index) & 1) === 1
    for (let i = 0; i <= 5; i += 1) this.reserve(i, 8, bit(i))
    this.reserve(7, 8, bit(6))
    this.reserve(8, 8, bit(7))
    this.reserve(8, 7, bit(8))
    for (let i = 9; i < 15; i += 1) this.reserve(8, 14 - i, bit(i))
    for (let i = 0; i < 8; i += 1) this.reserve(8, this.size - 1 - i, bit(i))
    for (let i = 8; i < 15; i += 1) this.reserve(this.size - 15 + i, 8, bit(i))
    this.reserve(this.size - 8, 8, true)
  }
}
