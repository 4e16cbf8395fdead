import { createDecipheriv } from 'node:crypto'
import { CallbackRefused } from '../kernel/errors'
import { object, text, withDefault, type Read } from '../kernel/shape'

const ALGORITHM = 'AEAD_AES_256_GCM'
const TAG_BYTES = 16
const NONCE_BYTES = 12

/** What the platform encrypts with the APIv3 key: notifications and its own certificates (protocol §4.2, §4.4). */
export const sealed = object({
  algorithm: text,
  ciphertext: text,
  nonce: text,
  associated_data: withDefault(text, ''),
})
export type Sealed = Read<typeof sealed>

/** @throws RangeError when the key is not 32 bytes */
export function apiV3KeyOf(key: string): Buffer {
  const bytes = Buffer.from(key, 'utf8')
  if (bytes.length !== 32) throw new RangeError('the APIv3 key has 32 bytes')
  return bytes
}

/**
 * Opens base64(ciphertext ‖ 16-byte tag). Nothing is returned before the tag has been checked: `final` is what checks it.
 * @throws CallbackRefused `ciphertext`
 */
export function openSealed({ algorithm, ciphertext, nonce, associated_data }: Sealed, key: Buffer): string {
  if (algorithm !== ALGORITHM) throw new CallbackRefused('ciphertext')
  const bytes = Buffer.from(ciphertext, 'base64')
  const iv = Buffer.from(nonce, 'utf8')
  // Base64 that is not in its one proper form would let the same message appear under many texts.
  if (bytes.length < TAG_BYTES || iv.length !== NONCE_BYTES || bytes.toString('base64') !== ciphertext) {
    throw new CallbackRefused('ciphertext')
  }
  const decipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: TAG_BYTES })
  decipher.setAAD(Buffer.from(associated_data, 'utf8'))
  decipher.setAuthTag(bytes.subarray(-TAG_BYTES))
  try {
    return Buffer.concat([decipher.update(bytes.subarray(0, -TAG_BYTES)), decipher.final()]).toString('utf8')
  } catch {
    throw new CallbackRefused('ciphertext')
  }
}
