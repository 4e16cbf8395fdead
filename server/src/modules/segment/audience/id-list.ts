import { deflateRawSync, inflateRawSync } from 'node:zlib'

/** Packs ascending ids: the distance to the one before as variable-length integers of seven bits, deflated. */
export function packIds(ids: readonly number[]): Buffer {
  const bytes: number[] = []
  let previous = 0
  for (const id of ids) {
    let rest = id - previous
    if (rest < 0) throw new Error('ids must ascend')
    while (rest >= 128) {
      bytes.push((rest % 128) + 128)
      rest = Math.floor(rest / 128)
    }
    bytes.push(rest)
    previous = id
  }
  return deflateRawSync(Buffer.from(bytes))
}

export function unpackIds(packed: Buffer): number[] {
  const ids: number[] = []
  let id = 0
  let value = 0
  let factor = 1
  for (const byte of inflateRawSync(packed)) {
    value += (byte % 128) * factor
    factor *= 128
    if (byte >= 128) continue
    id += value
    ids.push(id)
    value = 0
    factor = 1
  }
  return ids
}
