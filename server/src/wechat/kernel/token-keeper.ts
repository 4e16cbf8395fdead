import type { StoredToken, TokenStore, WechatClock } from './ports'

/** A token this close to its end is replaced before use, so that it does not die on its way. */
const SAFETY_MS = 120_000

export interface FetchedToken {
  value: string
  expiresInSeconds: number
}

/**
 * Keeps one short-lived secret: an access token or a ticket.
 * Refreshing is single-flight: in the process by a shared promise, across processes by the store's exclusive section
 * with a second look inside it.
 */
export class TokenKeeper {
  private inMemory: (StoredToken & { untilItsEnd: boolean }) | undefined
  private running: Promise<string> | undefined

  constructor(
    private readonly key: string,
    private readonly store: TokenStore,
    private readonly clock: WechatClock,
    private readonly fetchToken: () => Promise<FetchedToken>,
  ) {}

  /**
   * The token to use now.
   * @throws WechatApiError (QuotaReached among them) and WechatTransportError when a new one is needed and cannot be had
   */
  async current(): Promise<string> {
    const { inMemory } = this
    if (inMemory && (inMemory.untilItsEnd ? !this.hasEnded(inMemory) : this.isUsable(inMemory))) return inMemory.value
    this.running ??= this.load().finally(() => {
      this.running = undefined
    })
    return this.running
  }

  /** Forgets a token that the platform refused, unless somebody has replaced it already. */
  async reject(value: string): Promise<void> {
    if (this.inMemory?.value === value) this.inMemory = undefined
    await this.store.dropIfEqual(this.key, value)
  }

  private async load(): Promise<string> {
    const known = await this.store.read(this.key)
    if (known && this.isUsable(known)) return this.remember(known)
    return this.store.exclusively(this.key, async () => {
      const second = await this.store.read(this.key)
      if (second && this.isUsable(second)) return this.remember(second)
      const fetched = await this.fetchToken()
      // Some platforms give the same one until its end, and count every time they are asked (protocol §3.0): asking
      // again before that brings nothing.
      if (second && second.value === fetched.value && !this.hasEnded(second)) return this.remember(second, true)
      const token = {
        value: fetched.value,
        expiresAt: new Date(this.clock.now().getTime() + fetched.expiresInSeconds * 1000),
      }
      await this.store.write(this.key, token)
      return this.remember(token)
    })
  }

  private remember(token: StoredToken, untilItsEnd = false): string {
    this.inMemory = { ...token, untilItsEnd }
    return token.value
  }

  private isUsable({ expiresAt }: StoredToken): boolean {
    return expiresAt.getTime() - SAFETY_MS > this.clock.now().getTime()
  }

  private hasEnded({ expiresAt }: StoredToken): boolean {
    return expiresAt.getTime() <= this.clock.now().getTime()
  }
}
