import { readHead, type TellingFields } from '../kernel/message'
import { fieldText, type MessageFields } from '../kernel/xml'

export interface MiniProgramMessage {
  /** `subscribe_message` is what a person answered to one, or changed about it later. */
  kind: 'message' | 'event' | 'subscribe_message'
  /** The event's name, for those that the platform documents. */
  event: MiniProgramEvent | undefined
  openid: string | undefined
  occurredAt: Date | undefined
  dedupKey: string
}

const EVENTS = {
  user_enter_tempsession: 'service_chat_entered',
  subscribe_msg_popup_event: 'subscribe_message_answered',
  subscribe_msg_change_event: 'subscribe_message_changed',
  subscribe_msg_sent_event: 'subscribe_message_sent',
  wxa_media_check: 'media_checked',
  user_info_modified: 'user_info_modified',
  user_authorization_revoke: 'user_authorization_revoked',
  user_authorization_cancellation: 'user_account_cancelled',
  kf_create_session: 'service_session_opened',
  kf_close_session: 'service_session_closed',
  kf_switch_session: 'service_session_passed_on',
} as const

export type MiniProgramEvent = (typeof EVENTS)[keyof typeof EVENTS]

const ANSWERS: ReadonlySet<MiniProgramEvent> = new Set(['subscribe_message_answered', 'subscribe_message_changed'])

/** A verdict repeats with its trace; everything else is told by all that is in it: a repeat is the same in every field. */
const TELLING: TellingFields = { wxa_media_check: ['trace_id'] }

/** Sorts a pushed message; XML and JSON arrive with the same names (protocol §2.6). */
export function classifyMiniProgramMessage(fields: MessageFields): MiniProgramMessage {
  const { type, occurredAt, dedupKey } = readHead(fields, ['FromUserName'], TELLING)
  const openid = fieldText(fields, 'openid') ?? fieldText(fields, 'OpenID') ?? fieldText(fields, 'FromUserName')
  if ('message' in type) {
    const kind = dedupKey.startsWith('message:') ? 'message' : 'event'
    return { kind, event: undefined, openid, occurredAt, dedupKey }
  }
  const event = (EVENTS as Readonly<Record<string, MiniProgramEvent | undefined>>)[type.event]
  return { kind: event && ANSWERS.has(event) ? 'subscribe_message' : 'event', event, openid, occurredAt, dedupKey }
}
