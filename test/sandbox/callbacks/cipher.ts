import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'

const BLOCK = 32

function keyAndIv(encodingAESKey: string): { key: Buffer; iv: Buffer } {
  const key = Buffer.from(`${encodingAESKey}=`, 'base64')
  return { key, iv: key.subarray(0, 16) }
}

/**
 * The platforms' message encryption (protocol reference §1.2): 16 random bytes, length, message, receiver, padded to
 * 32 bytes, AES-256-CBC. `random` is given only by tests that compare with published vectors.
 */
export function encryptMessage(
  message: string,
  receiveId: string,
  encodingAESKey: string,
  random: Buffer = randomBytes(16),
): string {
  const { key, iv } = keyAndIv(encodingAESKey)
  const content = Buffer.from(message, 'utf8')
  const length = Buffer.alloc(4)
  length.writeUInt32BE(content.length)
  const plain = Buffer.concat([random, length, content, Buffer.from(receiveId, 'utf8')])
  const padding = BLOCK - (plain.length % BLOCK)
  const cipher = createCipheriv('aes-256-cbc', key, iv).setAutoPadding(false)
  return Buffer.concat([cipher.update(plain), cipher.update(Buffer.alloc(padding, padding)), cipher.final()]).toString(
    'base64',
  )
}

/** Opens an encrypted passive reply. Returns undefined when any part of it is not as it must be. */
export function decryptMessage(encrypted: string, receiveId: string, encodingAESKey: string): string | undefined {
  const { key, iv } = keyAndIv(encodingAESKey)
  const bytes = Buffer.from(encrypted, 'base64')
  if (bytes.length === 0 || bytes.length % BLOCK !== 0) return undefined
  const decipher = createDecipheriv('aes-256-cbc', key, iv).setAutoPadding(false)
  const plain = Buffer.concat([decipher.update(bytes), decipher.final()])
  const padding = plain[plain.length - 1] ?? 0
  if (padding < 1 || padding > BLOCK) return undefined
  if (!plain.subarray(plain.length - padding).every((byte) => byte === padding)) return undefined
  const body = plain.subarray(16, plain.length - padding)
  if (body.length < 4) return undefined
  const length = body.readUInt32BE(0)
  if (4 + length > body.length) return undefined
  if (body.subarray(4 + length).toString('utf8') !== receiveId) return undefined
  return body.subarray(4, 4 + length).toString('utf8')
}

/** SHA-1 over the sorted parts: `signature` of (token, timestamp, nonce), `msg_signature` with the ciphertext as well. */
export function sign(...parts: string[]): string {
  return createHash('sha1')
    .update([...parts].sort().join(''))
    .digest('hex')
}
