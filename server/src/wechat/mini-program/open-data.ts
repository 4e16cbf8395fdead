import { createDecipheriv, createHash, createHmac } from 'node:crypto'

import { equalInConstantTime } from '../kernel/signature'
import { integer, object, text } from '../kernel/shape'

/** Data that was given to another mini-program. */
export class ForeignWatermark extends Error {
  override readonly name = 'ForeignWatermark'
}

/** Encrypted data that does not open: usually the session key has been replaced since, and the person has to log in again. */
export class UnreadableOpenData extends Error {
  override readonly name = 'UnreadableOpenData'
}

const watermarked = object({ watermark: object({ timestamp: integer, appid: text }) })

/**
 * Opens what `getPhoneNumber` and its like hand to old clients: AES-128-CBC under the session key (protocol §2.2).
 * @param appid whose mini-program the data must be meant for
 * @throws UnreadableOpenData, ForeignWatermark
 */
export function openData(
  input: { sessionKey: string; encryptedData: string; iv: string },
  appid: string,
): Record<string, unknown> {
  const opened = decrypt(input)
  let mark: ReturnType<typeof watermarked>['watermark']
  try {
    mark = watermarked(opened, '').watermark
  } catch {
    throw new UnreadableOpenData()
  }
  if (mark.appid !== appid) throw new ForeignWatermark()
  return opened as Record<string, unknown>
}

function decrypt({
  sessionKey,
  encryptedData,
  iv,
}: {
  sessionKey: string
  encryptedData: string
  iv: string
}): unknown {
  const key = Buffer.from(sessionKey, 'base64')
  const vector = Buffer.from(iv, 'base64')
  const sealed = Buffer.from(encryptedData, 'base64')
  if (key.length !== 16 || vector.length !== 16 || sealed.length === 0) throw new UnreadableOpenData()
  try {
    const decipher = createDecipheriv('aes-128-cbc', key, vector)
    const plain = Buffer.concat([decipher.update(sealed), decipher.final()])
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(plain))
  } catch {
    throw new UnreadableOpenData()
  }
}

/** Whether `rawData` is what WeChat gave to the client: SHA-1 over it and the session key. */
export function openDataSignature(rawData: string, sessionKey: string): string {
  return createHash('sha1')
    .update(rawData + sessionKey, 'utf8')
    .digest('hex')
}

/** See `openDataSignature`; compares without telling by its duration how much was right. */
export function isOpenDataGenuine(input: { rawData: string; signature: string; sessionKey: string }): boolean {
  return equalInConstantTime(openDataSignature(input.rawData, input.sessionKey), input.signature)
}

/** Unverified which of the two the platform means (protocol §2.1): common SDKs use the key's base64 text as it is. */
export type SessionKeyForm = 'text' | 'bytes'

/** Proves to `checkSession` that we know the session key, without sending it. */
export function sessionSignature(sessionKey: string, form: SessionKeyForm): string {
  const key = form === 'text' ? Buffer.from(sessionKey, 'utf8') : Buffer.from(sessionKey, 'base64')
  return createHmac('sha256', key).update('').digest('hex')
}
