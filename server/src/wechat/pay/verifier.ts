import { createPublicKey, createVerify, type KeyObject } from 'node:crypto'
import { CallbackRefused } from '../kernel/errors'
import { isFresh } from '../kernel/freshness'
import type { WechatClock } from '../kernel/ports'
import { SignatureProbe } from './errors'

/** Both sides may differ by five minutes (protocol §4.2). */
const WINDOW_SECONDS = 300
const PROBE = 'WECHATPAY/SIGNTEST/'
export const PUBLIC_KEY_ID = /^PUB_KEY_ID_\d{1,64}$/

/** Header names in lower case, as Node gives them. */
export type SignedHeaders = Readonly<Record<string, string | undefined>>

export interface Signature {
  timestamp: string
  nonce: string
  serial: string
  value: string
}

/** Finds the key that a serial number names, or nothing when nobody we trust has it. */
export type KeyFinder = (serial: string) => Promise<KeyObject | undefined> | KeyObject | undefined

/** @throws RangeError when the text is not a PEM of a public key */
export function publicKeyOf(pem: string): KeyObject {
  try {
    return createPublicKey(pem)
  } catch {
    throw new RangeError('not the PEM of a public key')
  }
}

/** @throws CallbackRefused when a header is missing, `stale` when it is too old or too new, SignatureProbe */
export function signatureOf(headers: SignedHeaders, clock: WechatClock): Signature {
  const timestamp = headers['wechatpay-timestamp'] ?? ''
  const nonce = headers['wechatpay-nonce'] ?? ''
  const serial = headers['wechatpay-serial'] ?? ''
  const value = headers['wechatpay-signature'] ?? ''
  const type = headers['wechatpay-signature-type'] ?? 'WECHATPAY2-SHA256-RSA2048'
  if (value.startsWith(PROBE)) throw new SignatureProbe()
  if (nonce === '' || serial === '' || value === '' || type !== 'WECHATPAY2-SHA256-RSA2048') {
    throw new CallbackRefused('signature')
  }
  if (!isFresh(timestamp, clock.now(), WINDOW_SECONDS)) throw new CallbackRefused('stale')
  return { timestamp, nonce, serial, value }
}

/** Whether the platform signed these very bytes. */
export function isSignedBy(key: KeyObject, { timestamp, nonce, value }: Signature, body: Buffer): boolean {
  return createVerify('RSA-SHA256')
    .update(`${timestamp}\n${nonce}\n`)
    .update(body)
    .update('\n')
    .verify(key, value, 'base64')
}

/**
 * Checks that a reply or notification is the platform's and of these minutes.
 * @param body the bytes as they came; empty for 204
 * @throws CallbackRefused naming what is wrong, SignatureProbe
 */
export async function verifySigned(
  headers: SignedHeaders,
  body: Buffer,
  keys: KeyFinder,
  clock: WechatClock,
): Promise<Signature> {
  const signature = signatureOf(headers, clock)
  const key = await keys(signature.serial)
  if (!key || !isSignedBy(key, signature, body)) throw new CallbackRefused('signature')
  return signature
}
