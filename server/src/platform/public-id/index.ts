import { createCipheriv, createDecipheriv } from 'node:crypto'
import { Injectable } from '@nestjs/common'
import { AppError } from '../errors'
import { SecretBox } from '../secret-box'

/** Kinds of things whose internal number stays inside, with the word that a refusal shows. */
const KINDS = { customer: '客户', coupon: '优惠券', lead: '线索' } as const
export type PublicIdKind = keyof typeof KINDS

/**
 * Opaque ids for the outside. One AES-128 block over (number, zeros): the zeros tell a forged id from a real one,
 * and neighbours look unrelated, so nobody can count or guess customers.
 */
@Injectable()
export class PublicId {
  private readonly keys: Record<PublicIdKind, Buffer>

  constructor(secretBox: SecretBox) {
    const keyOf = (kind: PublicIdKind): Buffer => secretBox.deriveKey(`public-id:${kind}`).subarray(0, 16)
    this.keys = { customer: keyOf('customer'), coupon: keyOf('coupon'), lead: keyOf('lead') }
  }

  /** @returns 22 characters of base64url */
  encode(kind: PublicIdKind, id: number): string {
    const block = Buffer.alloc(16)
    block.writeBigUInt64BE(BigInt(id), 8)
    const cipher = createCipheriv('aes-128-ecb', this.keys[kind], null).setAutoPadding(false)
    return Buffer.concat([cipher.update(block), cipher.final()]).toString('base64url')
  }

  /** @throws NOT_FOUND for an id that is not one of ours */
  decode(kind: PublicIdKind, text: string): number {
    const bytes = Buffer.from(text, 'base64url')
    if (bytes.length === 16) {
      const decipher = createDecipheriv('aes-128-ecb', this.keys[kind], null).setAutoPadding(false)
      const block = Buffer.concat([decipher.update(bytes), decipher.final()])
      const id = block.readBigUInt64BE(8)
      if (block.readBigUInt64BE(0) === 0n && id <= BigInt(Number.MAX_SAFE_INTEGER)) return Number(id)
    }
    throw new AppError('NOT_FOUND', { params: { what: KINDS[kind] } })
  }
}
