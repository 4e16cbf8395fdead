import { createHash } from 'node:crypto'

import { fieldInstant, fieldText, type MessageFields } from '../kernel/xml'

export interface MiniProgramMessage {
  kind: 'message' | 'event'
  openid: string | undefined
  occurredAt: Date | undefined
  dedupKey: string
}

/**
 * Sorts a pushed message; XML and JSON arrive with the same names (protocol §2.6). Events carry no id, so everything
 * in them counts: a repeat is the same in every field.
 */
export function classifyMiniProgramMessage(fields: MessageFields): MiniProgramMessage {
  const openid = fieldText(fields, 'FromUserName')
  const occurredAt = fieldInstant(fields, 'CreateTime')
  const id = fieldText(fields, 'MsgId')
  if (fieldText(fields, 'MsgType') !== 'event' && id !== undefined) {
    return { kind: 'message', openid, occurredAt, dedupKey: `message:${id}` }
  }
  const content = createHash('sha256').update(JSON.stringify(fields)).digest('hex')
  return { kind: 'event', openid, occurredAt, dedupKey: `event:${content}` }
}
