import { crc32 } from './crc32'
import { deflateSync } from 'node:zlib'

function chunk(kind: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(kind, 'latin1'), content])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(content.length)
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}

/** A black-and-white PNG of square modules; `dark(row, column)` says which modules are black. */
export function modulesToPng(
  size: number,
  dark: (row: number, column: number) => boolean,
  scale = 8,
  quiet = 4,
): Buffer {
  const side = (size + 2 * quiet) * scale
  const rowBytes = Math.ceil(side / 8)
  const pixels = Buffer.alloc((rowBytes + 1) * side, 0xff)
  for (let y = 0; y < side; y += 1) {
    const start = y * (rowBytes + 1)
    pixels[start] = 0 // filter "none" heads every line
    const row = Math.floor(y / scale) - quiet
    if (row < 0 || row >= size) continue
    for (let x = 0; x < side; x += 1) {
      const column = Math.floor(x / scale) - quiet
      if (column < 0 || column >= size || !dark(row, column)) continue
      const at = start + 1 + (x >> 3)
      pixels[at] = (pixels[at] ?? 0) & ~(0x80 >> (x & 7))
    }
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(side, 0)
  header.writeUInt32BE(side, 4)
  header[8] = 1 // bits per pixel
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(pixels)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}
