import { createHash } from 'node:crypto'

import { fieldInstant, fieldText, type MessageFields } from '../kernel/xml'

export type WorkMessageKind = 'add_external_contact' | 'del_external_contact' | 'del_follow_user' | 'other'

export interface WorkMessage {
  kind: WorkMessageKind
  /** The customer concerned, where the event is about one. */
  externalUserid: string | undefined
  occurredAt: Date | undefined
  dedupKey: string
}

const KINDS: ReadonlySet<string> = new Set(['add_external_contact', 'del_external_contact', 'del_follow_user'])

const TELLING_FIELDS = [
  'FromUserName',
  'CreateTime',
  'MsgType',
  'Event',
  'ChangeType',
  'UserID',
  'ExternalUserID',
  'ChatId',
  'UpdateDetail',
  'Id',
  'TagType',
  'LinkId',
  'JobId',
  'FailReason',
  'EventKey',
]

/**
 * Sorts a decrypted message. Messages repeat with the same `MsgId`; events have none, so the fields that tell them apart
 * are hashed. The welcome code is left out: a repeat of the same adding could carry it or not (protocol §3.1, §3.2).
 */
export function classifyWorkMessage(fields: MessageFields): WorkMessage {
  const occurredAt = fieldInstant(fields, 'CreateTime')
  const externalUserid = fieldText(fields, 'ExternalUserID')
  const id = fieldText(fields, 'MsgId')
  if (fieldText(fields, 'MsgType') !== 'event' && id !== undefined) {
    return { kind: 'other', externalUserid, occurredAt, dedupKey: `message:${id}` }
  }
  const change = fieldText(fields, 'ChangeType')
  const isContact = fieldText(fields, 'Event') === 'change_external_contact'
  const kind = isContact && change !== undefined && KINDS.has(change) ? (change as WorkMessageKind) : 'other'
  const telling = JSON.stringify(TELLING_FIELDS.map((name) => fieldText(fields, name) ?? ''))
  return { kind, externalUserid, occurredAt, dedupKey: `event:${createHash('sha256').update(telling).digest('hex')}` }
}
