import type { Store } from './store'

const MASS_FAULTS = [
  10001, 20001, 20002, 20004, 20006, 20008, 20013, 21000, 22000, 30001, 30002, 30003, 40001, 40002,
] as const

/** How a job that runs by itself can end when not well, in the platform's own words (protocol reference §1.4, §1.14). */
export const BAD_OUTCOMES = {
  mass: ['send fail', ...MASS_FAULTS.map((code) => `err(${code})`)],
  template: ['failed: system failed', 'failed:user block'],
  publish: ['2', '3', '4'],
} as const satisfies Record<string, readonly string[]>

export type Job = keyof typeof BAD_OUTCOMES

/** Switches that let the next jobs end badly, which people's acts alone never bring about. */
export class Outcomes {
  private readonly rows

  constructor(store: Store) {
    this.rows = store.map<string[]>('outcomes')
  }

  /** The next `times` jobs of that kind end so. */
  add(job: Job, outcome: string, times: number): void {
    this.rows.set(job, [...(this.rows.get(job) ?? []), ...Array.from({ length: times }, () => outcome)])
  }

  /** How the job that ends now ends; undefined when well. */
  take(job: Job): string | undefined {
    const [next, ...later] = this.rows.get(job) ?? []
    if (next !== undefined) this.rows.set(job, later)
    return next
  }

  /** What still waits, by kind of job. */
  list(): Partial<Record<string, string[]>> {
    return Object.fromEntries(this.rows)
  }
}
