import type { TrackIdentity, TrackStorage } from './types'

interface Kept {
  anonymousId: string
  identities: TrackIdentity[]
  sessionId: string
  /** Milliseconds of the last event. */
  seenAt: number
}

const SESSION_MS = 30 * 60_000

/** Who uses this device, as far as it knows, kept across restarts. */
export class Person {
  private kept: Kept

  constructor(
    private readonly storage: TrackStorage,
    private readonly key: string,
    private readonly newId: () => string,
  ) {
    this.kept = this.read() ?? this.stranger()
    this.keep()
  }

  get anonymousId(): string {
    return this.kept.anonymousId
  }

  get identities(): readonly TrackIdentity[] {
    return this.kept.identities
  }

  /** The session at this moment; a new one after half an hour of silence. */
  sessionAt(now: number): string {
    const sessionId = now - this.kept.seenAt > SESSION_MS ? this.newId() : this.kept.sessionId
    this.kept = { ...this.kept, sessionId, seenAt: now }
    this.keep()
    return sessionId
  }

  get sessionId(): string {
    return this.kept.sessionId
  }

  name(identities: readonly TrackIdentity[]): void {
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

  private stranger(): Kept {
    return { anonymousId: this.newId(), identities: [], sessionId: this.newId(), seenAt: 0 }
  }

  private read(): Kept | null {
    try {
      const kept = this.storage.read(this.key) as Partial<Kept> | null
      const whole = typeof kept?.anonymousId === 'string' && Array.isArray(kept.identities)
      return whole ? ({ ...this.stranger(), ...kept }) : null
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
