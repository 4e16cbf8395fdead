import { createVerify } from 'node:crypto'
import Pay from 'wechatpay-node-v3'
import { PaySigner } from './signer'
import { vectors } from './testdata/vectors'

const { mchid, serial_no: serialNo, privateKeyPkcs8: privateKey, publicKeySpki } = vectors.merchant
const signer = new PaySigner({ mchid, serialNo, privateKey }, { now: () => new Date(1_760_000_200_000) })

const fieldsOf = (header: string): Record<string, string> =>
  Object.fromEntries([...header.matchAll(/(\w+)="([^"]*)"/g)].map(([, name = '', value = '']) => [name, value]))

describe('signing requests', () => {
  it.each(vectors.requestSignatures)('agrees with the published signature of $name', (vector) => {
    const stamp = { timestamp: vector.timestamp, nonce: vector.nonce_str }
    const header = signer.authorization(vector.method, vector.urlPathWithQuery, vector.body, stamp)
    expect(header).toMatch(/^WECHATPAY2-SHA256-RSA2048 /)
    expect(fieldsOf(header)).toEqual({
      mchid,
      serial_no: serialNo,
      timestamp: vector.timestamp,
      nonce_str: vector.nonce_str,
      signature: vector.signature,
    })
  })

  it.each(vectors.requestSignatures.filter(({ body, method }) => body === '' && method !== 'GET'))(
    'is needed, because the library signs $name wrongly by itself',
    ({ method, nonce_str: nonce, timestamp, urlPathWithQuery, signature }) => {
      const library = new Pay({
        appid: '',
        mchid,
        serial_no: serialNo,
        publicKey: Buffer.from('unused'),
        privateKey: Buffer.from(privateKey),
      })
      expect(library.getSignature(method, nonce, timestamp, urlPathWithQuery)).not.toBe(signature)
    },
  )

  it('draws nonces from the system, never from Math.random', () => {
    const dice = jest.spyOn(Math, 'random').mockReturnValue(0.5)
    const nonces = [0, 0].map(() => fieldsOf(signer.authorization('GET', '/v3/x', '')).nonce_str ?? '')
    expect(dice).not.toHaveBeenCalled()
    dice.mockRestore()
    expect(nonces[0]).toMatch(/^[0-9A-F]{32}$/)
    expect(nonces[0]).not.toBe(nonces[1])
  })
})

describe('the parameters of wx.requestPayment', () => {
  it('agree with the published signature', () => {
    const { paySign, appId, timeStamp, nonceStr, package: pack } = vectors.jsapiPaySign
    const stamp = { timestamp: timeStamp, nonce: nonceStr }
    expect(signer.invocation(appId, pack.replace('prepay_id=', ''), stamp)).toEqual({
      appId,
      timeStamp,
      nonceStr,
      package: pack,
      signType: 'RSA',
      paySign,
    })
  })

  it('are signed with the clock and a nonce of their own', () => {
    const { paySign, appId, timeStamp, nonceStr, package: pack } = signer.invocation('wx1', 'wx2')
    expect(timeStamp).toBe('1760000200')
    const verify = createVerify('RSA-SHA256').update(`${appId}\n${timeStamp}\n${nonceStr}\n${pack}\n`)
    expect(verify.verify(publicKeySpki, paySign, 'base64')).toBe(true)
  })
})
