import { DatabaseRateStore } from '../../../server/src/modules/account/database-rate-store'
import { DatabaseTokenStore } from '../../../server/src/modules/account/database-token-store'
import { SidePool } from '../../../server/src/platform/database'
import { Leases } from '../../../server/src/platform/lock'
import { SecretBox } from '../../../server/src/platform/secret-box'
import { perMinute, RateLimiter, spanAround, TokenKeeper, type FetchedToken } from '../../../server/src/wechat'
import { startTestApp, type TestApp } from '../../support/app'
import { until } from '../../support/until'

/** What the SDK keeps in the record, so that several processes act as one. */
describe('tokens and counts that processes share', () => {
  let app: TestApp
  beforeAll(async () => {
    app = await startTestApp()
  })
  afterAll(() => app.close())

  const processes = <T>(count: number, build: () => T): T[] => Array.from({ length: count }, build)
  const clock = { now: (): Date => new Date() }
  const tokenStore = (): DatabaseTokenStore =>
    new DatabaseTokenStore(app.app.get(SidePool), app.app.get(SecretBox), app.app.get(Leases))
  const rateStore = (): DatabaseRateStore => new DatabaseRateStore(app.app.get(SidePool))

  describe('tokens', () => {
    let fetched = 0
    const fetchToken = async (): Promise<FetchedToken> => {
      fetched += 1
      return { value: `token-${fetched}`, expiresInSeconds: 7200 }
    }
    const keepers = (name: string): TokenKeeper[] =>
      processes(5, () => new TokenKeeper(name, tokenStore(), clock, fetchToken))
    beforeEach(() => {
      fetched = 0
    })

    it('are fetched by one process for all', async () => {
      const tokens = await Promise.all(keepers('work:ww1:1:access-token').map((keeper) => keeper.current()))
      expect(new Set(tokens)).toEqual(new Set(['token-1']))
      expect(fetched).toBe(1)
    })

    it('belong to an account and an app', async () => {
      const [one, other] = [keepers('work:ww2:1:access-token')[0], keepers('work:ww2:2:access-token')[0]]
      expect(await one?.current()).not.toBe(await other?.current())
    })

    it('are replaced once when all processes find them refused at the same time', async () => {
      const all = keepers('work:ww3:1:access-token')
      await Promise.all(all.map((keeper) => keeper.current()))
      const replaced = await Promise.all(
        all.map(async (keeper) => {
          await keeper.reject('token-1')
          return keeper.current()
        }),
      )
      expect(new Set(replaced)).toEqual(new Set(['token-2']))
      // A process that is late with the old one must not end the new one.
      await all[0]?.reject('token-1')
      expect(await keepers('work:ww3:1:access-token')[0]?.current()).toBe('token-2')
      expect(fetched).toBe(2)
    })

    it('lie encrypted', async () => {
      await keepers('work:ww4:1:access-token')[0]?.current()
      const rows = await app.db.query("SELECT value FROM wechat_token WHERE name = 'work:ww4:1:access-token'")
      expect(rows).toHaveLength(1)
      expect(JSON.stringify(rows)).not.toContain('token-1')
    })
  })

  describe('counts', () => {
    const minute = (at: string): Date => spanAround('minute', new Date(at)).start

    it('never grant more than the limit, however many ask at once', async () => {
      const span = minute('2026-03-01T00:00:10Z')
      const granted = await Promise.all(
        processes(30, rateStore).map((store) => store.take('crowd:/ping:minute', span, 7, 100)),
      )
      expect(granted.reduce((sum, one) => sum + one, 0)).toBe(100)
      expect(await rateStore().take('crowd:/ping:minute', span, 7, 100)).toBe(0)
    })

    it('begin anew with every span, and not again for a process whose clock is behind', async () => {
      const [before, after] = [minute('2026-03-01T00:00:10Z'), minute('2026-03-01T00:01:10Z')]
      const take = (span: Date): Promise<number> => rateStore().take('turn:/ping:minute', span, 6, 10)
      expect([await take(before), await take(before), await take(before)]).toEqual([6, 4, 0])
      expect(await take(after)).toBe(6)
      expect(await take(before)).toBe(4)
      expect(await take(after)).toBe(0)
    })

    it('hold the callers of all processes to one limit together', async () => {
      const now = new Date('2026-03-01T00:00:10Z')
      const waited: number[] = []
      const limiters = processes(
        4,
        () =>
          new RateLimiter({
            store: rateStore(),
            clock: { now: () => now },
            names: { account: 'work:ww9', app: 'work:ww9:1', address: 'address' },
            // Nobody gets past the end of the minute here: whoever has to wait is counted and stays.
            sleep: (milliseconds) => new Promise(() => waited.push(milliseconds)),
          }),
      )
      let passed = 0
      for (const limiter of limiters) {
        for (let call = 0; call < 30; call += 1) {
          void limiter.pass({ path: '/ping', limits: [perMinute(100)] }).then(() => (passed += 1))
        }
      }
      await until(() => passed + waited.length === 120, { what: 'every caller has passed or waits' })
      expect(passed).toBe(90)
      expect(new Set(waited)).toEqual(new Set([50_000]))
    })
  })
})
