import { TokenBucket } from './token-bucket'

describe('TokenBucket', () => {
  it('lets a burst through, then as much as flows in', () => {
    const bucket = new TokenBucket({ perSecond: 10, burst: 100 }, 0)
    expect(bucket.take(100, 0)).toBe(0)
    expect(bucket.take(5, 0)).toBe(500)
    expect(bucket.take(5, 400)).toBe(100)
    expect(bucket.take(5, 500)).toBe(0)
    expect(bucket.take(1, 500)).toBe(100)
  })

  it('takes nothing when it refuses, and holds no more than the burst', () => {
    const bucket = new TokenBucket({ perSecond: 10, burst: 100 }, 0)
    expect(bucket.take(101, 0)).toBeGreaterThan(0)
    expect(bucket.take(100, 0)).toBe(0)
    expect(bucket.take(100, 3_600_000)).toBe(0)
    expect(bucket.take(1, 3_600_000)).toBe(100)
  })

  it('is not confused by a clock that goes back', () => {
    const bucket = new TokenBucket({ perSecond: 10, burst: 10 }, 1_000)
    expect(bucket.take(10, 1_000)).toBe(0)
    expect(bucket.take(1, 500)).toBe(100)
  })
})
