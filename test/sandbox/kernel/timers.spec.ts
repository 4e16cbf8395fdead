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

  it('run when the clock passes them, in the order they are due, each once', () => {
    const clock = new Clock()
    const made = make(new Store(), clock)
    const seen: [string, number][] = []
    made.register<{ name: string }>('note', ({ name }, at) => void seen.push([name, at]))
    const start = clock.nowSeconds()
    made.after(90_000, 'note', { name: 'late' })
    made.after(30_000, 'note', { name: 'early' })
    made.after(3_600_000, 'note', { name: 'much later' })
    clock.advance(10)
    expect(seen).toEqual([])
    clock.advance(100)
    clock.advance(10)
    expect(seen.map(([name]) => name)).toEqual(['early', 'late'])
    // Each hears the time it was due at, not the time it was noticed.
    expect(seen[0]?.[1]).toBeGreaterThanOrEqual(start + 30)
    expect(seen[0]?.[1]).toBeLessThan(start + 35)
  })

  it('go on after one that fails', () => {
    const said = jest.spyOn(process.stderr, 'write').mockReturnValue(true)
    const clock = new Clock()
    const made = make(new Store(), clock)
    const seen: string[] = []
    made.register('bad', () => {
      throw new Error('broken')
    })
    made.register('good', () => void seen.push('good'))
    made.after(1000, 'bad', {})
    made.after(2000, 'good', {})
    clock.advance(3)
    expect(seen).toEqual(['good'])
    expect(said.mock.calls[0]?.[0]).toContain('broken')
    said.mockRestore()
  })

  it('are remembered over a restart', () => {
    const folder = mkdtempSync(join(tmpdir(), 'sandbox-timers-'))
    const clock = new Clock()
    const before = new Store(folder)
    make(before, clock).after(60_000, 'note', { name: 'kept' })
    before.touch()
    before.close()
    const seen: string[] = []
    const after = new Store(folder)
    make(after, clock).register<{ name: string }>('note', ({ name }) => void seen.push(name))
    clock.advance(61)
    after.close()
    rmSync(folder, { recursive: true })
    expect(seen).toEqual(['kept'])
  })
})

describe('faults', () => {
  it('match a path by parts, and strike as likely as told', () => {
    const throws = [0.1, 0.9]
    const faults = new Faults(() => throws.shift() ?? 0)
    faults.add({ effect: 'errcode', path: '/cgi-bin/*/send', probability: 0.5 })
    expect(faults.strike('/api.weixin.qq.com/cgi-bin/user/get', ['errcode'])).toBeUndefined()
    expect(faults.strike('/api.weixin.qq.com/cgi-bin/message/template/send', ['errcode'])).toBeDefined()
    expect(faults.strike('/api.weixin.qq.com/cgi-bin/message/template/send', ['errcode'])).toBeUndefined()
    expect(() => faults.add({ effect: 'delay', probability: 2 })).toThrow('probability')
  })
})
