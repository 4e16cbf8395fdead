import { Clock } from './clock'
import { PlatformError } from './errors'
import { Housekeeping } from './housekeeping'
import { Quota } from './quota'
import { Store } from './store'
import { Tokens } from './tokens'

describe('what nobody can ask about any more', () => {
  it('goes, once in an hour of sandbox time', () => {
    const store = new Store()
    const clock = new Clock(store)
    const housekeeping = new Housekeeping(clock)
    const rows = store.map<{ until: number }>('rows')
    housekeeping.rule(rows, ({ until }, now) => now > until)
    housekeeping.run()
    rows.set('short', { until: clock.nowSeconds() + 60 })
    rows.set('long', { until: clock.nowSeconds() + 7 * 86_400 })
    clock.setOffset(1800)
    housekeeping.run()
    expect(rows.size).toBe(2)
    clock.setOffset(3601)
    housekeeping.run()
    expect([...rows.keys()]).toEqual(['long'])
  })

  it('are tokens that ended long ago and counters of times gone by', () => {
    const store = new Store()
    const clock = new Clock(store)
    const housekeeping = new Housekeeping(clock)
    const quota = new Quota(store, clock, housekeeping)
    const tokens = new Tokens(store, clock, quota, housekeeping)
    const { access_token: token } = tokens.issuePlain('mini_program', 'wx0')
    clock.setOffset(7201)
    housekeeping.run()
    expect(() => tokens.check(token, 'weixin')).toThrow(new PlatformError(42001))
    clock.setOffset(30 * 86_400)
    housekeeping.run()
    expect(store.map('tokens').size).toBe(0)
    expect(store.map('quota').size).toBe(0)
  })
})
