import { readHead, type TellingFields } from '../kernel/message'
import { fieldText, type MessageFields } from '../kernel/xml'

export type WorkMessageKind =
  | 'add_external_contact'
  | 'edit_external_contact'
  | 'del_external_contact'
  | 'del_follow_user'
  | 'change_external_chat'
  | 'other'

export interface WorkMessage {
  kind: WorkMessageKind
  /** Event and, where it has one, its ChangeType, joined by a dot: `change_external_contact.edit_external_contact`. */
  event: WorkEvent | undefined
  /** The customer concerned, where the event is about one. */
  externalUserid: string | undefined
  occurredAt: Date | undefined
  dedupKey: string
}

const KINDS: ReadonlySet<string> = new Set([
  'add_external_contact',
  'edit_external_contact',
  'del_external_contact',
  'del_follow_user',
])

const CHANGES = {
  change_external_contact: [
    'add_external_contact',
    'add_half_external_contact',
    'edit_external_contact',
    'del_external_contact',
    'del_follow_user',
    'transfer_fail',
    'msg_audit_approved',
  ],
  change_external_chat: ['create', 'dismiss', 'update'],
  change_external_tag: ['create', 'update', 'delete', 'shuffle'],
  change_contact: [
    'create_user',
    'update_user',
    'delete_user',
    'create_party',
    'update_party',
    'delete_party',
    'update_tag',
  ],
  // Titles are documented, some names and fields only by SDKs (unverified).
  customer_acquisition: [
    'balance_low',
    'balance_exhausted',
    'balance_increased',
    'quota_expire_soon',
    'link_unavailable',
    'delete_link',
    'open_profile',
    'friend_request',
    'customer_start_chat',
  ],
} as const

/** Lower case here, unlike an official account's. */
const PLAIN_EVENTS = [
  'batch_job_result',
  'enter_agent',
  'subscribe',
  'unsubscribe',
  'click',
  'view',
  'location',
  'template_card_event',
  'upload_media_job_finish',
  'kf_msg_or_event',
] as const

type Changes = typeof CHANGES
export type WorkEvent =
  { [Event in keyof Changes]: `${Event}.${Changes[Event][number]}` }[keyof Changes] | (typeof PLAIN_EVENTS)[number]

const KNOWN: ReadonlySet<string> = new Set([
  ...Object.entries(CHANGES).flatMap(([event, changes]) => changes.map((change) => `${event}.${change}`)),
  ...PLAIN_EVENTS,
])

const HEAD = ['FromUserName', 'CreateTime', 'ChangeType', 'UserID']

/** What two events of one second differ in. The welcome code is left out: a repeat of the same adding could carry it or not. */
const TELLING: TellingFields = {
  change_external_contact: ['ExternalUserID', 'FailReason'],
  change_external_chat: [
    'ChatId',
    'UpdateDetail',
    'JoinScene',
    'QuitScene',
    'LastMemVer',
    'CurMemVer',
    'MemChangeList',
  ],
  change_external_tag: ['Id', 'TagType', 'StrategyId'],
  change_contact: ['NewUserID', 'Id', 'TagId', 'AddUserItems', 'DelUserItems', 'AddPartyItems', 'DelPartyItems'],
  customer_acquisition: ['LinkId', 'State', 'ExternalUserID', 'ChatKey'],
  batch_job_result: ['BatchJob'],
  upload_media_job_finish: ['JobId'],
  kf_msg_or_event: ['Token', 'OpenKfId'],
}

/** Sorts a decrypted message (protocol §3.1, §3.2). */
export function classifyWorkMessage(fields: MessageFields): WorkMessage {
  const { type, occurredAt, dedupKey } = readHead(fields, HEAD, TELLING)
  const externalUserid = fieldText(fields, 'ExternalUserID')
  if ('message' in type) return { kind: 'other', event: undefined, externalUserid, occurredAt, dedupKey }
  const change = fieldText(fields, 'ChangeType')
  const name = change === undefined ? type.event : `${type.event}.${change}`
  return {
    kind: kindOf(type.event, change),
    event: KNOWN.has(name) ? (name as WorkEvent) : undefined,
    externalUserid,
    occurredAt,
    dedupKey,
  }
}

function kindOf(event: string, change: string | undefined): WorkMessageKind {
  if (event === 'change_external_chat') return event
  const isContact = event === 'change_external_contact' && change !== undefined && KINDS.has(change)
  return isContact ? (change as WorkMessageKind) : 'other'
}
