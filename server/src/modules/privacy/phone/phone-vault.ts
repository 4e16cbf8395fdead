import { Injectable } from '@nestjs/common'
import { AppError } from '../../../platform/errors'
import { SecretBox } from '../../../platform/secret-box'
import { maskPhone, normalizePhone } from './phone.policy'

/** A phone number in the only form in which it is kept. */
export interface SealedPhone {
  /** AES-256-GCM under the current key; carries the key's id. */
  cipher: string
  keyId: string
  /** Keyed hash (64 hex digits) by which the number is looked up. */
  lookupHash: string
  /** `199****0001` */
  masked: string
}

const PURPOSE = 'phone'

/** The one place where phone numbers become ciphertext and, for those allowed to, readable again. */
@Injectable()
export class PhoneVault {
  constructor(private readonly box: SecretBox) {}

  /**
   * @param raw in any spelling that `normalizePhone` reads
   * @throws PHONE_INVALID
   */
  seal(raw: string, countryCode?: string): SealedPhone {
    const phone = this.normalized(raw, countryCode)
    const cipher = this.box.seal(phone, PURPOSE)
    return { cipher, keyId: this.box.keyIdOf(cipher), lookupHash: this.hashOf(phone), masked: maskPhone(phone) }
  }

  /** The number in E.164. Never log it. @throws when its key is no longer in the ring */
  open(cipher: string): string {
    return this.box.open(cipher, PURPOSE)
  }

  /** The lookup hash of a number in any spelling. @throws PHONE_INVALID */
  hash(raw: string): string {
    return this.hashOf(this.normalized(raw))
  }

  private hashOf(phone: string): string {
    return this.box.blindIndex(phone, PURPOSE)
  }

  private normalized(raw: string, countryCode?: string): string {
    const phone = normalizePhone(raw, countryCode)
    if (phone === null) throw new AppError('PHONE_INVALID', { field: 'phone' })
    return phone
  }
}
