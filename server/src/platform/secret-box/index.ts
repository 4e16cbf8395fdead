import { createCipheriv, createDecipheriv, createHmac, hkdfSync } from 'node:crypto'
import { Inject, Injectable } from '@nestjs/common'
import { CONFIG, type Config, type SecretKey } from '../config'
import { pooledRandomBytes } from './random-pool'

export { pooledRandomBytes }

const IV_BYTES = 12
const TAG_BYTES = 16

/**
 * Seals text with AES-256-GCM under the current key and opens it under the key that its id names, so keys can be rotated.
 * The blind index is HMAC-SHA-256 under a key derived from the *oldest* key of the ring: it must not change when a newer key comes first.
 */
@Injectable()
export class SecretBox {
  private readonly keys: Map<string, Buffer>
  private readonly current: SecretKey
  private readonly indexKey: Buffer

  constructor(@Inject(CONFIG) config: Config) {
    const [current] = config.secretKeys
    const oldest = config.secretKeys.at(-1)
    if (!current || !oldest) throw new Error('SECRET_KEYS 为空')
    this.current = current
    this.keys = new Map(config.secretKeys.map(({ id, key }) => [id, key]))
    this.indexKey = Buffer.from(hkdfSync('sha256', oldest.key, '', 'guiyi blind index', 32))
  }

  /**
   * @param purpose bound to the ciphertext as additional data: text sealed for one purpose does not open for another
   * @returns `keyId.base64(iv ‖ tag ‖ ciphertext)`
   */
  seal(text: string, purpose: string): string {
    const iv = pooledRandomBytes(IV_BYTES)
    const cipher = createCipheriv('aes-256-gcm', this.current.key, iv).setAAD(Buffer.from(purpose))
    const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
    return `${this.current.id}.${Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64')}`
  }

  /** @throws when the key is gone, the text was changed, or it was sealed for another purpose */
  open(sealed: string, purpose: string): string {
    const dot = sealed.indexOf('.')
    const key = this.keys.get(sealed.slice(0, dot))
    if (!key) throw new Error('secret key is not in the ring')
    const bytes = Buffer.from(sealed.slice(dot + 1), 'base64')
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES })
      .setAAD(Buffer.from(purpose))
      .setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES))
    return Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]).toString('utf8')
  }

  /** The id of the key that sealed a text. */
  keyIdOf(sealed: string): string {
    return sealed.slice(0, sealed.indexOf('.'))
  }

  /** A keyed hash (64 hex digits) by which an encrypted value can be looked up but not guessed without the key. */
  blindIndex(value: string, purpose: string): string {
    return createHmac('sha256', this.indexKey).update(purpose).update('\0').update(value).digest('hex')
  }

  /** A 32-byte key for one purpose, derived from the oldest key of the ring. */
  deriveKey(purpose: string): Buffer {
    return createHmac('sha256', this.indexKey).update(`derive:${purpose}`).digest()
  }
}
