import { createHash } from 'node:crypto'
import { readInstant } from '../../../platform/clock'
import { AppError } from '../../../platform/errors'
import { IDENTITY_KINDS, type GivenIdentity, type IdentityKind } from '../../identity'

/** A message of the tracking API as it is stored: its form has been checked, its fit with the tracking plan has not. */
export interface TrackMessage {
  id: string
  event: string
  /** ISO 8601 in UTC, by the server's clock. */
  time: string
  properties: Record<string, unknown>
  /** Whose it is. Empty when the whole batch is one logged-in consumer's. */
  identities: GivenIdentity[]
}

/** Who may say what through a source. */
export interface SourceRights {
  /** Scope of its anonymous ids. */
  code: string
  trusted: boolean
  events: ReadonlySet<string> | null
  identityKinds: ReadonlySet<string>
}

/** What a whole batch says about each of its messages. */
export interface BatchDefaults {
  anonymousId?: unknown
  identities?: unknown
  /** How much the sender's clock is behind ours, in milliseconds. */
  skewMs: number
}

const MESSAGE_ID = /^[\w.:-]{1,64}$/
const ISO = /^\d{4}-\d{2}-\d{2}T/
const EVENT_LENGTH = 64
const MAX_IDENTITIES = 8
const MAX_PROPERTIES = 100
const MAX_MESSAGE_CHARACTERS = 32_768
const ANONYMOUS_ID = /^[\w.:-]{8,64}$/
const SCOPE = /^[\w.-]{1,64}$/
/** The same person everywhere, hence without a scope. */
const UNSCOPED = new Set(['phone', 'unionid'])
const EARLIEST_YEAR = 1970
const LATEST_YEAR = 2200

const fault = (reason: string): AppError => new AppError('TRACK_MESSAGE_INVALID', { params: { reason } })

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The id of something that may not even be a message. */
export const idOf = (raw: unknown): string =>
  isRecord(raw) && typeof raw['id'] === 'string' ? raw['id'].slice(0, 64) : ''

/**
 * Checks the form of one message.
 * @param rights of the source; null for a logged-in consumer, who can speak only of herself
 * @throws TRACK_MESSAGE_INVALID, TRACK_EVENT_FORBIDDEN, TRACK_IDENTITY_FORBIDDEN
 */
export function readMessage(raw: unknown, rights: SourceRights | null, defaults: BatchDefaults): TrackMessage {
  const { id, event, time, properties = {}, anonymousId, identities } = isRecord(raw) ? raw : {}
  if (typeof id !== 'string' || !MESSAGE_ID.test(id)) throw fault('缺少编号 id，或它不是 64 个以内的字母数字')
  if (typeof event !== 'string' || event.trim() === '') throw fault('缺少事件名 event')
  if (event.length > EVENT_LENGTH) throw fault(`事件名最多 ${EVENT_LENGTH} 个字`)
  if (!isRecord(properties)) throw fault('properties 应为对象')
  if (Object.keys(properties).length > MAX_PROPERTIES) throw fault(`最多 ${MAX_PROPERTIES} 个属性`)
  if (JSON.stringify(properties).length > MAX_MESSAGE_CHARACTERS) throw fault('一条消息最多 32 KB')
  if (rights?.events && !rights.events.has(event))
    throw new AppError('TRACK_EVENT_FORBIDDEN', { params: { event: event.slice(0, 64) } })
  return {
    id,
    event: event.trim(),
    time: readTime(time, defaults.skewMs),
    properties,
    identities: rights
      ? readIdentities(identities ?? defaults.identities, anonymousId ?? defaults.anonymousId, rights)
      : [],
  }
}

function readTime(raw: unknown, skewMs: number): string {
  const sent = typeof raw === 'string' && ISO.test(raw) ? readInstant(raw) : null
  const year = sent?.getUTCFullYear() ?? 0
  if (!sent || year < EARLIEST_YEAR || year > LATEST_YEAR) throw fault('time 应为 ISO 8601 时间')
  return new Date(sent.getTime() + skewMs).toISOString()
}

/** Whoever is named first is the one through whom the person acts; the anonymous id comes last. */
function readIdentities(raw: unknown, anonymousId: unknown, rights: SourceRights): GivenIdentity[] {
  if (raw !== undefined && (!Array.isArray(raw) || raw.length > MAX_IDENTITIES))
    throw fault(`identities 应为最多 ${MAX_IDENTITIES} 项的列表`)
  const named = ((raw ?? []) as unknown[]).map((one) => readIdentity(one, rights))
  if (anonymousId !== undefined && anonymousId !== null) {
    if (typeof anonymousId !== 'string' || !ANONYMOUS_ID.test(anonymousId))
      throw fault('anonymousId 应为 8～64 个字母数字')
    named.push({ kind: 'anonymous_id', scope: rights.code, value: anonymousId })
  }
  if (named.length === 0) throw fault('缺少 anonymousId 或 identities')
  return named
}

function readIdentity(raw: unknown, { trusted, identityKinds }: SourceRights): GivenIdentity {
  const { kind, scope = '', value, verified = false } = isRecord(raw) ? raw : {}
  if (typeof kind !== 'string' || !(kind in IDENTITY_KINDS)) throw fault('identities 里有未知的身份类型')
  if (!identityKinds.has(kind)) throw new AppError('TRACK_IDENTITY_FORBIDDEN', { params: { kind } })
  if (typeof value !== 'string' || value === '' || value.length > 190) throw fault(`身份 ${kind} 缺少 value`)
  if (typeof scope !== 'string' || (scope !== '' && !SCOPE.test(scope))) throw fault(`身份 ${kind} 的 scope 有误`)
  if (UNSCOPED.has(kind) ? scope !== '' : scope === '')
    throw fault(UNSCOPED.has(kind) ? `身份 ${kind} 不带 scope` : `身份 ${kind} 缺少 scope`)
  return { kind: kind as IdentityKind, scope, value, ...(trusted && verified === true ? { verified: true } : {}) }
}

/** The key under which a message is known: the same id of the same sender. */
export const receiptOf = (sender: string, messageId: string): string =>
  createHash('sha256').update(`${sender}\u0000${messageId}`).digest('base64url').slice(0, 22)
