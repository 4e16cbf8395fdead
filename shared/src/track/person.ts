import type { TrackIdentity, TrackStorage } from './types'

interface Kept {
  anonymousId: string
  identities: TrackIdentity[]
  sessionId: string
  /** Milliseconds of the last event. */
  seenAt: number
}

const SESSION_MS = 30 * 60_000

/**
 * Who uses this device, as far as it knows, kept across restarts. Several pages may share a storage: what one of them
 * learns, the others know with their next event.
 */
export class Person {
  private kept: Kept

  constructor(
    private readonly storage: TrackStorage,
    private readonly key: string,
    private readonly newId: () => string,
  ) {
    this.kept = this.read() ?? this.stranger()
  }

  /** Kept from here on, since it is told to others. */
  get anonymousId(): string {
    this.recall()
    this.keep()
    return this.kept.anonymousId
  }

  get identities(): readonly TrackIdentity[] {
    this.recall()
    return this.kept.identities
  }

  /** The session at this moment; a new one after half an hour of silence. */
  sessionAt(now: number): string {
    this.recall()
    const sessionId = now - this.kept.seenAt > SESSION_MS ? this.newId() : this.kept.sessionId
    this.kept = { ...this.kept, sessionId, seenAt: now }
    this.keep()
    return sessionId
  }

  get sessionId(): string {
    return this.kept.sessionId
  }

  name(identities: readonly TrackIdentity[]): void {
    this.recall()
    const same = (one: TrackIdentity, other: TrackIdentity): boolean =>
      one.kind === other.kind && (one.scope ?? '') === (other.scope ?? '')
    const others = this.kept.identities.filter((known) => !identities.some((given) => same(given, known)))
    this.kept = { ...this.kept, identities: [...identities, ...others] }
    this.keep()
  }

  forget(): void {
    this.kept = this.stranger()
    this.keep()
  }

  /** Leaves nothing of the person on the device. */
  erase(): void {
    this.kept = this.stranger()
    try {
      this.storage.write(this.key, null)
    } catch {
      // Without storage there is nothing to erase.
    }
  }

  private recall(): void {
    this.kept = this.read() ?? this.kept
  }

  private stranger(): Kept {
    return { anonymousId: this.newId(), identities: [], sessionId: this.newId(), seenAt: 0 }
  }

  private read(): Kept | null {
    try {
      const kept = this.storage.read(this.key) as Partial<Kept> | null
      if (typeof kept?.anonymousId !== 'string' || !Array.isArray(kept.identities)) return null
      const { anonymousId, identities, sessionId = this.newId(), seenAt = 0 } = kept
      return { anonymousId, identities, sessionId, seenAt }
    } catch {
      return null
    }
  }

  private keep(): void {
    try {
      this.storage.write(this.key, this.kept)
    } catch {
      // Without storage the device is a new one at the next start.
    }
  }
}
