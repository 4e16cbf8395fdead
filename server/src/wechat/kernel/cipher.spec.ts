import { CallbackReader } from './callback'
import { CallbackCipher } from './cipher'
import { CallbackRefused, type RefusalReason } from './errors'
import { parseXml } from './xml'
import { signPage } from './signature'
import { vectors } from './testdata/vectors'

const reasonOf = (work: () => unknown): RefusalReason | 'accepted' => {
  try {
    work()
    return 'accepted'
  } catch (error) {
    if (error instanceof CallbackRefused) return error.reason
    throw error
  }
}

describe('callback cipher on the published vectors', () => {
  it.each(vectors.callback)('decrypts $name', (vector) => {
    const cipher = new CallbackCipher(vector.token, vector.encodingAESKey, vector.receiveId)
    const plain = cipher.open({
      timestamp: vector.timestamp,
      nonce: vector.nonce,
      signature: vector.msg_signature,
      encrypted: vector.encrypt,
    })
    expect(plain.toString('utf8')).toBe(vector.plaintext)
  })

  it.each(vectors.callback)('encrypts $name to the same bytes', (vector) => {
    const cipher = new CallbackCipher(vector.token, vector.encodingAESKey, vector.receiveId)
    const encrypted = cipher.seal(vector.plaintext, Buffer.from(vector.random16Hex, 'hex'))
    expect(encrypted).toBe(vector.encrypt)
    expect(cipher.sign(vector.timestamp, vector.nonce, encrypted)).toBe(vector.msg_signature)
  })

  const expected: Record<string, RefusalReason> = {
    'wrong-signature': 'signature',
    'wrong-timestamp': 'signature',
    'wrong-receiveid': 'receiver',
    'flipped-bit-but-resigned': 'ciphertext',
    'truncated-ciphertext-resigned': 'ciphertext',
    'declared-length-too-large-resigned': 'ciphertext',
  }
  it.each(vectors.negative)('refuses $name', (vector) => {
    const cipher = new CallbackCipher(vector.token, vector.encodingAESKey, vector.receiveId)
    const open = (): unknown =>
      cipher.open({
        timestamp: vector.timestamp,
        nonce: vector.nonce,
        signature: vector.msg_signature,
        encrypted: vector.encrypt,
      })
    expect(reasonOf(open)).toBe(expected[vector.name])
  })

  it('refuses every single wrong padding byte', () => {
    const vector = vectors.callback.find(({ name }) => name === 'wecom-padding-pad32')
    if (vector === undefined) throw new Error('vector missing')
    const cipher = new CallbackCipher(vector.token, vector.encodingAESKey, vector.receiveId)
    const bytes = Buffer.from(vector.encrypt, 'base64')
    // Flipping a bit in a block changes the same bit of the next block's plaintext, so the padding is reached byte by byte.
    for (let position = bytes.length - 32; position < bytes.length - 16; position += 1) {
      const forged = Buffer.from(bytes)
      forged[position] = (forged[position] ?? 0) ^ 1
      const encrypted = forged.toString('base64')
      const signature = cipher.sign('1', 'n', encrypted)
      expect(reasonOf(() => cipher.open({ timestamp: '1', nonce: 'n', signature, encrypted }))).toBe('ciphertext')
    }
  })

  it('rejects a key of the wrong length when it is configured', () => {
    expect(() => new CallbackCipher('token', 'short', 'wx1')).toThrow(RangeError)
  })
})

describe('address check on the published vectors', () => {
  const clockAt = (seconds: string): { now: () => Date } => ({ now: () => new Date(Number(seconds) * 1000) })

  it('echoes the plain text of an official account', () => {
    const vector = vectors.urlVerify[0]
    if (vector === undefined) throw new Error('vector missing')
    const reader = new CallbackReader(
      {
        token: vector.token,
        encodingAESKey: 'a'.repeat(43),
        receiver: 'wx1',
        windowSeconds: 300,
        mustBeEncrypted: true,
      },
      clockAt(vector.timestamp),
    )
    const query = {
      timestamp: vector.timestamp,
      nonce: vector.nonce,
      echostr: vector.echostr,
      signature: vector.signature,
    }
    expect(reader.confirmAddress(query)).toBe(vector.expectBody)
    expect(reasonOf(() => reader.confirmAddress({ ...query, nonce: '1235' }))).toBe('signature')
  })

  it('echoes the decrypted text of WeCom', () => {
    const vector = vectors.urlVerify[1]
    if (!vector?.corpId || !vector.encodingAESKey) throw new Error('vector missing')
    const reader = new CallbackReader(
      {
        token: vector.token,
        encodingAESKey: vector.encodingAESKey,
        receiver: vector.corpId,
        windowSeconds: 300,
        mustBeEncrypted: true,
      },
      clockAt(vector.timestamp),
    )
    const query = {
      timestamp: vector.timestamp,
      nonce: vector.nonce,
      echostr: vector.echostr,
      msg_signature: vector.msg_signature,
    }
    expect(reader.confirmAddress(query)).toBe(vector.expectBody)
    expect(reasonOf(() => reader.confirmAddress({ ...query, msg_signature: '0'.repeat(40) }))).toBe('signature')
  })
})

describe("the platform's own samples", () => {
  const { wxBizMsgCryptPost: post, wxBizMsgCryptVerifyUrl: address, signatureOnly } = vectors.officialSamples

  it('opens the posted message and writes the same bytes', () => {
    const cipher = new CallbackCipher(post.token, post.encodingAESKey, post.receiveId)
    const { timestamp, nonce, encrypt: encrypted, msg_signature: signature } = post
    expect(cipher.open({ timestamp, nonce, signature, encrypted }).toString('utf8')).toBe(post.plaintext)
    expect(cipher.seal(post.plaintext, Buffer.from(post.random16Hex, 'hex'))).toBe(encrypted)
  })

  it('echoes the address check', () => {
    const cipher = new CallbackCipher(address.token, address.encodingAESKey, address.receiveId)
    const { timestamp, nonce, echostr: encrypted, msg_signature: signature } = address
    expect(cipher.open({ timestamp, nonce, signature, encrypted }).toString('utf8')).toBe(address.plaintext)
  })

  it('signs like the platform', () => {
    const { token, timestamp, nonce, encrypt, msg_signature: signature } = signatureOnly
    expect(new CallbackCipher(token, 'a'.repeat(43), 'any').sign(timestamp, nonce, encrypt)).toBe(signature)
  })
})

describe('JS-SDK signature', () => {
  it.each(vectors.jssdk)('$name', (vector) => {
    const { ticket, nonceStr, timestamp, url, signature } = vector
    expect(signPage({ ticket, nonceStr, timestamp, url: `${url}#/deep` }).signature).toBe(signature)
  })
})

describe('XML of a message', () => {
  it('keeps values as they were sent', () => {
    const fields = parseXml(
      '<xml>\n <MsgId>1988810812324364291</MsgId><Key>007</Key><Text><![CDATA[ a ]]></Text></xml>',
    )
    expect(fields).toEqual({ MsgId: '1988810812324364291', Key: '007', Text: ' a ' })
  })

  it.each([
    ['not XML', 'hello'],
    ['cut off', '<xml><A>1</A>'],
    ['another root', '<html><A>1</A></html>'],
    ['an external entity', '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><xml><A>&e;</A></xml>'],
    ['an empty root', '<xml></xml>'],
    ['a prototype name', '<xml><__proto__><a>1</a></__proto__></xml>'],
  ])('refuses %s', (_name, text) => {
    expect(reasonOf(() => parseXml(text))).toBe('malformed')
  })
})
