import { createScheme, createUrlLink } from '../mini-program/calls/codes'
import { QuotaReached, WechatApiError } from './errors'
import { perDay, perHour, perMinute, perMonth, spanAround, type RateLimit } from './limits'
import { MemoryRateStore, type RateStore } from './ports'
import { RateLimiter, Turnstile } from './rate-limiter'

/** Time passes only when somebody waits. */
class FakeTime {
  now = new Date('2026-03-01T00:00:10Z')
  waited: number[] = []
  clock = { now: (): Date => this.now }
  sleep = async (milliseconds: number): Promise<void> => {
    this.waited.push(milliseconds)
    this.now = new Date(Math.max(this.now.getTime(), this.now.getTime() + milliseconds))
  }
}

const names = { account: 'work:ww1', app: 'work:ww1:1', address: 'address' }
const limiterOf = (time: FakeTime, store: RateStore, everyCall: RateLimit[] = []): RateLimiter =>
  new RateLimiter({ store, clock: time.clock, sleep: time.sleep, names, everyCall })

const pass = async (limiter: RateLimiter, limits: RateLimit[], times: number): Promise<void> => {
  for (let index = 0; index < times; index += 1) await limiter.pass({ path: '/ping', limits })
}

describe('limits known in advance', () => {
  let time: FakeTime
  beforeEach(() => {
    time = new FakeTime()
  })

  it('makes callers wait for the next minute, and uses nine tenths of a limit', async () => {
    const limiter = limiterOf(time, new MemoryRateStore())
    await pass(limiter, [perMinute(10)], 9)
    expect(time.waited).toEqual([])
    await pass(limiter, [perMinute(10)], 1)
    expect(time.waited).toEqual([50_000])
  })

  it('holds across processes that share a store', async () => {
    const store = new MemoryRateStore()
    const [one, other] = [limiterOf(time, store), limiterOf(time, store)]
    await pass(one, [perMinute(10)], 5)
    await pass(other, [perMinute(10)], 4)
    expect(time.waited).toEqual([])
    await pass(other, [perMinute(10)], 1)
    await pass(one, [perMinute(10)], 8)
    expect(time.waited).toEqual([50_000])
  })

  it('counts endpoints, accounts and apps apart', async () => {
    const store = new MemoryRateStore()
    const limiter = limiterOf(time, store)
    const other = new RateLimiter({
      store,
      clock: time.clock,
      sleep: time.sleep,
      names: { ...names, app: 'work:ww1:2' },
    })
    const perApp: RateLimit = { calls: 10, per: 'minute', scope: 'app' }
    await pass(limiter, [perApp], 9)
    await pass(other, [perApp], 9)
    await limiter.pass({ path: '/pong', limits: [perApp] })
    expect(time.waited).toEqual([])
  })

  it('asks the store once per hundredth of a limit, however many call at once', async () => {
    const store = new MemoryRateStore()
    const take = jest.spyOn(store, 'take')
    const limiter = limiterOf(time, store, [perMinute(10_000)])
    await Promise.all(Array.from({ length: 900 }, () => limiter.pass({ path: '/ping' })))
    expect(take).toHaveBeenCalledTimes(10)
  })

  it('says at once when the wait would be long, in the words of the platform', async () => {
    const limiter = limiterOf(time, new MemoryRateStore())
    await pass(limiter, [perDay(10)], 9)
    const refused = await pass(limiter, [perDay(10)], 1).catch((error: unknown) => error)
    expect(refused).toBeInstanceOf(QuotaReached)
    expect(refused).toBeInstanceOf(WechatApiError)
    expect(refused).toMatchObject({ errcode: 45009, api: '/ping', until: new Date('2026-03-01T16:00:00Z') })
    expect(time.waited).toEqual([])
  })

  it('goes on by its own measure while the store is away', async () => {
    const limiter = limiterOf(time, { take: () => Promise.reject(new Error('away')) })
    await pass(limiter, [perMinute(1000)], 900)
    expect(time.waited).toEqual([])
    await pass(limiter, [perMinute(1000)], 1)
    expect(time.waited).toEqual([50_000])
  })

  it('counts links and schemes together', async () => {
    const store = new MemoryRateStore()
    const take = jest.spyOn(store, 'take')
    const limiter = limiterOf(time, store)
    await limiter.pass(createUrlLink)
    await limiter.pass(createScheme)
    expect(take.mock.calls.map(([name]) => name)).toEqual(['work:ww1:links:day'])
  })

  it('knows the spans of Asia/Shanghai', () => {
    const at = new Date('2026-02-28T16:30:10Z')
    const spans = [perMinute(1), perHour(1), perDay(1), perMonth(1)].map(({ per }) => spanAround(per, at))
    expect(spans.map(({ start, end }) => `${start.toISOString()} ${end.toISOString()}`)).toEqual([
      '2026-02-28T16:30:00.000Z 2026-02-28T16:31:00.000Z',
      '2026-02-28T16:00:00.000Z 2026-02-28T17:00:00.000Z',
      '2026-02-28T16:00:00.000Z 2026-03-01T16:00:00.000Z',
      '2026-02-28T16:00:00.000Z 2026-03-31T16:00:00.000Z',
    ])
  })
})

describe('turnstile', () => {
  it('lets so many in at once, the others in their order, and is not blocked by a failure', async () => {
    const turnstile = new Turnstile(2)
    const inside = new Set<number>()
    const order: number[] = []
    let most = 0
    const work = (index: number) => async (): Promise<void> => {
      inside.add(index)
      order.push(index)
      most = Math.max(most, inside.size)
      await new Promise((resolve) => setImmediate(resolve))
      inside.delete(index)
      if (index === 1) throw new Error('broken')
    }
    const ends = await Promise.allSettled(Array.from({ length: 7 }, (_, index) => turnstile.run(work(index))))
    expect(most).toBe(2)
    expect(order).toEqual([0, 1, 2, 3, 4, 5, 6])
    expect(ends.filter(({ status }) => status === 'rejected')).toHaveLength(1)
    await turnstile.run(work(8))
    expect(order).toContain(8)
  })
})
