interface Waiting<Row, Receipt> {
  row: Row
  resolve(receipt: Receipt): void
  reject(error: unknown): void
}

export interface GroupCommitOptions {
  /** Longest time that a row waits for company. */
  waitMs: number
  /** Rows per write. */
  maxRows: number
  /** Writes under way at the same time. */
  maxWrites: number
  /** Whether a failed write is worth repeating row by row. Default: always. */
  alone?: (error: unknown) => boolean
}

/**
 * Collects rows for a few milliseconds and writes them together: one commit, and one flush of the log, serves many senders.
 * A write that fails is repeated row by row, so that one bad row does not take its neighbours with it; not so when the
 * failure cannot be a row's fault.
 */
export class GroupCommit<Row, Receipt> {
  private queue: Waiting<Row, Receipt>[] = []
  private timer: NodeJS.Timeout | undefined
  private writes = 0

  constructor(
    /** Writes all rows or none, and returns one receipt per row, in order. */
    private readonly write: (rows: Row[]) => Promise<Receipt[]>,
    private readonly options: GroupCommitOptions,
  ) {}

  /** @returns after the row is durable */
  add(row: Row): Promise<Receipt> {
    return new Promise((resolve, reject) => {
      this.queue.push({ row, resolve, reject })
      if (this.queue.length >= this.options.maxRows) this.flush()
      else this.timer ??= setTimeout(() => this.flush(), this.options.waitMs)
    })
  }

  private flush(): void {
    clearTimeout(this.timer)
    this.timer = undefined
    if (this.queue.length === 0 || this.writes >= this.options.maxWrites) return
    const batch = this.queue.splice(0, this.options.maxRows)
    this.writes += 1
    void this.store(batch).finally(() => {
      this.writes -= 1
      this.flush()
    })
    if (this.queue.length > 0) this.flush()
  }

  private async store(batch: Waiting<Row, Receipt>[]): Promise<void> {
    try {
      const receipts = await this.write(batch.map(({ row }) => row))
      batch.forEach(({ resolve }, index) => resolve(receipts[index] as Receipt))
    } catch (error) {
      if (batch.length === 1 || this.options.alone?.(error) === false) for (const { reject } of batch) reject(error)
      else await Promise.all(batch.map((waiting) => this.store([waiting])))
    }
  }
}
