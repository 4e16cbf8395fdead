import { createHash } from 'node:crypto'
import { AppError, errorCodeOf } from '../../platform/errors'
import { scrub } from '../../platform/logger'
import { WechatApiError, WechatTransportError } from '../../wechat'

/** Tries before a message is set aside for a person. */
export const MAX_ATTEMPTS = 8

/** How long a worker may be silent before others take over; it renews at a third of that. */
export const LEASE_SECONDS = 15

const FIRST_PAUSE_MS = 1_000
const LONGEST_PAUSE_MS = 10 * 60_000

/**
 * Pause before the next try: 1, 4, 16 … seconds up to ten minutes, spread by a quarter either way so that messages that
 * failed together do not come back together.
 * @param attempt 1 after the first failure
 * @param random in [0, 1)
 */
export function pauseAfter(attempt: number, random: number): number {
  return Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 4 ** (attempt - 1)) * (0.75 + random / 2)
}

/** Whether trying again cannot help: the message itself is at fault. */
export const isHopeless = (error: unknown): boolean => error instanceof AppError && error.declaration.status === 400

/** The code under which a failure is kept: of a platform's refusal its own number, which tells an operator most. */
export function failureCodeOf(error: unknown): string {
  if (error instanceof WechatApiError) return `PLATFORM_${error.errcode}`
  return errorCodeOf(error instanceof WechatTransportError ? new AppError('PLATFORM_UNREACHABLE') : error)
}

/** Whether the database asks to repeat the whole transaction: deadlock (1213) or lock wait time-out (1205). */
export function isConflict(error: unknown): boolean {
  const errno = (error as { errno?: unknown } | null)?.errno
  return errno === 1213 || errno === 1205
}

/** The key under which a person's messages stay in order. Ones that are too long or not ASCII are hashed: only their being equal matters. */
export function personKeyOf(key: string | null | undefined): string | null {
  if (key === undefined || key === null || key === '') return null
  return /^[\x21-\x7e]{1,128}$/.test(key) ? key : createHash('sha256').update(key).digest('hex')
}

const ONE_TIME_CODES = /("(?:code|session_key|access_token|token)"\s*:\s*")[^"]+(")/gi

/** A body as an operator may read it: phone numbers masked, one-time codes and tokens blotted out. */
export const readableBody = (body: string): string => scrub(body).replace(ONE_TIME_CODES, '$1[已隐藏]$2')
