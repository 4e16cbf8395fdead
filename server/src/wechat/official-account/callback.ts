import { createHash } from 'node:crypto'

import { fieldInstant, fieldText, type MessageFields } from '../kernel/xml'

/** What an official account pushes, sorted by what a receiver does with it. */
export type OfficialAccountMessageKind =
  'message' | 'subscribe' | 'unsubscribe' | 'scan' | 'template_send_job_finish' | 'other'

export interface OfficialAccountMessage {
  kind: OfficialAccountMessageKind
  /** openid of the person concerned; absent for notices about the account itself. */
  openid: string | undefined
  occurredAt: Date | undefined
  /** The same for every delivery of the same message, different for different ones. */
  dedupKey: string
}

const EVENT_KINDS: Readonly<Record<string, OfficialAccountMessageKind>> = {
  subscribe: 'subscribe',
  unsubscribe: 'unsubscribe',
  SCAN: 'scan',
  TEMPLATESENDJOBFINISH: 'template_send_job_finish',
}

/**
 * Sorts a decrypted message. Messages repeat with the same `MsgId`; events have none and repeat with the same sender
 * and second, to which event, key and job are added because two different events can share a second (protocol §1.2).
 */
export function classifyOfficialAccountMessage(fields: MessageFields): OfficialAccountMessage {
  const openid = fieldText(fields, 'FromUserName')
  const occurredAt = fieldInstant(fields, 'CreateTime')
  const event = fieldText(fields, 'Event')
  if (fieldText(fields, 'MsgType') !== 'event' || event === undefined) {
    const id = fieldText(fields, 'MsgId')
    return { kind: 'message', openid, occurredAt, dedupKey: id === undefined ? digest(fields) : `message:${id}` }
  }
  return { kind: EVENT_KINDS[event] ?? 'other', openid, occurredAt, dedupKey: digest(fields) }
}

/** The channel of a scan: `qrscene_` stands before it only when the person was not yet a follower (protocol §1.4). */
export function sceneOf(fields: MessageFields): string | undefined {
  const key = fieldText(fields, 'EventKey')
  if (key === undefined || key === '') return undefined
  return key.startsWith('qrscene_') ? key.slice('qrscene_'.length) : key
}

const TELLING_FIELDS = ['FromUserName', 'CreateTime', 'MsgType', 'Event', 'EventKey', 'MsgID', 'MsgId', 'Ticket']

function digest(fields: MessageFields): string {
  const listParts = JSON.stringify(fields.List ?? fields.SubscribeMsgPopupEvent ?? fields.SubscribeMsgSentEvent ?? null)
  const telling = TELLING_FIELDS.map((name) => fieldText(fields, name) ?? '')
  return `event:${createHash('sha256')
    .update(JSON.stringify([...telling, listParts]))
    .digest('hex')}`
}
