import { randomDigits } from '../kernel/ids'
import { writeJson, type JsonObject } from '../kernel/json'
import type { AccountSettings } from '../kernel/settings'
import { encryptMessage, sign } from './cipher'
import { jsonFields, writeXml, type XmlFields } from './xml'

/** Where the callbacks of one account go and how they are sealed. */
export interface CallbackTarget {
  kind: 'official-account' | 'mini-program' | 'work'
  /** appid or corpid; it is also the receiver inside the ciphertext. */
  account: string
  originalId: string
  token: string
  encodingAESKey: string
  agentId?: number
}

export interface CallbackMessage {
  target: CallbackTarget
  /** Callbacks with the same key start in the order they were given, the next when the one before has its first answer. */
  orderKey: string
  /** The sender's openid, which official account and mini-program callbacks carry in the query. */
  openid?: string
  fields: XmlFields
}

/** How an account wants its callbacks; WeCom knows only sealed XML. */
export type Sealing = Pick<AccountSettings, 'callbackMode' | 'callbackFormat'>

export interface Sealed {
  /** What the address carries. */
  query: string
  contentType: string
  body: string
  /** The message as it reads before sealing. */
  plain: string
}

/** Where an account's callbacks go below the server's base address, unless it has an address of its own. */
export function callbackPath(target: CallbackTarget): string {
  return `/callbacks/${target.kind}/${target.account}`
}

/**
 * One delivery, signed and (but for the plain mode) encrypted, protocol reference §1.2 and §2.6. The signature's
 * timestamp is real time, not sandbox time: it belongs to the transport and receivers check its freshness.
 */
export function seal(message: CallbackMessage, { callbackMode, callbackFormat }: Sealing): Sealed {
  const { target, openid, fields } = message
  const json = callbackFormat === 'json'
  const write = json ? writeJson : (value: JsonObject): string => writeXml(value as XmlFields)
  const shown: JsonObject = json ? jsonFields(fields) : fields
  const plain = write(shown)
  const timestamp = String(Math.floor(Date.now() / 1000))
  const nonce = randomDigits(10)
  const encrypted = encryptMessage(plain, target.account, target.encodingAESKey)
  const query = new URLSearchParams()
  if (target.kind !== 'work') query.set('signature', sign(target.token, timestamp, nonce))
  if (target.kind === 'work') query.set('msg_signature', sign(target.token, timestamp, nonce, encrypted))
  query.set('timestamp', timestamp)
  query.set('nonce', nonce)
  if (target.kind !== 'work') {
    if (openid !== undefined) query.set('openid', openid)
    if (callbackMode !== 'plain') {
      query.set('encrypt_type', 'aes')
      query.set('msg_signature', sign(target.token, timestamp, nonce, encrypted))
    }
  }
  return {
    query: query.toString(),
    contentType: json ? 'application/json' : 'text/xml',
    body: write(envelope(target, callbackMode, shown, encrypted)),
    plain,
  }
}

function envelope(
  target: CallbackTarget,
  mode: Sealing['callbackMode'],
  shown: JsonObject,
  encrypted: string,
): JsonObject {
  if (target.kind === 'work')
    return { ToUserName: target.account, AgentID: String(target.agentId ?? ''), Encrypt: encrypted }
  if (mode === 'plain') return shown
  if (mode === 'compatible') return { ...shown, Encrypt: encrypted }
  return { ToUserName: target.originalId, Encrypt: encrypted }
}
