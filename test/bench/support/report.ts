/** Tells how a bench is getting on, apart from its one line of result. */
export const say = (text: string): void => void process.stderr.write(`${text}\n`)

export async function timed<T>(work: () => Promise<T>): Promise<{ ms: number; result: T }> {
  const from = performance.now()
  const result = await work()
  return { ms: performance.now() - from, result }
}

/** The value below which the given share (0 to 1) of the values lies. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN
}

/** The most memory that this process has held so far, engine included, in MB. */
export const peakMemoryMb = (): number => Math.round(process.resourceUsage().maxRSS / 1024)

/**
 * Runs a bench and ends the process with what became of it, and with the most memory that was held: by this process,
 * unless the bench measured a server of its own and says so itself.
 */
export function runBench(main: () => Promise<object>): void {
  main().then(
    (result) => {
      process.stdout.write(`${JSON.stringify({ peakMemoryMb: peakMemoryMb(), ...result })}\n`)
      process.exit(0)
    },
    (error: unknown) => {
      console.error(error)
      process.exit(1)
    },
  )
}
