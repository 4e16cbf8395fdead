/** A statement that was given up because the record did not answer in time; it may still take effect. */
class RecordSilent extends Error {
  override readonly name = 'RecordSilent'
  readonly fatal = true
}

const NETWORK = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'PROTOCOL_CONNECTION_LOST',
  'PROTOCOL_SEQUENCE_TIMEOUT',
])

/**
 * What the server says when it cannot take anything from anybody: disk full (1021), too many connections (1040), shutting
 * down (1053, 1077), not part of its cluster (1047), connection or statement killed (1317, 1927), read-only (1290, 1792, 1836).
 */
const SERVER = new Set([1021, 1040, 1047, 1053, 1077, 1290, 1317, 1792, 1836, 1927])

/** Whether a failure says that the record cannot be reached or takes nothing at all, rather than that it refuses these rows. */
export function isRecordAway(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false
  const { code, errno, fatal } = error as { code?: unknown; errno?: unknown; fatal?: unknown }
  return fatal === true || NETWORK.has(String(code)) || SERVER.has(Number(errno))
}

/**
 * Waits for a statement no longer than `milliseconds`: a server that hangs takes connections and never answers.
 * @throws an error for which `isRecordAway` holds when the time is up
 */
export async function answeredWithin<T>(milliseconds: number, statement: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new RecordSilent(`no answer within ${milliseconds} ms`)), milliseconds)
  })
  try {
    return await Promise.race([statement, tooLate])
  } finally {
    clearTimeout(timer)
  }
}
