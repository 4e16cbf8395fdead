interface Waiting<Batch, Answer> {
  batch: Batch
  weight: number
  resolve(answer: Answer): void
  reject(error: unknown): void
}

interface Limits {
  /** Writes under way at the same time. */
  writes: number
  /** Weight of one write; a heavier batch goes alone. */
  weight: number
}

/**
 * Lets batches that arrive while others are being written go together in the next write. Nobody waits for company: a
 * write begins as soon as a lane is free.
 */
export class BatchCollector<Batch, Answer> {
  private queue: Waiting<Batch, Answer>[] = []
  private writing = 0

  constructor(
    /** Gives one answer per batch, in order. */
    private readonly write: (batches: Batch[]) => Promise<Answer[]>,
    private readonly limits: Limits,
  ) {}

  add(batch: Batch, weight: number): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.queue.push({ batch, weight, resolve, reject })
      this.next()
    })
  }

  private next(): void {
    if (this.writing >= this.limits.writes || this.queue.length === 0) return
    let weight = 0
    let count = 0
    for (const waiting of this.queue) {
      weight += waiting.weight
      if (count > 0 && weight > this.limits.weight) break
      count += 1
    }
    const together = this.queue.splice(0, count)
    this.writing += 1
    void this.run(together).finally(() => {
      this.writing -= 1
      this.next()
    })
    this.next()
  }

  private async run(together: Waiting<Batch, Answer>[]): Promise<void> {
    try {
      const answers = await this.write(together.map(({ batch }) => batch))
      together.forEach(({ resolve }, index) => resolve(answers[index] as Answer))
    } catch (error) {
      for (const { reject } of together) reject(error)
    }
  }
}
