import { createCipheriv, createHash, createSign, randomBytes } from 'node:crypto'

/** What a platform knows of one account's callback settings. */
export interface CallbackAccount {
  path: string
  key: string
  token: string
  encodingAESKey: string
}

export interface SentCallback {
  query: Record<string, string>
  body: string
}

/**
 * A platform's half of the callback protocol, written from its description and sharing no code with the server:
 * AES-256-CBC over random(16) + length + message + receiver, padded by hand to 32 bytes, SHA-1 over the sorted parts.
 */
export function encryptCallback(
  account: CallbackAccount,
  message: string | Buffer,
  change: { timestamp?: number; receiver?: string; nonce?: string } = {},
): SentCallback {
  const key = Buffer.from(`${account.encodingAESKey}=`, 'base64')
  const content = Buffer.from(message)
  const length = Buffer.alloc(4)
  length.writeUInt32BE(content.length, 0)
  const open = Buffer.concat([randomBytes(16), length, content, Buffer.from(change.receiver ?? account.key)])
  const missing = 32 - (open.length % 32)
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16))
  cipher.setAutoPadding(false)
  const encrypted = Buffer.concat([
    cipher.update(Buffer.concat([open, Buffer.alloc(missing, missing)])),
    cipher.final(),
  ]).toString('base64')
  const timestamp = String(change.timestamp ?? Math.floor(Date.now() / 1000))
  const nonce = change.nonce ?? randomBytes(6).toString('hex')
  return {
    query: { timestamp, nonce, msg_signature: sortedSha1([account.token, timestamp, nonce, encrypted]) },
    body: `<xml><ToUserName><![CDATA[${account.key}]]></ToUserName><Encrypt><![CDATA[${encrypted}]]></Encrypt></xml>`,
  }
}

export const sortedSha1 = (parts: string[]): string =>
  createHash('sha1')
    .update([...parts].sort().join(''))
    .digest('hex')

/** Posts a callback as a platform does and tells status and text of the answer. */
export async function sendCallback(
  serverUrl: string,
  account: CallbackAccount,
  { query, body }: SentCallback,
): Promise<{ status: number; text: string; code: string | undefined }> {
  const reply = await fetch(`${serverUrl}/callbacks/${account.path}/${account.key}?${new URLSearchParams(query)}`, {
    method: 'POST',
    headers: { 'content-type': 'text/xml' },
    body,
  })
  const text = await reply.text()
  return { status: reply.status, text, code: /"code":"(\w+)"/.exec(text)?.[1] }
}

/** An event of a follower, as XML. */
export function followerEvent(fields: Record<string, string | number>): string {
  const inner = Object.entries({ ToUserName: 'gh_test', CreateTime: 1790000000, MsgType: 'event', ...fields })
  const tags = inner.map(
    ([name, value]) => `<${name}>${typeof value === 'number' ? value : `<![CDATA[${value}]]>`}</${name}>`,
  )
  return `<xml>${tags.join('')}</xml>`
}

/** What WeChat Pay knows of one merchant that has its public key. */
export interface PayMerchant {
  mchid: string
  apiV3Key: string
  publicKeyId: string
  platform: { publicKeyPrivateHalf: string }
}

/**
 * Posts the notification of a paid order as WeChat Pay does, written from its description and sharing no code with the
 * server: AES-256-GCM over the order, RSA-SHA256 over time, nonce and body.
 */
export async function sendPaidNotification(
  serverUrl: string,
  merchant: PayMerchant,
  outTradeNo: string,
): Promise<{ status: number }> {
  const nonce = randomBytes(6).toString('hex')
  const cipher = createCipheriv('aes-256-gcm', Buffer.from(merchant.apiV3Key), nonce)
  cipher.setAAD(Buffer.from('transaction'))
  const at = '2026-01-01T12:00:00+08:00'
  const order = { appid: 'wx1', mchid: merchant.mchid, out_trade_no: outTradeNo, trade_state: 'SUCCESS' }
  const sealed = Buffer.concat([
    cipher.update(JSON.stringify({ ...order, success_time: at, amount: { total: 1 } })),
    cipher.final(),
    cipher.getAuthTag(),
  ])
  const body = JSON.stringify({
    id: `notice-${outTradeNo}`,
    create_time: at,
    event_type: 'TRANSACTION.SUCCESS',
    resource_type: 'encrypt-resource',
    resource: {
      original_type: 'transaction',
      algorithm: 'AEAD_AES_256_GCM',
      ciphertext: sealed.toString('base64'),
      associated_data: 'transaction',
      nonce,
    },
  })
  const timestamp = String(Math.floor(Date.now() / 1000))
  const signature = createSign('RSA-SHA256').update(`${timestamp}\n${nonce}\n${body}\n`)
  const reply = await fetch(`${serverUrl}/callbacks/pay/${merchant.mchid}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'wechatpay-timestamp': timestamp,
      'wechatpay-nonce': nonce,
      'wechatpay-serial': merchant.publicKeyId,
      'wechatpay-signature': signature.sign(merchant.platform.publicKeyPrivateHalf, 'base64'),
    },
    body,
  })
  return { status: reply.status }
}
