import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

import { CallbackRefused } from './errors'
import { equalInConstantTime, signatureOf } from './signature'

const BLOCK = 32
const PREFIX = 16
const LENGTH_FIELD = 4

/**
 * The callback cipher shared by official accounts, mini-programs and WeCom (protocol §1.2):
 * AES-256-CBC over `random(16) + length(4, big endian) + message + receiver`, PKCS#7 to a block of 32 bytes.
 */
export class CallbackCipher {
  private readonly key: Buffer
  private readonly receiver: Buffer

  /**
   * @param encodingAESKey 43 base64 characters; the two spare bits of the last one are ignored, as the platforms do
   * @param receiver appid or corpid that every message must be addressed to
   */
  constructor(
    private readonly token: string,
    encodingAESKey: string,
    receiver: string,
  ) {
    if (!/^[A-Za-z0-9+/]{43}$/.test(encodingAESKey)) throw new RangeError('EncodingAESKey must have 43 characters')
    this.key = Buffer.from(`${encodingAESKey}=`, 'base64')
    this.receiver = Buffer.from(receiver, 'utf8')
  }

  /** Signature of a ciphertext with its timestamp and nonce. */
  sign(timestamp: string, nonce: string, encrypted: string): string {
    return signatureOf([this.token, timestamp, nonce, encrypted])
  }

  /**
   * Checks the signature, then decrypts.
   * @throws CallbackRefused `signature`, `ciphertext` or `receiver`
   */
  open(input: { timestamp: string; nonce: string; signature: string; encrypted: string }): Buffer {
    const expected = this.sign(input.timestamp, input.nonce, input.encrypted)
    if (!equalInConstantTime(expected, input.signature)) throw new CallbackRefused('signature')
    return this.decrypt(input.encrypted)
  }

  /** Decrypts a ciphertext whose signature has been checked. @throws CallbackRefused */
  private decrypt(encrypted: string): Buffer {
    const bytes = Buffer.from(encrypted, 'base64')
    if (bytes.length === 0 || bytes.length % 16 !== 0) throw new CallbackRefused('ciphertext')
    const decipher = createDecipheriv('aes-256-cbc', this.key, this.key.subarray(0, 16)).setAutoPadding(false)
    const padded = Buffer.concat([decipher.update(bytes), decipher.final()])
    const plain = padded.subarray(0, padded.length - paddingLength(padded))
    if (plain.length < PREFIX + LENGTH_FIELD) throw new CallbackRefused('ciphertext')
    const start = PREFIX + LENGTH_FIELD
    const end = start + plain.readUInt32BE(PREFIX)
    if (end > plain.length) throw new CallbackRefused('ciphertext')
    const receiver = plain.subarray(end)
    if (!equalInConstantTime(receiver.toString('latin1'), this.receiver.toString('latin1'))) {
      throw new CallbackRefused('receiver')
    }
    return plain.subarray(start, end)
  }

  /** Encrypts a passive reply. @param random 16 bytes, given only by tests */
  seal(message: string | Buffer, random: Buffer = randomBytes(PREFIX)): string {
    const content = typeof message === 'string' ? Buffer.from(message, 'utf8') : message
    const length = Buffer.alloc(LENGTH_FIELD)
    length.writeUInt32BE(content.length)
    const plain = Buffer.concat([random, length, content, this.receiver])
    const pad = BLOCK - (plain.length % BLOCK)
    const cipher = createCipheriv('aes-256-cbc', this.key, this.key.subarray(0, 16)).setAutoPadding(false)
    return Buffer.concat([cipher.update(plain), cipher.update(Buffer.alloc(pad, pad)), cipher.final()]).toString(
      'base64',
    )
  }
}

/**
 * Length of the padding after checking every byte of it. All 32 possible bytes are looked at, whatever the length says,
 * so the time taken does not tell how far a forged padding was right.
 */
function paddingLength(padded: Buffer): number {
  const claimed = padded[padded.length - 1] ?? 0
  const reach = Math.min(BLOCK, padded.length)
  let wrong = claimed < 1 || claimed > reach ? 1 : 0
  for (let back = 1; back <= reach; back += 1) {
    const differs = (padded[padded.length - back] ?? 0) ^ claimed
    wrong |= back <= claimed ? differs : 0
  }
  if (wrong !== 0) throw new CallbackRefused('ciphertext')
  return claimed
}
