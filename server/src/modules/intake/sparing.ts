/** Answers are kept for so many times as long as they took to find: asking takes up a twentieth of the time at most. */
const KEPT_FACTOR = 20

/**
 * A question that many ask again and again, each time it is answered anew only when that is cheap. Whoever asks meanwhile
 * gets the answer that is on its way, or the last one.
 */
export class Sparing<T> {
  private asking: Promise<T> | null = null
  private last: { answer: T; until: number } | null = null

  constructor(private readonly find: () => Promise<T>) {}

  /** @throws what finding throws; a failure is not kept */
  ask(): Promise<T> {
    if (this.last && performance.now() < this.last.until) return Promise.resolve(this.last.answer)
    this.asking ??= this.findAndKeep().finally(() => (this.asking = null))
    return this.asking
  }

  private async findAndKeep(): Promise<T> {
    const startedAt = performance.now()
    const answer = await this.find()
    const now = performance.now()
    this.last = { answer, until: now + (now - startedAt) * KEPT_FACTOR }
    return answer
  }
}
