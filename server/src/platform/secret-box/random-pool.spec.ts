import { pooledRandomBytes } from './random-pool'

describe('pooledRandomBytes', () => {
  it('gives the size that was asked for and never the same bytes again, across pools too', () => {
    const portions = Array.from({ length: 3_000 }, () => pooledRandomBytes(12))
    expect(portions.every(({ length }) => length === 12)).toBe(true)
    expect(new Set(portions.map((portion) => portion.toString('hex'))).size).toBe(portions.length)
    expect(pooledRandomBytes(8_192)).toHaveLength(8_192)
  })

  it('leaves what it gave out alone when the pool is filled again', () => {
    const first = pooledRandomBytes(16)
    const asGiven = first.toString('hex')
    for (let round = 0; round < 2_000; round += 1) pooledRandomBytes(16)
    expect(first.toString('hex')).toBe(asGiven)
  })
})
