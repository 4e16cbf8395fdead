import { readInstant } from '../../../platform/clock'
import { AppError } from '../../../platform/errors'

/** One call of the tracking API: its form as a whole has been checked, its messages have not. */
export interface TrackCall {
  messages: readonly unknown[]
  /** UTC milliseconds by the sender's clock; undefined when it did not say. */
  sentAt?: number
  anonymousId?: unknown
  identities?: unknown
}

const MOST_MESSAGES = 500
/** A clock further off than this says nothing about when something happened. */
const EARLIEST_SENT = Date.UTC(1970, 0)
const LATEST_SENT = Date.UTC(2200, 0)

const refuse = (field: string, message: string): AppError =>
  new AppError('VALIDATION_FAILED', { field, details: [{ field, message }] })

/** @throws VALIDATION_FAILED */
export function readCall(body: unknown): TrackCall {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw refuse('messages', '应为列表')
  const { messages, sentAt, anonymousId, identities } = body as Record<string, unknown>
  if (!Array.isArray(messages)) throw refuse('messages', '应为列表')
  if (messages.length === 0) throw refuse('messages', '至少需要一条')
  if (messages.length > MOST_MESSAGES) throw refuse('messages', `每次最多上报 ${MOST_MESSAGES} 条`)
  return { messages, sentAt: readSentAt(sentAt), anonymousId, identities }
}

function readSentAt(raw: unknown): number | undefined {
  if (raw === undefined || raw === null) return undefined
  const at = typeof raw === 'string' ? readInstant(raw) : null
  if (!at || at.getTime() < EARLIEST_SENT || at.getTime() > LATEST_SENT) throw refuse('sentAt', '应为日期时间')
  return at.getTime()
}
