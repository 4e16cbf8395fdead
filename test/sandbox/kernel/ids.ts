import { createCipheriv, createDecipheriv, createHash, randomBytes, type Cipher, type Decipher } from 'node:crypto'

const BLOCK_LENGTH = 16
const ENCODED_BLOCK_LENGTH = 22 // 16 bytes in base64url without padding

function keyOf(scope: string): Buffer {
  return createHash('sha256').update(`sandbox id key ${scope}`).digest().subarray(0, BLOCK_LENGTH)
}

/**
 * Turns a person's number into an opaque id and back, one AES block under a key derived from the scope. The id of a
 * person in an account is therefore always the same, needs no reverse index however many people there are, and a
 * made-up id is recognised because its block does not decrypt to the expected zeros.
 */
export class IdCipher {
  // One block in, one block out: in this mode the same two objects serve for ever, which lists of a million ids need.
  private readonly cipher: Cipher
  private readonly decipher: Decipher
  private readonly head: string
  /** Written over by every encoding; its first half stays zero. */
  private readonly block = Buffer.alloc(BLOCK_LENGTH)

  constructor(
    scope: string,
    head: string,
    private readonly length: number,
  ) {
    const key = keyOf(scope)
    this.cipher = createCipheriv('aes-128-ecb', key, null).setAutoPadding(false)
    this.decipher = createDecipheriv('aes-128-ecb', key, null).setAutoPadding(false)
    const fill = createHash('sha256').update(`sandbox id head ${scope}`).digest('base64url').replace(/[-_]/g, 'x')
    this.head = head + fill.slice(0, length - head.length - ENCODED_BLOCK_LENGTH)
  }

  encode(personNumber: number): string {
    this.block.writeUInt32BE(Math.floor(personNumber / 2 ** 32), 8)
    this.block.writeUInt32BE(personNumber % 2 ** 32, 12)
    return this.head + this.cipher.update(this.block).toString('base64url')
  }

  /** The person's number, or undefined when the id is not one of this scope. */
  decode(id: string): number | undefined {
    if (id.length !== this.length || !id.startsWith(this.head)) return undefined
    const encrypted = Buffer.from(id.slice(this.head.length), 'base64url')
    if (encrypted.length !== BLOCK_LENGTH) return undefined
    const block = this.decipher.update(encrypted)
    if (block.readBigUInt64BE(0) !== 0n) return undefined
    const value = Number(block.readBigUInt64BE(8))
    return this.encode(value) === id ? value : undefined
  }
}

/** Random letters and digits of that length, as in platform tokens and tickets. */
export function randomText(length: number): string {
  let text = ''
  while (text.length < length) text += randomBytes(length).toString('base64url').replace(/[-_]/g, '')
  return text.slice(0, length)
}

export function randomDigits(length: number): string {
  let text = ''
  while (text.length < length) text += (randomBytes(4).readUInt32BE(0) % 1e9).toString()
  return text.slice(0, length)
}

/** A 64-bit message id above 2^53, which is what real sends answer and what naive JSON readers corrupt. */
export function randomMessageId(): string {
  return (2n ** 60n + (randomBytes(8).readBigUInt64BE(0) >> 4n)).toString()
}

export function randomHex(bytes: number): string {
  return randomBytes(bytes).toString('hex')
}
