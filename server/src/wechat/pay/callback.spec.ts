import Pay from 'wechatpay-node-v3'
import { CallbackRefused, type RefusalReason } from '../kernel/errors'
import { PayNotificationReader } from './callback'
import { SignatureProbe } from './errors'
import { lowerCased, NOW, PUBLIC_KEY_SIGNER, seal, signedHeaders } from './testdata/stand-in'
import { vectors } from './testdata/vectors'
import { publicKeyOf } from './verifier'

const { notify } = vectors
const platformKey = publicKeyOf(vectors.platform.publicKeySpki)
const headers = lowerCased(notify.headers)
const body = Buffer.from(notify.rawBody)

function reader(now = NOW, mchid = vectors.merchant.mchid): PayNotificationReader {
  return new PayNotificationReader({
    mchid,
    apiV3Key: Buffer.from(vectors.apiV3Key),
    clock: { now: () => now },
    keys: (serial) => (serial === vectors.platform.serialOrPublicKeyId ? platformKey : undefined),
  })
}

const reasonOf = (work: Promise<unknown>): Promise<RefusalReason | 'accepted'> =>
  work.then(
    () => 'accepted' as const,
    (error: unknown) => {
      if (error instanceof CallbackRefused) return error.reason
      throw error
    },
  )

/** A notification that the platform itself would have signed, with something wrong inside. */
async function signedAnew(change: (envelope: Record<string, unknown>) => unknown): Promise<RefusalReason | 'accepted'> {
  const changed = JSON.stringify(change(JSON.parse(notify.rawBody) as Record<string, unknown>))
  return reasonOf(reader().open(signedHeaders(changed, PUBLIC_KEY_SIGNER), Buffer.from(changed)))
}

const withResource = (change: object) => (envelope: Record<string, unknown>) => ({
  ...envelope,
  resource: { ...(envelope.resource as object), ...change },
})

const resource = JSON.parse(notify.decrypted) as Record<string, unknown>
const sealing = (plain: object) => withResource(seal(JSON.stringify(plain), 'transaction'))

describe('notifications', () => {
  it('opens the published one', async () => {
    expect(await reader().open(headers, body)).toEqual({
      kind: 'transaction',
      id: 'EV-2026010112000000000',
      createdAt: new Date('2026-01-01T04:00:01Z'),
      content: JSON.parse(notify.decrypted) as unknown,
      resource: expect.objectContaining({
        out_trade_no: 'T20260101001',
        trade_state: 'SUCCESS',
        amount: { total: 100, payer_total: 100, currency: 'CNY' },
      }) as unknown,
    })
  })

  it.each([
    ['its tag', notify.tamperedTagCiphertext],
    ['its content', notify.tamperedCiphertext],
  ])('refuses one with %s changed, which the library would decrypt', async (_, ciphertext) => {
    expect(await signedAnew(withResource({ ciphertext }))).toBe('ciphertext')
    const library = new Pay({
      appid: '',
      mchid: '1',
      serial_no: '1',
      publicKey: Buffer.from('-'),
      privateKey: Buffer.from('-'),
    })
    expect(() => library.decipher_gcm(ciphertext, 'transaction', 'fdasflkja484', vectors.apiV3Key)).not.toThrow()
  })

  it.each([
    ['a body with one more space', headers, Buffer.from(`${notify.rawBody} `), 'signature'],
    ['another nonce', { ...headers, 'wechatpay-nonce': 'x' }, body, 'signature'],
    ['a serial nobody knows', { ...headers, 'wechatpay-serial': 'PUB_KEY_ID_1' }, body, 'signature'],
    ['no signature', { ...headers, 'wechatpay-signature': undefined }, body, 'signature'],
    [
      'another way of signing',
      { ...headers, 'wechatpay-signature-type': 'WECHATPAY2-SM2-WITH-SM3' },
      body,
      'signature',
    ],
    ['a time that is none', { ...headers, 'wechatpay-timestamp': '17e8' }, body, 'stale'],
  ])('refuses %s', async (_, changed, bytes, reason) => {
    expect(await reasonOf(reader().open(changed, bytes))).toBe(reason)
  })

  it('takes five minutes to either side and no more', async () => {
    const at = (offset: number) => reasonOf(reader(new Date(NOW.getTime() + offset * 1000)).open(headers, body))
    expect(await Promise.all([at(-301), at(-300), at(300), at(301)])).toEqual([
      'stale',
      'accepted',
      'accepted',
      'stale',
    ])
  })

  it('knows a probe from an attack', async () => {
    const probe = { ...headers, 'wechatpay-signature': 'WECHATPAY/SIGNTEST/abcdef' }
    await expect(reader().open(probe, body)).rejects.toBeInstanceOf(SignatureProbe)
  })

  it('refuses another merchant’s', async () => {
    expect(await reasonOf(reader(NOW, '1900000110').open(headers, body))).toBe('receiver')
  })

  it.each([
    ['an unknown algorithm', withResource({ algorithm: 'AEAD_SM4_GCM' }), 'ciphertext'],
    ['other associated data', withResource({ associated_data: 'refund' }), 'ciphertext'],
    ['a short nonce', withResource({ nonce: 'fdasflkja48' }), 'ciphertext'],
    ['nothing but a tag', withResource({ ciphertext: Buffer.alloc(10).toString('base64') }), 'ciphertext'],
    ['base64 with rubbish in it', withResource({ ciphertext: `!${notify.tamperedTagCiphertext}` }), 'ciphertext'],
    ['an event of another kind', (all: object) => ({ ...all, event_type: 'REFUND.SUCCESS' }), 'malformed'],
    ['an unknown event', (all: object) => ({ ...all, event_type: 'TRANSACTION.FAIL' }), 'malformed'],
    ['an order that is not paid', sealing({ ...resource, trade_state: 'NOTPAY' }), 'malformed'],
    ['a state that does not exist', sealing({ ...resource, trade_state: 'PAID' }), 'malformed'],
    ['money that is not whole', sealing({ ...resource, amount: { total: 1.5 } }), 'malformed'],
    ['a list instead of an order', sealing([]), 'malformed'],
  ])('refuses %s, even well signed', async (_, change, reason) => {
    expect(await signedAnew(change)).toBe(reason)
  })

  it('reads refunds, whose event and state must agree', async () => {
    const refund = {
      mchid: vectors.merchant.mchid,
      refund_id: 'r',
      out_refund_no: 'R1',
      transaction_id: 't',
      out_trade_no: 'T1',
      refund_status: 'SUCCESS',
      amount: { total: 100, refund: 40 },
    }
    const envelope = (event: string) =>
      JSON.stringify({
        id: 'EV-1',
        create_time: '2026-01-01T12:00:01+08:00',
        event_type: event,
        resource_type: 'encrypt-resource',
        resource: { original_type: 'refund', ...seal(JSON.stringify(refund), 'refund') },
      })
    const open = (text: string) => reader().open(signedHeaders(text, PUBLIC_KEY_SIGNER), Buffer.from(text))
    expect(await open(envelope('REFUND.SUCCESS'))).toMatchObject({ kind: 'refund', resource: refund })
    expect(await reasonOf(open(envelope('REFUND.CLOSED')))).toBe('malformed')
  })
})
