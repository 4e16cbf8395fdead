import { decryptMessage, encryptMessage, sign } from './cipher'
import { CALLBACK_VECTORS } from './cipher.vectors'

describe('callback cipher', () => {
  it.each(CALLBACK_VECTORS)('writes $name byte for byte and reads it back', (vector) => {
    const { plaintext, receiveId, encodingAESKey, random16Hex, encrypt } = vector
    expect(encryptMessage(plaintext, receiveId, encodingAESKey, Buffer.from(random16Hex, 'hex'))).toBe(encrypt)
    expect(decryptMessage(encrypt, receiveId, encodingAESKey)).toBe(plaintext)
  })

  it.each(CALLBACK_VECTORS)('signs $name', ({ token, timestamp, nonce, encrypt, msgSignature }) => {
    expect(sign(token, timestamp, nonce, encrypt)).toBe(msgSignature)
  })

  it('signs an address check', () => {
    expect(sign('oaToken123', '1760000100', '1234')).toBe('a3e1d41e10d6ac4a0faca2e81515a4ead48c70bd')
  })

  it('does not read a message for another receiver, cut short or altered', () => {
    const key = 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C'
    const sealed = encryptMessage('<xml></xml>', 'ww0123456789abcdef', key)
    expect(decryptMessage(sealed, 'ww0123456789abcdee', key)).toBeUndefined()
    expect(decryptMessage(sealed.slice(0, 40), 'ww0123456789abcdef', key)).toBeUndefined()
    const bytes = Buffer.from(sealed, 'base64')
    bytes[bytes.length - 1] = (bytes[bytes.length - 1] ?? 0) ^ 1
    expect(decryptMessage(bytes.toString('base64'), 'ww0123456789abcdef', key)).toBeUndefined()
  })
})
