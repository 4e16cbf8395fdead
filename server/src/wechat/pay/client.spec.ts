import { createHash } from 'node:crypto'
import { WechatTransportError } from '../kernel/errors'
import { PayClient, type PayOptions } from './client'
import { PayApiError, UnverifiedReply } from './errors'
import {
  certificateList,
  NOW,
  PUBLIC_KEY_SIGNER,
  signedHeaders,
  StandIn,
  type Answer,
  type Signer,
} from './testdata/stand-in'
import { platform, vectors } from './testdata/vectors'

const { merchant, apiV3Key } = vectors
const order = {
  appid: 'wx1234567890abcdef',
  description: '会员充值',
  outTradeNo: 'T20260101001',
  expiresAt: new Date('2026-01-01T04:30:00Z'),
  notifyUrl: 'https://crm.example.com/callbacks/pay/1900000109',
  totalFen: 100,
  openid: 'oTESTMPOPENID000000000000001',
}
const unpaid = {
  appid: order.appid,
  mchid: merchant.mchid,
  out_trade_no: order.outTradeNo,
  trade_state: 'NOTPAY',
  amount: { total: 100, currency: 'CNY' },
}

describe('the client of WeChat Pay', () => {
  const host = new StandIn()
  let apiBaseUrl = ''
  let now = NOW

  beforeAll(async () => {
    apiBaseUrl = await host.open()
  })
  afterAll(() => host.close())
  beforeEach(() => {
    host.seen.length = 0
    now = NOW
  })

  const client = (options: Partial<PayOptions> = {}): PayClient =>
    new PayClient({
      mchid: merchant.mchid,
      serialNo: merchant.serial_no,
      privateKey: merchant.privateKeyPkcs8,
      apiV3Key,
      publicKey: { id: vectors.platform.serialOrPublicKeyId, pem: vectors.platform.publicKeySpki },
      apiBaseUrl,
      clock: { now: () => now },
      caller: { sleep: () => Promise.resolve() },
      ...options,
    })

  const signed = (status: number, body: unknown, signer: Signer = PUBLIC_KEY_SIGNER): Answer => {
    const text = body === undefined ? '' : JSON.stringify(body)
    return { status, headers: signedHeaders(text, signer, String(Math.floor(now.getTime() / 1000))), body: text }
  }

  it('orders a payment: signed as sent, and names the key that it wants the reply signed with', async () => {
    host.answer = () => signed(200, { prepay_id: 'wx2014' })
    const parameters = await client().prepay(order)
    expect(parameters).toMatchObject({ appId: order.appid, package: 'prepay_id=wx2014', signType: 'RSA' })
    const [asked] = host.seen
    expect(asked).toMatchObject({
      method: 'POST',
      url: '/api.mch.weixin.qq.com/v3/pay/transactions/jsapi',
      headers: { 'wechatpay-serial': vectors.platform.serialOrPublicKeyId, accept: 'application/json' },
    })
    expect(asked?.headers['user-agent']).not.toBe('')
    expect(JSON.parse(asked?.body ?? '')).toEqual({
      appid: order.appid,
      mchid: merchant.mchid,
      description: '会员充值',
      out_trade_no: order.outTradeNo,
      time_expire: '2026-01-01T12:30:00+08:00',
      notify_url: order.notifyUrl,
      amount: { total: 100, currency: 'CNY' },
      payer: { openid: order.openid },
    })
  })

  it('believes no reply that is not signed by the platform', async () => {
    const good = signed(200, unpaid)
    const cases: [string, Answer][] = [
      ['unsigned', { ...good, headers: {} }],
      ['changed', { ...good, body: good.body.replace('NOTPAY', 'SUCCESS') }],
      ['unknown key', signed(200, unpaid, { ...PUBLIC_KEY_SIGNER, serial: 'PUB_KEY_ID_9' })],
      ['wrong key', signed(200, unpaid, { ...PUBLIC_KEY_SIGNER, privateKey: platform.second.privateKey })],
      ['old', { ...good, headers: signedHeaders(good.body, PUBLIC_KEY_SIGNER, String(NOW.getTime() / 1000 - 301)) }],
      ['a refusal that is changed', { ...signed(404, { code: 'ORDER_NOT_EXIST' }), body: '{"code":"SYSTEM_ERROR"}' }],
      ['an empty success', { status: 204, headers: {}, body: '' }],
      ['an unsigned «there is none»', { status: 404, headers: {}, body: '{"code":"ORDER_NOT_EXIST"}' }],
      ['an unsigned refusal', { status: 400, headers: {}, body: '{"code":"PARAM_ERROR"}' }],
    ]
    for (const [name, answer] of cases) {
      host.answer = () => answer
      const outcome = await client()
        .orderByOutTradeNo('T20260101001')
        .catch((error: unknown) => error)
      expect([name, outcome instanceof UnverifiedReply]).toEqual([name, true])
    }
  })

  it('reads orders, and tells «there is none» from the other refusals', async () => {
    host.answer = () => signed(200, unpaid)
    expect(await client().orderByTransactionId('42/00')).toMatchObject({ trade_state: 'NOTPAY' })
    expect(host.seen[0]?.url).toBe('/api.mch.weixin.qq.com/v3/pay/transactions/id/42%2F00?mchid=1900000109')
    for (const code of ['ORDER_NOT_EXIST', 'ORDERNOTEXIST', 'RESOURCE_NOT_EXISTS']) {
      host.answer = () => signed(404, { code, message: '订单不存在' })
      expect(await client().orderByOutTradeNo('T1')).toBeNull()
    }
    host.answer = () => signed(400, { code: 'PARAM_ERROR', message: 'x', detail: { field: '/amount/total' } })
    await expect(client().orderByOutTradeNo('T1')).rejects.toMatchObject({
      name: 'PayApiError',
      status: 400,
      code: 'PARAM_ERROR',
      field: '/amount/total',
    })
  })

  it('closes with 204 only', async () => {
    host.answer = () => signed(204, undefined)
    await client().closeOrder('T1')
    expect(host.seen[0]?.body).toBe('{"mchid":"1900000109"}')
    host.answer = () => signed(200, {})
    await expect(client().closeOrder('T1')).rejects.toBeInstanceOf(WechatTransportError)
  })

  it('asks a busy platform again with the same request, and nobody else', async () => {
    let left = 2
    host.answer = () =>
      left-- > 0 ? signed(500, { code: 'SYSTEM_ERROR', message: '' }) : signed(200, { prepay_id: 'p' })
    await client().prepay(order)
    expect(new Set(host.seen.map(({ body }) => body)).size).toBe(1)
    expect(host.seen).toHaveLength(3)
    host.answer = () => signed(403, { code: 'NO_AUTH', message: '' })
    host.seen.length = 0
    await expect(client().prepay(order)).rejects.toBeInstanceOf(PayApiError)
    expect(host.seen).toHaveLength(1)
  })

  it.each([
    [401, 'SIGN_ERROR'],
    [429, 'FREQUENCY_LIMITED'],
    [500, 'SYSTEM_ERROR'],
  ])('hears an unsigned %s: nothing in it speaks of an order', async (status, code) => {
    host.answer = () => ({ status, headers: {}, body: JSON.stringify({ code, message: '' }) })
    await expect(client().orderByOutTradeNo('T1')).rejects.toMatchObject({ name: 'PayApiError', status, code })
  })

  it('takes a page of somebody in between for no answer at all', async () => {
    host.answer = () => ({ status: 502, headers: {}, body: '<html>' })
    await expect(client().closeOrder('T1')).rejects.toMatchObject({ failure: 'http-status' })
  })

  describe('with platform certificates', () => {
    const certified = (): PayClient => client({ publicKey: undefined })
    const answering = (listed: () => string, listSigner: () => Signer, replySigner: () => Signer): void => {
      host.answer = ({ url }) => {
        if (!url.endsWith('/v3/certificates')) return signed(200, unpaid, replySigner())
        const body = listed()
        return {
          status: 200,
          headers: signedHeaders(body, listSigner(), String(Math.floor(now.getTime() / 1000))),
          body,
        }
      }
    }
    const downloads = (): number => host.seen.filter(({ url }) => url.endsWith('/v3/certificates')).length
    const { first, second } = platform

    it('fetches them once, for many calls at the same time too, and each client its own', async () => {
      answering(
        () => certificateList(['first']),
        () => first,
        () => first,
      )
      const one = certified()
      await Promise.all([1, 2, 3].map(() => one.orderByOutTradeNo('T1')))
      await one.orderByOutTradeNo('T1')
      expect(downloads()).toBe(1)
      await certified().orderByOutTradeNo('T1')
      expect(downloads()).toBe(2)
    })

    it('follows a change of the certificate, and looks again after hours', async () => {
      let signer = first
      answering(
        () => certificateList(['first', 'second']),
        () => signer,
        () => signer,
      )
      const one = certified()
      await one.orderByOutTradeNo('T1')
      signer = second
      await one.orderByOutTradeNo('T1')
      expect(downloads()).toBe(1)
      now = new Date(NOW.getTime() + 11 * 3_600_000)
      await one.orderByOutTradeNo('T1')
      expect(downloads()).toBe(2)
    })

    it.each([
      ['is signed by nobody in it', () => second, () => certificateList(['first'])],
      [
        'was sealed with another key',
        () => first,
        () => certificateList(['first']).replace(/"nonce":"./, '"nonce":"#'),
      ],
      [
        'names a certificate by another serial',
        () => first,
        () => certificateList(['first']).replace(/5157F/, '5157E'),
      ],
    ])('refuses a list that %s', async (_, listSigner, list) => {
      answering(list, listSigner, () => first)
      await expect(certified().orderByOutTradeNo('T1')).rejects.toBeInstanceOf(UnverifiedReply)
    })

    it('does not let unknown serials make it ask again and again', async () => {
      answering(
        () => certificateList(['first']),
        () => first,
        () => ({ ...second, serial: '00'.repeat(20) }),
      )
      const one = certified()
      for (let i = 0; i < 5; i += 1) await expect(one.orderByOutTradeNo('T1')).rejects.toBeInstanceOf(UnverifiedReply)
      expect(downloads()).toBe(1)
      now = new Date(NOW.getTime() + 61_000)
      await expect(one.orderByOutTradeNo('T1')).rejects.toBeInstanceOf(UnverifiedReply)
      expect(downloads()).toBe(2)
    })

    it('holds both kinds of key during the switch', async () => {
      answering(
        () => certificateList(['first']),
        () => first,
        () => first,
      )
      expect(await client().orderByOutTradeNo('T1')).toMatchObject({ trade_state: 'NOTPAY' })
      host.answer = () => signed(200, unpaid)
      expect(await client().orderByOutTradeNo('T1')).toMatchObject({ trade_state: 'NOTPAY' })
    })
  })

  it('refuses keys that are none when it is made', () => {
    expect(() => client({ apiV3Key: 'short' })).toThrow(RangeError)
    expect(() => client({ publicKey: { id: 'PUB_KEY_ID_1', pem: 'x' } })).toThrow(RangeError)
  })

  it('takes a bill from the platform only, and only as it was promised', async () => {
    const file = [
      '交易时间,商户订单号,交易状态,商户退款单号',
      '`2026-01-01 12:00:00,`T1,`SUCCESS,`0',
      '`2026-01-01 12:00:01,`T1,`REFUND,`R1',
      '总交易单数',
      '`2',
    ].join('\r\n')
    const sha1 = (text: string): string => createHash('sha1').update(text).digest('hex')
    const bill = (address: string, promised: string): Promise<unknown> => {
      host.answer = ({ url }) =>
        url.includes('billdownload')
          ? { status: 200, headers: {}, body: file }
          : signed(200, { hash_type: 'SHA1', hash_value: sha1(promised), download_url: address })
      return client().tradeBill('2026-01-01')
    }
    const address = `${apiBaseUrl}/v3/billdownload/file?token=1`
    expect(await bill(address, file)).toEqual([
      { outTradeNo: 'T1', outRefundNo: '' },
      { outTradeNo: 'T1', outRefundNo: 'R1' },
    ])
    await expect(bill(address, 'another')).rejects.toBeInstanceOf(WechatTransportError)
    await expect(bill('https://elsewhere.example/v3/billdownload/file', file)).rejects.toBeInstanceOf(
      WechatTransportError,
    )
    expect(host.seen.filter(({ url }) => url.includes('billdownload'))).toHaveLength(2)
  })
})
