import { AppError } from '../errors'

/** Server codes that say "not now" rather than "wrong": timeout, too many queries, network, memory. */
const NOT_NOW = new Set(['159', '160', '202', '209', '210', '241', '279'])

/**
 * What a failed engine call means to the caller.
 * @returns CANCELLED when the caller gave up, ENGINE_UNAVAILABLE when the engine cannot answer now; otherwise the error
 * itself, which is a fault of ours (a statement that the engine refuses)
 */
export function mapEngineError(error: unknown, signal?: AbortSignal): unknown {
  if (signal?.aborted) return new AppError('CANCELLED', { cause: error })
  const code = serverCodeOf(error)
  if (code !== null && !NOT_NOW.has(code)) return error
  if (error instanceof SyntaxError || error instanceof TypeError) return error
  return new AppError('ENGINE_UNAVAILABLE', { cause: error })
}

/** The engine's own number for a refusal. Read by shape: over HTTP and in the process it is not the same error class. */
function serverCodeOf(error: unknown): string | null {
  if (!(error instanceof Error) || !('code' in error) || !('type' in error)) return null
  return typeof error.code === 'string' && /^\d+$/.test(error.code) ? error.code : null
}
