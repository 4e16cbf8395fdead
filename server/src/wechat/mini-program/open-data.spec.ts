import { createCipheriv, createHash } from 'node:crypto'

import { MemoryRateStore, MemoryTokenStore } from '../kernel/ports'
import { vectors } from '../kernel/testdata/vectors'
import { MiniProgramClient } from './client'
import {
  ForeignWatermark,
  isOpenDataGenuine,
  openData,
  openDataSignature,
  sessionSignature,
  UnreadableOpenData,
} from './open-data'

const { officialUserInfoSample: sample, phone, rawDataSignature, checkSessionSignature } = vectors.miniProgram

const clientOf = (appid: string): MiniProgramClient =>
  new MiniProgramClient({
    appid,
    secret: 'x',
    apiBaseUrl: 'http://127.0.0.1:1',
    tokens: new MemoryTokenStore(),
    rates: new MemoryRateStore(),
    clock: { now: () => new Date() },
  })

/** What a client would hand over, sealed under a session key of zeros. */
function sealed(plain: string): { sessionKey: string; encryptedData: string; iv: string } {
  const key = Buffer.alloc(16)
  const cipher = createCipheriv('aes-128-cbc', key, key)
  const encryptedData = Buffer.concat([cipher.update(plain), cipher.final()]).toString('base64')
  return { sessionKey: key.toString('base64'), iv: key.toString('base64'), encryptedData }
}

describe('open data of the mini-program', () => {
  it("opens the platform's own sample", () => {
    expect(openData(sample, sample.appId)).toEqual(JSON.parse(sample.plaintext))
  })

  it('opens a phone number and knows whom it was meant for', () => {
    const input = { sessionKey: phone.session_key, encryptedData: phone.encryptedData, iv: phone.iv }
    const opened = clientOf(phone.appId).phoneNumberFrom(input)
    const { phoneNumber, purePhoneNumber, countryCode, watermark } = opened
    const whole = JSON.stringify({ phoneNumber, purePhoneNumber, countryCode, watermark })
    expect(createHash('sha256').update(whole).digest('hex')).toBe(phone.plaintextSha256)
    expect(() => clientOf('wx0000000000000000').phoneNumberFrom(input)).toThrow(ForeignWatermark)
  })

  it('refuses whatever does not open', () => {
    const input = { sessionKey: phone.session_key, encryptedData: phone.encryptedData, iv: phone.iv }
    const client = clientOf(phone.appId)
    const otherKey = Buffer.alloc(16, 7).toString('base64')
    for (const change of [
      { sessionKey: otherKey },
      { sessionKey: 'short' },
      { iv: '' },
      { encryptedData: '' },
      { encryptedData: phone.encryptedData.slice(0, -8) },
    ]) {
      expect(() => client.phoneNumberFrom({ ...input, ...change })).toThrow(UnreadableOpenData)
    }
  })

  it.each([
    ['not JSON', 'hello'],
    ['no watermark', '{"phoneNumber":"1"}'],
    ['nothing but a watermark', '{"watermark":{"timestamp":1,"appid":"wx1"}}'],
  ])('refuses %s', (_name, plain) => {
    expect(() => clientOf('wx1').phoneNumberFrom(sealed(plain))).toThrow(UnreadableOpenData)
  })

  it('proves raw data by its signature', () => {
    const { rawData, session_key: sessionKey, signature } = rawDataSignature
    expect(openDataSignature(rawData, sessionKey)).toBe(signature)
    expect(isOpenDataGenuine({ rawData, sessionKey, signature })).toBe(true)
    expect(isOpenDataGenuine({ rawData: `${rawData} `, sessionKey, signature })).toBe(false)
  })

  it('signs with the session key in both readings of the platform', () => {
    expect(sessionSignature(checkSessionSignature.session_key, 'text')).toBe(checkSessionSignature.hexTextKey)
    expect(sessionSignature(checkSessionSignature.session_key, 'bytes')).toBe(checkSessionSignature.hexDecodedKey)
  })
})
