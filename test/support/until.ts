interface UntilOptions {
  /** How long to go on asking. */
  withinMs?: number
  /** How long to wait between two questions. More than 100 ms: InnoDB repeats its list of transactions to whoever asks faster. */
  everyMs?: number
  /** What is waited for, as the error should say it. */
  what?: string
}

type Truthy<T> = Exclude<T, false | null | undefined | 0 | ''>

/**
 * Asks `probe` again and again until it gives something truthy, and gives that back. Tests wait with this, never by
 * sleeping for a guessed time.
 * @param probe may throw: that counts as "not yet", and the last error is told when the time is over
 * @throws when nothing truthy came within the time (10 seconds unless told otherwise)
 */
export async function until<T>(
  probe: () => T | Promise<T>,
  { withinMs = 10_000, everyMs = 120, what = 'the condition' }: UntilOptions = {},
): Promise<Truthy<T>> {
  const deadline = Date.now() + withinMs
  let last: unknown
  for (;;) {
    try {
      last = await probe()
      if (last) return last as Truthy<T>
    } catch (error) {
      last = error
    }
    if (Date.now() >= deadline)
      throw new Error(`${what} did not come true within ${withinMs} ms; last seen: ${describe(last)}`)
    await new Promise((resolve) => setTimeout(resolve, everyMs))
  }
}

function describe(value: unknown): string {
  if (value instanceof Error) return value.stack ?? value.message
  return JSON.stringify(value) ?? String(value)
}
