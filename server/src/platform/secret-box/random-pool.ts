import { randomFillSync } from 'node:crypto'

const POOL_BYTES = 8_192

let pool = Buffer.alloc(0)

/**
 * Random bytes for what needs many small portions, such as a nonce per sealed text: asking the generator for a few bytes
 * at a time cost more than the cipher itself. No byte is given out twice.
 * @param size at most 8192
 */
export function pooledRandomBytes(size: number): Buffer {
  if (pool.length < size) pool = randomFillSync(Buffer.allocUnsafeSlow(POOL_BYTES))
  const portion = pool.subarray(0, size)
  pool = pool.subarray(size)
  return portion
}
