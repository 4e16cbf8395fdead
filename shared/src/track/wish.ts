import type { TrackStorage } from './types'

type Answer = 'yes' | 'no'

/** Whether the person lets herself be followed, kept across visits and known to all pages that share the storage. */
export class Wish {
  /** Serves where the storage is forbidden. */
  private answer: Answer | null = null

  constructor(
    private readonly storage: TrackStorage,
    private readonly key: string,
    private readonly askFirst: boolean,
  ) {}

  granted(): boolean {
    const answer = this.read()
    return this.askFirst ? answer === 'yes' : answer !== 'no'
  }

  /** Written only where it changes something: a page that never asks keeps nothing about it. */
  grant(): void {
    if (!this.granted()) this.write('yes')
  }

  withdraw(): void {
    this.write('no')
  }

  private read(): Answer | null {
    try {
      const kept = this.storage.read(this.key)
      return kept === 'yes' || kept === 'no' ? kept : this.answer
    } catch {
      return this.answer
    }
  }

  private write(answer: Answer): void {
    this.answer = answer
    try {
      this.storage.write(this.key, answer)
    } catch {
      // It holds for this visit.
    }
  }
}
