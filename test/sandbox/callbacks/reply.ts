import { isObject, type JsonObject } from '../kernel/json'
import { decryptMessage, sign } from './cipher'
import type { CallbackTarget, Sealing } from './envelope'
import { readXml } from './xml'

/** What an answer to a callback means: nothing to show, a message to the person, or nothing that can be understood. */
export type Answer = 'none' | 'unreadable' | { reply: JsonObject }

/**
 * Reads a passive reply. `success` and an empty answer mean there is none; in safe mode a reply must be sealed, and a
 * sealed one must be signed with the account's token and made for it.
 */
export function readAnswer(answer: string, target: CallbackTarget, { callbackMode }: Sealing): Answer {
  if (answer === '' || answer === 'success') return 'none'
  const outer = readFields(answer)
  if (outer === undefined) return 'unreadable'
  if (outer.Encrypt === undefined) {
    const sealedOnly = target.kind === 'work' || callbackMode === 'safe'
    return sealedOnly || !isMessage(outer) ? 'unreadable' : { reply: outer }
  }
  const { Encrypt, TimeStamp, Nonce, MsgSignature } = outer
  if (typeof Encrypt !== 'string') return 'unreadable'
  if (sign(target.token, String(TimeStamp), String(Nonce), Encrypt) !== MsgSignature) return 'unreadable'
  const plain = decryptMessage(Encrypt, target.account, target.encodingAESKey)
  const inner = plain === undefined ? undefined : readFields(plain)
  return inner === undefined || !isMessage(inner) ? 'unreadable' : { reply: inner }
}

function readFields(text: string): JsonObject | undefined {
  if (!text.trimStart().startsWith('{')) return readXml(text)
  try {
    const value: unknown = JSON.parse(text)
    return isObject(value) ? value : undefined
  } catch {
    return undefined
  }
}

function isMessage(fields: JsonObject): boolean {
  return typeof fields.MsgType === 'string' && fields.MsgType !== ''
}
