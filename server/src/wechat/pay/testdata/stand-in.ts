import { createCipheriv, createSign, randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { platform, vectors } from './vectors'

export const NOW = new Date(1_760_000_400_000)
const seconds = String(NOW.getTime() / 1000)

export const lowerCased = (headers: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))

export interface Signer {
  serial: string
  privateKey: string
}

export const PUBLIC_KEY_SIGNER: Signer = {
  serial: vectors.platform.serialOrPublicKeyId,
  privateKey: vectors.platform.privateKeyPkcs8,
}

/** The four headers under which the platform would send these bytes. */
export function signedHeaders(body: string, signer: Signer, timestamp = seconds): Record<string, string> {
  const nonce = randomBytes(16).toString('hex')
  const signature = createSign('RSA-SHA256')
    .update(`${timestamp}\n${nonce}\n${body}\n`)
    .sign(signer.privateKey, 'base64')
  return {
    'wechatpay-timestamp': timestamp,
    'wechatpay-nonce': nonce,
    'wechatpay-serial': signer.serial,
    'wechatpay-signature': signature,
  }
}

export function seal(plain: string, associatedData: string): Record<string, string> {
  const nonce = randomBytes(6).toString('hex')
  const cipher = createCipheriv('aes-256-gcm', Buffer.from(vectors.apiV3Key), nonce)
  cipher.setAAD(Buffer.from(associatedData))
  const bytes = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()])
  return {
    algorithm: 'AEAD_AES_256_GCM',
    nonce,
    associated_data: associatedData,
    ciphertext: bytes.toString('base64'),
  }
}

export function certificateList(which: ('first' | 'second')[]): string {
  return JSON.stringify({
    data: which.map((name) => ({
      serial_no: platform[name].serial,
      effective_time: '2025-01-01T00:00:00+08:00',
      expire_time: '2035-01-01T00:00:00+08:00',
      encrypt_certificate: seal(platform[name].certificate, 'certificate'),
    })),
  })
}

export interface Answer {
  status: number
  headers: Record<string, string>
  body: string
}

export interface Seen {
  method: string
  url: string
  headers: IncomingMessage['headers']
  body: string
}

/** A host that answers what a spec tells it to and keeps what it was asked. */
export class StandIn {
  readonly seen: Seen[] = []
  answer: (asked: Seen) => Answer = () => ({ status: 404, headers: {}, body: '' })
  private server: Server | undefined

  async open(): Promise<string> {
    this.server = createServer((request, response) => {
      const parts: Buffer[] = []
      request.on('data', (part: Buffer) => parts.push(part))
      request.on('end', () => {
        const { method = '', url = '', headers } = request
        const asked = { method, url, headers, body: Buffer.concat(parts).toString('utf8') }
        this.seen.push(asked)
        const { status, headers: reply, body } = this.answer(asked)
        response.writeHead(status, reply).end(body)
      })
    })
    await new Promise<void>((resolve) => this.server?.listen(0, '127.0.0.1', resolve))
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/api.mch.weixin.qq.com`
  }

  async close(): Promise<void> {
    this.server?.closeAllConnections()
    await new Promise((resolve) => this.server?.close(resolve))
  }
}
