import { X509Certificate, type KeyObject } from 'node:crypto'
import { CallbackRefused } from '../kernel/errors'
import type { WechatClock } from '../kernel/ports'
import { openSealed } from './cipher'
import type { CertificateList } from './types'
import { isSignedBy, PUBLIC_KEY_ID, publicKeyOf, signatureOf, type SignedHeaders } from './verifier'

/** The platform asks to look for new ones at least every twelve hours (protocol §4.2). */
const LOOK_EVERY_MS = 10 * 3_600_000
/** A serial that nobody knows makes us ask again, but not as often as somebody may knock with one. */
const ASK_AGAIN_MS = 60_000

export interface DownloadedCertificates {
  headers: SignedHeaders
  body: Buffer
  list: CertificateList
}

interface PlatformCertificate {
  key: KeyObject
  from: number
  to: number
}

export interface PlatformKeyOptions {
  apiV3Key: Buffer
  clock: WechatClock
  /** The public key that the merchant downloaded from the console, and its id; none for merchants of the older kind. */
  publicKey?: { id: string; pem: string }
  download: () => Promise<DownloadedCertificates>
}

/**
 * The platform's keys of one merchant: the public key by its id, and certificates by their serial, fetched when one is
 * asked for that is not known, and again after some hours. During a switch between the two both are in use (§4.2).
 */
export class PlatformKeys {
  private readonly publicKey: { id: string; key: KeyObject } | undefined
  private certificates = new Map<string, PlatformCertificate>()
  private askedAt = Number.NEGATIVE_INFINITY
  private fetchedAt = Number.NEGATIVE_INFINITY
  private asking: Promise<void> | undefined

  constructor(private readonly options: PlatformKeyOptions) {
    const { publicKey } = options
    this.publicKey = publicKey && { id: publicKey.id, key: publicKeyOf(publicKey.pem) }
  }

  /** To be sent with every request, so that the platform signs its replies with this key. */
  get publicKeyId(): string | undefined {
    return this.publicKey?.id
  }

  /** @returns undefined for a serial that the platform does not vouch for, or when its certificates cannot be had now */
  async find(serial: string): Promise<KeyObject | undefined> {
    if (PUBLIC_KEY_ID.test(serial)) return serial === this.publicKey?.id ? this.publicKey.key : undefined
    if (!/^[0-9A-Fa-f]{16,64}$/.test(serial)) return undefined
    const wanted = serial.toUpperCase()
    if (this.shouldAsk(wanted)) await this.refresh().catch(() => undefined)
    const certificate = this.certificates.get(wanted)
    const now = this.options.clock.now().getTime()
    return certificate && certificate.from <= now && now < certificate.to ? certificate.key : undefined
  }

  /** @throws what the download throws; CallbackRefused when what came is not the platform's */
  async refresh(): Promise<void> {
    this.asking ??= this.fetch().finally(() => {
      this.asking = undefined
    })
    await this.asking
  }

  private shouldAsk(serial: string): boolean {
    const now = this.options.clock.now().getTime()
    if (now - this.askedAt < ASK_AGAIN_MS && this.asking === undefined) return false
    return !this.certificates.has(serial) || now - this.fetchedAt > LOOK_EVERY_MS
  }

  private async fetch(): Promise<void> {
    this.askedAt = this.options.clock.now().getTime()
    const { headers, body, list } = await this.options.download()
    const found = new Map(list.data.map((entry) => [entry.serial_no.toUpperCase(), this.open(entry)]))
    // The list is signed by one of the certificates in it, or one we know: the APIv3 key has vouched for either.
    const signature = signatureOf(headers, this.options.clock)
    const serial = signature.serial.toUpperCase()
    const signer =
      signature.serial === this.publicKey?.id
        ? this.publicKey.key
        : (this.certificates.get(serial)?.key ?? found.get(serial)?.key)
    if (!signer || !isSignedBy(signer, signature, body)) throw new CallbackRefused('signature')
    this.certificates = found
    this.fetchedAt = this.askedAt
  }

  private open(entry: CertificateList['data'][number]): PlatformCertificate {
    const certificate = new X509Certificate(openSealed(entry.encrypt_certificate, this.options.apiV3Key))
    if (BigInt(`0x${certificate.serialNumber}`) !== BigInt(`0x${entry.serial_no}`)) {
      throw new CallbackRefused('ciphertext')
    }
    return {
      key: certificate.publicKey,
      from: Date.parse(certificate.validFrom),
      to: Date.parse(certificate.validTo),
    }
  }
}
