import type { LoginReply, Me } from './contract'

interface StoredToken {
  token: string
  /** Epoch milliseconds; a little before the server's own expiry. */
  expiresAt: number
}

interface SessionParts {
  /** Fetches a login code from the platform and trades it for a token. */
  login(): Promise<LoginReply>
  storage: { read<T>(key: string): T | null; write(key: string, value: unknown): void; remove(key: string): void }
  now(): number
  onLogin(me: Me): void
}

const KEY = 'session'
const EXPIRY_MARGIN_MS = 60_000

export interface Session {
  /** The stored token while it lasts, else one login shared by everybody who waits. */
  token(): Promise<string>
  /** Called when the server refused `stale`: a newer token if somebody already fetched one, else one shared login. */
  renew(stale: string): Promise<string>
}

/** Silent login: nobody sees it, and however many calls need it, it happens once. */
export function createSession({ login, storage, now, onLogin }: SessionParts): Session {
  let running: Promise<string> | null = null

  const stored = (): string | null => {
    const kept = storage.read<StoredToken>(KEY)
    return kept && kept.expiresAt > now() ? kept.token : null
  }

  const loginOnce = (): Promise<string> => {
    running ??= login()
      .then((reply) => {
        storage.write(KEY, {
          token: reply.token,
          expiresAt: now() + reply.expiresInSeconds * 1000 - EXPIRY_MARGIN_MS,
        } satisfies StoredToken)
        onLogin(reply.me)
        return reply.token
      })
      .finally(() => {
        running = null
      })
    return running
  }

  return {
    async token() {
      return stored() ?? loginOnce()
    },
    async renew(stale) {
      const kept = stored()
      if (kept && kept !== stale) return kept
      storage.remove(KEY)
      return loginOnce()
    },
  }
}
