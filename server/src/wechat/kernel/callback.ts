import { randomBytes } from 'node:crypto'

import { CallbackCipher } from './cipher'
import { CallbackRefused } from './errors'
import { isFresh } from './freshness'
import { parseJson } from './json'
import type { WechatClock } from './ports'
import { equalInConstantTime, signatureOf } from './signature'
import { cdata, fieldText, fieldsFromJson, parseXml, type MessageFields } from './xml'

/** How a callback was addressed: the query string, every value a single text. */
export type CallbackQuery = Readonly<Record<string, string | undefined>>

export interface CallbackSettings {
  token: string
  encodingAESKey: string
  /** appid or corpid. */
  receiver: string
  /** Largest difference between the signed timestamp and our clock, in seconds. */
  windowSeconds: number
  /** WeCom has no plain mode: a body that is not encrypted is refused. */
  mustBeEncrypted: boolean
}

export interface OpenedCallback {
  fields: MessageFields
  /** The message as the platform wrote it, decrypted, byte for byte. */
  plain: Buffer
  format: 'xml' | 'json'
  /** What makes this very request unique: refuse it when it has been answered before. */
  signature: string
  /**
   * The signature of time and nonce alone, where the account takes messages in the clear: another message could be sent
   * under it.
   */
  bareSignature: string | undefined
}

/** Verifies, decrypts and parses callbacks of one account. Holds no state, so one instance may serve many requests at once. */
export class CallbackReader {
  private readonly cipher: CallbackCipher

  constructor(
    private readonly settings: CallbackSettings,
    private readonly clock: WechatClock,
  ) {
    this.cipher = new CallbackCipher(settings.token, settings.encodingAESKey, settings.receiver)
  }

  /**
   * Answers the platform's check of the address (GET).
   * @returns the text to send back, alone: `echostr` itself, or decrypted where the platform encrypts it (WeCom)
   * @throws CallbackRefused
   */
  confirmAddress(query: CallbackQuery): string {
    const { timestamp, nonce } = this.freshPair(query)
    const echo = required(query.echostr)
    if (query.msg_signature !== undefined) {
      return this.cipher.open({ timestamp, nonce, signature: query.msg_signature, encrypted: echo }).toString('utf8')
    }
    this.checkPlainSignature(query, timestamp, nonce)
    return echo
  }

  /**
   * Opens a pushed message (POST).
   * @throws CallbackRefused naming what is wrong
   */
  open(query: CallbackQuery, body: Buffer): OpenedCallback {
    const { timestamp, nonce } = this.freshPair(query)
    const encryptedMode = query.encrypt_type === 'aes' || query.msg_signature !== undefined
    if (encryptedMode) return this.openEncrypted(query, timestamp, nonce, body)
    if (this.settings.mustBeEncrypted) throw new CallbackRefused('not-encrypted')
    this.checkPlainSignature(query, timestamp, nonce)
    const signature = required(query.signature)
    return { ...readBody(body), plain: body, signature, bareSignature: signature }
  }

  /**
   * Encrypts a passive reply and wraps it as the platform expects (protocol §1.2), signed with a time and nonce of our own.
   * @param format that of the message being answered
   */
  sealReply(message: string, format: 'xml' | 'json' = 'xml'): string {
    const timestamp = String(Math.floor(this.clock.now().getTime() / 1000))
    const nonce = randomBytes(8).toString('hex')
    const encrypted = this.cipher.seal(message)
    const signature = this.cipher.sign(timestamp, nonce, encrypted)
    if (format === 'json') {
      const envelope = { Encrypt: encrypted, MsgSignature: signature, TimeStamp: Number(timestamp), Nonce: nonce }
      return JSON.stringify(envelope)
    }
    return (
      `<xml><Encrypt>${cdata(encrypted)}</Encrypt><MsgSignature>${cdata(signature)}</MsgSignature>` +
      `<TimeStamp>${timestamp}</TimeStamp><Nonce>${cdata(nonce)}</Nonce></xml>`
    )
  }

  private openEncrypted(query: CallbackQuery, timestamp: string, nonce: string, body: Buffer): OpenedCallback {
    const envelope = readBody(body)
    const encrypted = fieldText(envelope.fields, 'Encrypt')
    if (encrypted === undefined || encrypted === '') throw new CallbackRefused('malformed')
    const signature = required(query.msg_signature)
    // Official accounts send the signature of the query beside that of the content; it must be right as well (protocol §1.1).
    if (query.signature !== undefined) this.checkPlainSignature(query, timestamp, nonce)
    const plain = this.cipher.open({ timestamp, nonce, signature, encrypted })
    // In compatible mode the body repeats the message in the clear. Nobody has signed that: only the sealed one counts.
    const bareSignature = this.settings.mustBeEncrypted ? undefined : query.signature
    return { ...readBody(plain), plain, signature, bareSignature }
  }

  private checkPlainSignature(query: CallbackQuery, timestamp: string, nonce: string): void {
    const expected = signatureOf([this.settings.token, timestamp, nonce])
    if (!equalInConstantTime(expected, required(query.signature))) throw new CallbackRefused('signature')
  }

  private freshPair(query: CallbackQuery): { timestamp: string; nonce: string } {
    const timestamp = required(query.timestamp)
    const nonce = required(query.nonce)
    if (!isFresh(timestamp, this.clock.now(), this.settings.windowSeconds)) throw new CallbackRefused('stale')
    return { timestamp, nonce }
  }
}

function required(value: string | undefined): string {
  if (value === undefined || value === '') throw new CallbackRefused('signature')
  return value
}

function readBody(bytes: Buffer): { fields: MessageFields; format: 'xml' | 'json' } {
  const text = decodeUtf8(bytes)
  if (!text.trimStart().startsWith('{')) return { fields: parseXml(text), format: 'xml' }
  try {
    return { fields: fieldsFromJson(parseJson(text)), format: 'json' }
  } catch {
    throw new CallbackRefused('malformed')
  }
}

const strictUtf8 = new TextDecoder('utf-8', { fatal: true })

function decodeUtf8(bytes: Buffer): string {
  try {
    return strictUtf8.decode(bytes)
  } catch {
    throw new CallbackRefused('malformed')
  }
}
