import type { LoginReply } from './contract'
import { createSession } from './session'

const HOUR = 3_600_000

function memoryStorage() {
  const kept = new Map<string, unknown>()
  return {
    read: <T>(key: string) => (kept.get(key) as T | undefined) ?? null,
    write: (key: string, value: unknown) => void kept.set(key, value),
    remove: (key: string) => void kept.delete(key),
  }
}

function harness() {
  let now = 0
  let count = 0
  const login = jest.fn((): Promise<LoginReply> =>
    Promise.resolve({
      token: `token-${++count}`,
      expiresInSeconds: 7200,
      me: { id: 'c', nickname: null, phoneMasked: null, couponCount: 0 },
    }),
  )
  const onLogin = jest.fn()
  const session = createSession({ login, storage: memoryStorage(), now: () => now, onLogin })
  return { session, login, onLogin, advance: (ms: number) => (now += ms) }
}

describe('session', () => {
  it('logs in once for everybody who asks at the same time, and tells who came', async () => {
    const { session, login, onLogin } = harness()
    const tokens = await Promise.all([session.token(), session.token(), session.token()])
    expect(tokens).toEqual(['token-1', 'token-1', 'token-1'])
    expect(login).toHaveBeenCalledTimes(1)
    expect(onLogin).toHaveBeenCalledTimes(1)
  })

  it('keeps the token until it runs out', async () => {
    const { session, advance } = harness()
    await session.token()
    advance(HOUR)
    expect(await session.token()).toBe('token-1')
    advance(HOUR)
    expect(await session.token()).toBe('token-2')
  })

  it('renews a refused token once, and gives the newer one to whoever comes late with the old', async () => {
    const { session, login } = harness()
    const stale = await session.token()
    const renewed = await Promise.all([session.renew(stale), session.renew(stale)])
    expect(renewed).toEqual(['token-2', 'token-2'])
    expect(await session.renew(stale)).toBe('token-2')
    expect(login).toHaveBeenCalledTimes(2)
  })

  it('lets a failed login be tried again', async () => {
    const { session, login } = harness()
    login.mockRejectedValueOnce(new Error('no network'))
    await expect(session.token()).rejects.toThrow('no network')
    expect(await session.token()).toBe('token-1')
  })
})
