import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Clock } from './clock'
import { Faults } from './faults'
import { Store } from './store'
import { Timers } from './timers'

describe('timers', () => {
  const timers: Timers[] = []
  const make = (store: Store, clock: Clock): Timers => {
    const made = new Timers(store, clock)
    timers.push(made)
    return made
  }
  afterEach(() => {
    for (const made of timers.splice(0)) made.close()
  })

  const move = (made: Timers, clock: Clock, seconds: number): Promise<void> =>
    made.moveTo(clock.offsetSeconds + seconds)

  it('run when the clock passes them, in the order they are due, each once', async () => {
    const store = new Store()
    const clock = new Clock(store)
    const made = make(store, clock)
    const seen: [string, number][] = []
    made.register<{ name: string }>('note', ({ name }, at) => void seen.push([name, at]))
    const start = clock.nowSeconds()
    made.after(90_000, 'note', { name: 'late' })
    made.after(30_000, 'note', { name: 'early' })
    made.after(3_600_000, 'note', { name: 'much later' })
    await move(made, clock, 10)
    expect(seen).toEqual([])
    await move(made, clock, 100)
    await move(made, clock, 10)
    expect(seen.map(([name]) => name)).toEqual(['early', 'late'])
    // Each hears the time it was due at, not the time it was noticed.
    expect(seen[0]?.[1]).toBeGreaterThanOrEqual(start + 30)
    expect(seen[0]?.[1]).toBeLessThan(start + 35)
  })

  it('play a chain to its end: each link sees the time at which it was due', async () => {
    const store = new Store()
    const clock = new Clock(store)
    const made = make(store, clock)
    const start = clock.nowSeconds()
    const seen: number[] = []
    made.register('link', async () => {
      seen.push(clock.nowSeconds() - start)
      await new Promise(setImmediate)
      if (seen.length < 10) made.after(3600_000, 'link', {})
    })
    made.after(60_000, 'link', {})
    await move(made, clock, 86_400)
    expect(seen).toHaveLength(10)
    for (const [place, at] of seen.entries()) expect(Math.abs(at - 60 - 3600 * place)).toBeLessThan(10)
    expect(clock.offsetSeconds).toBe(86_400)
  })

  it('are forgotten in the middle of a move, and so is its end', async () => {
    const store = new Store()
    const clock = new Clock(store)
    const made = make(store, clock)
    made.register('reset', () => store.clear())
    made.register('later', () => Promise.reject(new Error('not forgotten')))
    made.after(1000, 'reset', {})
    made.after(5000, 'later', {})
    await move(made, clock, 3600)
    expect(clock.offsetSeconds).toBe(0)
  })

  it('go on after one that fails', async () => {
    const said = jest.spyOn(process.stderr, 'write').mockReturnValue(true)
    const store = new Store()
    const clock = new Clock(store)
    const made = make(store, clock)
    const seen: string[] = []
    made.register('bad', () => {
      throw new Error('broken')
    })
    made.register('good', () => void seen.push('good'))
    made.after(1000, 'bad', {})
    made.after(2000, 'good', {})
    await move(made, clock, 3)
    expect(seen).toEqual(['good'])
    expect(said.mock.calls[0]?.[0]).toContain('broken')
    said.mockRestore()
  })

  it('are remembered over a restart', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sandbox-timers-'))
    const before = new Store(folder)
    make(before, new Clock(before)).after(60_000, 'note', { name: 'kept' })
    before.close()
    const seen: string[] = []
    const after = new Store(folder)
    const clock = new Clock(after)
    const made = make(after, clock)
    made.register<{ name: string }>('note', ({ name }) => void seen.push(name))
    await move(made, clock, 61)
    after.close()
    rmSync(folder, { recursive: true })
    expect(seen).toEqual(['kept'])
  })
})

describe('faults', () => {
  it('match a path by parts, and strike as likely as told', () => {
    const throws = [0.1, 0.9]
    const faults = new Faults(() => throws.shift() ?? 0)
    faults.addAll({ effect: 'errcode', path: '/cgi-bin/*/send', probability: 0.5 })
    expect(faults.strike('/api.weixin.qq.com/cgi-bin/user/get', ['errcode'])).toBeUndefined()
    expect(faults.strike('/api.weixin.qq.com/cgi-bin/message/template/send', ['errcode'])).toBeDefined()
    expect(faults.strike('/api.weixin.qq.com/cgi-bin/message/template/send', ['errcode'])).toBeUndefined()
    const wrong = [
      { effect: 'delay', probability: 2 },
      { effect: 'status', status: 99_999 },
      { effect: 'delay', milliseconds: 1e15 },
      { effect: 'errcode', errcode: 1.5 },
      { effect: 'errcode', times: 0 },
    ]
    for (const fault of wrong) {
      expect(() => faults.addAll({ faults: [{ effect: 'drop' }, fault] })).toThrow()
      expect(faults.list()).toHaveLength(1)
    }
  })
})
