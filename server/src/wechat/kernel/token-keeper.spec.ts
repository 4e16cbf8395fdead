import { MemoryTokenStore } from './ports'
import { TokenKeeper } from './token-keeper'

const LIFE_SECONDS = 7200

/** A platform that gives the same ticket until its end, whoever asks, and then another one (protocol §3.0). */
class SameUntilItsEnd {
  asked = 0
  now = new Date('2026-03-01T00:00:00Z')
  readonly clock = { now: (): Date => this.now }
  private readonly begin = this.now.getTime()

  pass(seconds: number): void {
    this.now = new Date(this.now.getTime() + seconds * 1000)
  }

  fetch = async (): Promise<{ value: string; expiresInSeconds: number }> => {
    this.asked += 1
    const age = (this.now.getTime() - this.begin) / 1000
    return {
      value: `ticket-${Math.floor(age / LIFE_SECONDS)}`,
      expiresInSeconds: LIFE_SECONDS - (age % LIFE_SECONDS),
    }
  }
}

describe('a ticket that its platform does not replace before the end', () => {
  let platform: SameUntilItsEnd
  let store: MemoryTokenStore
  const keeper = (): TokenKeeper => new TokenKeeper('key', store, platform.clock, platform.fetch)
  const uses = async (one: TokenKeeper, times: number): Promise<string[]> => {
    const values = []
    for (let time = 0; time < times; time += 1) values.push(await one.current())
    return [...new Set(values)]
  }

  beforeEach(() => {
    platform = new SameUntilItsEnd()
    store = new MemoryTokenStore()
  })

  it('is asked for once in its last minutes, however often it is used', async () => {
    const one = keeper()
    expect(await uses(one, 1)).toEqual(['ticket-0'])
    platform.pass(LIFE_SECONDS - 119)
    expect(await uses(one, 50)).toEqual(['ticket-0'])
    platform.pass(118)
    expect(await uses(one, 50)).toEqual(['ticket-0'])
    expect(platform.asked).toBe(2)
    platform.pass(1)
    expect(await uses(one, 50)).toEqual(['ticket-1'])
    expect(platform.asked).toBe(3)
  })

  it('is asked for once by each process', async () => {
    const [one, other] = [keeper(), keeper()]
    await uses(one, 1)
    platform.pass(LIFE_SECONDS - 60)
    expect(await uses(one, 20)).toEqual(['ticket-0'])
    expect(await uses(other, 20)).toEqual(['ticket-0'])
    expect(platform.asked).toBe(3)
  })

  it('is replaced at once when the platform refuses it', async () => {
    const one = keeper()
    await uses(one, 1)
    platform.pass(LIFE_SECONDS - 60)
    await uses(one, 1)
    await one.reject('ticket-0')
    platform.pass(60)
    expect(await uses(one, 1)).toEqual(['ticket-1'])
  })
})
