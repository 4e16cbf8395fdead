import { crc32 } from 'node:zlib'

const HEAD_BYTES = 8

/** More than any message; a longer length in a file is damage. */
const MAX_PAYLOAD_BYTES = 16 * 1024 * 1024

/** One entry as it lies in the file: length and CRC-32 of the payload (both big-endian, 4 bytes), then the payload. */
export function frameOf(payload: Buffer): Buffer {
  const head = Buffer.alloc(HEAD_BYTES)
  head.writeUInt32BE(payload.length, 0)
  head.writeUInt32BE(crc32(payload), 4)
  return Buffer.concat([head, payload])
}

/**
 * Reads whole entries from the beginning of `bytes` up to the first one that is torn or damaged.
 * @returns the payloads, and how many bytes they take with their heads
 */
export function readFrames(bytes: Buffer): { payloads: Buffer[]; end: number } {
  const payloads: Buffer[] = []
  let end = 0
  while (end + HEAD_BYTES <= bytes.length) {
    const length = bytes.readUInt32BE(end)
    const from = end + HEAD_BYTES
    // A file system may leave zeros behind after a crash: an empty entry is never written, so it is damage too.
    if (length === 0 || length > MAX_PAYLOAD_BYTES || from + length > bytes.length) break
    const payload = bytes.subarray(from, from + length)
    if (crc32(payload) !== bytes.readUInt32BE(end + 4)) break
    payloads.push(payload)
    end = from + length
  }
  return { payloads, end }
}
