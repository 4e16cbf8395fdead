import type { Database } from '../../platform/database'

const ATTEMPTS = 6

/** Whether the database asks to repeat the whole transaction: deadlock (1213) or lock wait time-out (1205). */
export const isConflict = (error: unknown): boolean => {
  const errno = (error as { errno?: unknown } | null)?.errno
  return errno === 1213 || errno === 1205
}

/**
 * Runs `work` in a transaction. When it is the outermost one and the database asks to repeat it, a *new* transaction
 * runs `work` afresh. Inside a running transaction the conflict belongs to whoever began that one.
 */
export async function retryConflicts<T>(db: Database, work: () => Promise<T>): Promise<T> {
  const nested = db.manager.queryRunner?.isTransactionActive === true
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await db.transaction(work)
    } catch (error) {
      if (nested || attempt >= ATTEMPTS || !isConflict(error)) throw error
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 20 * attempt))
    }
  }
}
