import { createDecipheriv, createSign, createVerify, randomBytes, X509Certificate } from 'node:crypto'
import type { JsonObject } from '../../kernel/json'
import { accounts, SandboxUnderTest, until } from '../../testing/sandbox-client'
import { RETRY_SECONDS } from './notifications'

const { pay: merchant, miniProgram } = accounts
const JSAPI = '/v3/pay/transactions/jsapi'

interface Reply {
  status: number
  body: JsonObject
  headers: Headers
  raw: string
}

function open({ ciphertext, nonce, associated_data: data }: Record<string, string>): string {
  const bytes = Buffer.from(ciphertext ?? '', 'base64')
  const decipher = createDecipheriv('aes-256-gcm', merchant.apiV3Key, nonce ?? '')
  decipher.setAAD(Buffer.from(data ?? '')).setAuthTag(bytes.subarray(-16))
  return Buffer.concat([decipher.update(bytes.subarray(0, -16)), decipher.final()]).toString()
}

function isSigned(get: (name: string) => string | null | undefined, body: string, key: string): boolean {
  return createVerify('RSA-SHA256')
    .update(`${get('wechatpay-timestamp')}\n${get('wechatpay-nonce')}\n${body}\n`)
    .verify(key, get('wechatpay-signature') ?? '', 'base64')
}

describe('WeChat Pay', () => {
  let wire: SandboxUnderTest
  let person: { id: string }
  let openid: string
  let serial = 0

  beforeAll(async () => {
    wire = await SandboxUnderTest.start()
    person = await wire.person({ name: '苏南星' })
    openid = await wire.openid(person.id, miniProgram.appid)
  })
  afterAll(() => wire.stop())
  beforeEach(async () => {
    wire.receiver.received.length = 0
    wire.receiver.answers.splice(0, Infinity, { status: 204, body: '' })
    await wire.control('pay/keys', { mode: 'public-key', certificate: 0 })
    await wire.control('pay/refund-outcome', { outcome: 'SUCCESS' })
  })

  async function send(
    method: 'GET' | 'POST',
    path: string,
    body?: unknown,
    change: { sent?: string; key?: string; headers?: Record<string, string>; timestamp?: number } = {},
  ): Promise<Reply> {
    const text = body === undefined ? '' : JSON.stringify(body)
    const timestamp = change.timestamp ?? Math.floor(Date.now() / 1000)
    const nonce = randomBytes(16).toString('hex')
    const signature = createSign('RSA-SHA256')
      .update(`${method}\n${path}\n${timestamp}\n${nonce}\n${text}\n`)
      .sign(change.key ?? merchant.privateKey, 'base64')
    const response = await fetch(`${wire.sandbox.url}/api.mch.weixin.qq.com${path}`, {
      method,
      headers: {
        accept: 'application/json',
        'content-type': 'application/json',
        'user-agent': 'spec',
        authorization: `WECHATPAY2-SHA256-RSA2048 mchid="${merchant.mchid}",nonce_str="${nonce}",signature="${signature}",timestamp="${timestamp}",serial_no="${merchant.serialNo}"`,
        ...change.headers,
      },
      ...(text === '' ? {} : { body: change.sent ?? text }),
    })
    const raw = await response.text()
    return {
      status: response.status,
      headers: response.headers,
      raw,
      body: raw === '' ? {} : (JSON.parse(raw) as JsonObject),
    }
  }

  const orderOf = (change: JsonObject = {}): JsonObject & { out_trade_no: string } => ({
    appid: miniProgram.appid,
    mchid: merchant.mchid,
    description: '肤质测试体验课',
    out_trade_no: `T20260101${String((serial += 1)).padStart(4, '0')}`,
    notify_url: 'https://crm.example.com/callbacks/pay/1900000901',
    amount: { total: 1990, currency: 'CNY' },
    payer: { openid },
    ...change,
  })
  const prepaid = async (change: JsonObject = {}) => {
    const order = orderOf(change)
    const { body } = await send('POST', JSAPI, order)
    return { no: order.out_trade_no, order, prepayId: String(body.prepay_id) }
  }
  const query = (no: string): Promise<Reply> =>
    send('GET', `/v3/pay/transactions/out-trade-no/${no}?mchid=${merchant.mchid}`)
  const close = (no: string): Promise<Reply> =>
    send('POST', `/v3/pay/transactions/out-trade-no/${no}/close`, { mchid: merchant.mchid })
  const act = (what: string, prepayId: string): Promise<JsonObject> =>
    wire.control(`people/${person.id}/${what}`, { prepayId })
  const refund = (no: string, refundNo: string, fen: number, total = 1990): Promise<Reply> =>
    send('POST', '/v3/refund/domestic/refunds', {
      out_trade_no: no,
      out_refund_no: refundNo,
      reason: '不想要了',
      notify_url: 'https://crm.example.com/callbacks/pay/1900000901',
      amount: { refund: fen, total, currency: 'CNY' },
    })

  describe('requests and replies', () => {
    it.each([
      ['a body other than the signed one', { sent: '{}' }],
      ['another key', { key: merchant.platform.publicKeyPrivateHalf }],
      ['an old timestamp', { timestamp: Math.floor(Date.now() / 1000) - 301 }],
      ['no authorization', { headers: { authorization: '' } }],
    ])('answers 401 SIGN_ERROR to %s, unsigned', async (_, change) => {
      const { status, body, headers } = await send('POST', JSAPI, orderOf(), change)
      expect([status, body.code]).toEqual([401, 'SIGN_ERROR'])
      expect(headers.get('wechatpay-signature')).toBeNull()
    })

    it.each([
      ['/amount/total', { amount: { total: 1.5 } }],
      ['/amount/total', { amount: { total: 0 } }],
      ['/amount', { amount: undefined }],
      ['/payer/openid', { payer: { openid: 'oNobody' } }],
      ['/out_trade_no', { out_trade_no: 'short' }],
      ['/description', { description: 'x'.repeat(128) }],
      ['/notify_url', { notify_url: 'https://crm.example.com/pay?x=1' }],
      ['/notify_url', { notify_url: 'http://crm.example.com/pay' }],
      ['/time_expire', { time_expire: '2020-01-01T00:00:00+08:00' }],
    ])('names %s when it is wrong', async (field, change) => {
      const { status, body } = await send('POST', JSAPI, orderOf(change))
      expect([status, body.code, body.detail]).toEqual([400, 'PARAM_ERROR', expect.objectContaining({ field })])
    })

    it('refuses appids of somebody else and merchants of somebody else', async () => {
      expect((await send('POST', JSAPI, orderOf({ appid: 'wx1234567890abcdef' }))).body.code).toBe(
        'APPID_MCHID_NOT_MATCH',
      )
      expect((await send('POST', JSAPI, orderOf({ mchid: '1900000109' }))).body.code).toBe('APPID_MCHID_NOT_MATCH')
    })

    it('signs with the key that is asked for while both are in use, and seals its certificates', async () => {
      await wire.control('pay/keys', { mode: 'both', certificate: 1 })
      const wished = { headers: { 'wechatpay-serial': merchant.publicKeyId } }
      const byKey = await send('GET', '/v3/certificates', undefined, wished)
      expect(byKey.headers.get('wechatpay-serial')).toBe(merchant.publicKeyId)
      expect(isSigned((name) => byKey.headers.get(name), byKey.raw, merchant.publicKey)).toBe(true)
      const list = byKey.body.data as { serial_no: string; encrypt_certificate: Record<string, string> }[]
      const certificate = new X509Certificate(open(list[1]?.encrypt_certificate ?? {}))
      const byCertificate = await query('T000000')
      expect(byCertificate.headers.get('wechatpay-serial')).toBe(list[1]?.serial_no)
      const pem = String(certificate.publicKey.export({ type: 'spki', format: 'pem' }))
      expect(isSigned((name) => byCertificate.headers.get(name), byCertificate.raw, pem)).toBe(true)
    })

    it('answers certificates to nobody who has only the public key', async () => {
      expect((await send('GET', '/v3/certificates')).status).toBe(404)
    })
  })

  describe('orders', () => {
    it('lead from unpaid to paid, and tell only then what a payment has', async () => {
      const { no, prepayId } = await prepaid()
      const before = (await query(no)).body
      expect(before).toMatchObject({ trade_state: 'NOTPAY', amount: { total: 1990 } })
      expect(before).not.toHaveProperty('transaction_id')
      await act('pay-begin', prepayId)
      expect((await query(no)).body.trade_state).toBe('USERPAYING')
      expect((await close(no)).body.code).toBe('TRADE_ERROR')
      expect(await act('pay', prepayId)).toMatchObject({ state: 'SUCCESS', notified: true })
      const after = (await query(no)).body
      expect(after).toMatchObject({ trade_state: 'SUCCESS', payer: { openid }, amount: { payer_total: 1990 } })
      const path = `/v3/pay/transactions/id/${String(after.transaction_id)}?mchid=${merchant.mchid}`
      expect((await send('GET', path)).body).toEqual(after)
      expect((await close(no)).body.code).toBe('ORDER_PAID')
      const inbox = await wire.controlGet(`people/${person.id}/inbox`)
      expect(JSON.stringify(inbox)).toContain('¥19.90')
    })

    it('can be cancelled or refused by the bank and paid afterwards', async () => {
      const { no, prepayId } = await prepaid()
      await act('pay-begin', prepayId)
      await act('pay-cancel', prepayId)
      expect((await query(no)).body.trade_state).toBe('NOTPAY')
      await act('pay-fail', prepayId)
      expect((await query(no)).body.trade_state).toBe('PAYERROR')
      expect(wire.receiver.received).toEqual([])
      expect(await act('pay', prepayId)).toMatchObject({ state: 'SUCCESS' })
    })

    it('repeat themselves under the same number, and refuse another content, paid and closed ones', async () => {
      const { order, prepayId, no } = await prepaid()
      expect((await send('POST', JSAPI, order)).body.prepay_id).toBe(prepayId)
      const dearer = { ...order, amount: { total: 2000, currency: 'CNY' } }
      expect((await send('POST', JSAPI, dearer)).body.code).toBe('INVALID_REQUEST')
      expect((await close(no)).status).toBe(204)
      expect((await close(no)).status).toBe(204)
      expect((await send('POST', JSAPI, order)).body.code).toBe('ORDER_CLOSED')
      expect(await act('pay', prepayId)).toMatchObject({ error: { code: 'INVALID_REQUEST' } })
      const paid = await prepaid()
      await act('pay', paid.prepayId)
      expect((await send('POST', JSAPI, paid.order)).body.code).toBe('OUT_TRADE_NO_USED')
    })

    it('close by themselves when their time is over', async () => {
      const inAMinute = `${new Date(Date.now() + 60_000).toISOString().slice(0, 19)}Z`
      const { no } = await prepaid({ time_expire: inAMinute })
      expect((await query(no)).body.trade_state).toBe('NOTPAY')
      await wire.advance(61)
      expect((await query(no)).body.trade_state).toBe('CLOSED')
      await wire.control('clock', { offsetSeconds: 0 })
    })

    it('are unknown under another number', async () => {
      const { status, body } = await query('T99999999')
      expect([status, body.code]).toEqual([404, 'ORDER_NOT_EXIST'])
    })

    it('open the sheet only for parameters that the merchant signed, on the phone of the one who ordered', async () => {
      const { prepayId } = await prepaid()
      const signed = (pack: string) => {
        const fields = { appId: miniProgram.appid, timeStamp: '1760000000', nonceStr: 'n', package: pack }
        const text = `${fields.appId}\n${fields.timeStamp}\n${fields.nonceStr}\n${pack}\n`
        const paySign = createSign('RSA-SHA256').update(text).sign(merchant.privateKey, 'base64')
        return { ...fields, signType: 'RSA', paySign }
      }
      const fields = signed(`prepay_id=${prepayId}`)
      expect(await wire.control(`people/${person.id}/pay-sheet`, fields)).toMatchObject({ totalFen: 1990, prepayId })
      const forged = { ...fields, nonceStr: 'm' }
      expect(await wire.control(`people/${person.id}/pay-sheet`, forged)).toMatchObject({
        error: { code: 'SIGN_INVALID' },
      })
      const other = await wire.person()
      expect(await wire.control(`people/${other.id}/pay-sheet`, fields)).toMatchObject({
        error: { code: 'OTHER_PAYER' },
      })
    })
  })

  describe('notifications', () => {
    const received = () => wire.receiver.received.map(({ body }) => JSON.parse(body) as Record<string, unknown>)

    it('are sealed and signed, to the path of the notify address', async () => {
      const { no, prepayId } = await prepaid()
      await act('pay', prepayId)
      const [callback] = wire.receiver.received
      expect(callback?.path).toBe('/callbacks/pay/1900000901')
      const [notification] = received()
      expect(notification).toMatchObject({ event_type: 'TRANSACTION.SUCCESS', resource_type: 'encrypt-resource' })
      const resource = JSON.parse(open(notification?.resource as Record<string, string>)) as JsonObject
      expect(resource).toMatchObject({ out_trade_no: no, trade_state: 'SUCCESS', mchid: merchant.mchid })
    })

    it('come again by the platform’s schedule, with the same id, until they are accepted', async () => {
      wire.receiver.answers.splice(0, Infinity, { status: 500, body: '' })
      const { prepayId } = await prepaid()
      await act('pay', prepayId)
      let expected = 1
      for (const seconds of RETRY_SECONDS.slice(0, 4)) {
        await wire.advance(seconds - 2)
        expect(wire.receiver.received).toHaveLength(expected)
        await wire.advance(2)
        expected += 1
        await until(() => (wire.receiver.received.length >= expected ? true : undefined))
        await until(async () => {
          const [last] = (await wire.controlGet('pay/notifications')) as { attempts: number }[]
          return last?.attempts === expected ? true : undefined
        })
      }
      wire.receiver.answers.splice(0, Infinity, { status: 204, body: '' })
      await wire.advance(RETRY_SECONDS[4] ?? 0)
      await until(() => (wire.receiver.received.length > expected ? true : undefined))
      expect(new Set(received().map(({ id }) => id)).size).toBe(1)
      await wire.advance(24 * 3600)
      expect(wire.receiver.received).toHaveLength(expected + 1)
      await wire.control('clock', { offsetSeconds: 0 })
    })

    it('come twice a second apart, or spoiled, when told to', async () => {
      await wire.control('faults', { effect: 'duplicate', path: '/callbacks/pay', times: 1 })
      const { prepayId } = await prepaid()
      await act('pay', prepayId)
      await until(() => (wire.receiver.received.length === 2 ? true : undefined))
      expect(new Set(received().map(({ id }) => id)).size).toBe(1)
      await wire.control('pay/notifications/spoil', { how: 'ciphertext' })
      const other = await prepaid()
      await act('pay', other.prepayId)
      const { resource } = received().at(-1) as { resource: Record<string, string> }
      expect(() => open(resource)).toThrow('unable to authenticate')
    })
  })

  describe('refunds', () => {
    it('give money back in parts, never more than was paid, and say how it ended', async () => {
      const { no, prepayId } = await prepaid()
      expect((await refund(no, `${no}-0`, 1990)).body.code).toBe('INVALID_REQUEST')
      await act('pay', prepayId)
      const first = await refund(no, `${no}-1`, 990)
      expect(first.body).toMatchObject({ status: 'PROCESSING', amount: { refund: 990, total: 1990 } })
      expect((await refund(no, `${no}-1`, 990)).body.refund_id).toBe(first.body.refund_id)
      expect((await refund(no, `${no}-1`, 100)).body.code).toBe('INVALID_REQUEST')
      expect((await refund(no, `${no}-2`, 1001)).body.code).toBe('INVALID_REQUEST')
      expect((await refund(no, `${no}-2`, 100, 1991)).body.code).toBe('INVALID_REQUEST')
      expect((await refund(no, `${no}-2`, 1000)).status).toBe(200)
      expect((await query(no)).body.trade_state).toBe('REFUND')
      await wire.advance(2)
      const ended = await until(async () => {
        const { body } = await send('GET', `/v3/refund/domestic/refunds/${no}-1`)
        return body.status === 'SUCCESS' ? body : undefined
      })
      expect(ended).toHaveProperty('success_time')
      await until(() => (wire.receiver.received.length === 3 ? true : undefined))
      const { event_type: event, resource } = JSON.parse(wire.receiver.received[1]?.body ?? '') as JsonObject
      expect(event).toBe('REFUND.SUCCESS')
      expect(JSON.parse(open(resource as Record<string, string>))).toMatchObject({ refund_status: 'SUCCESS' })
      await wire.control('clock', { offsetSeconds: 0 })
    })

    it('end as the control says', async () => {
      await wire.control('pay/refund-outcome', { outcome: 'wait' })
      const { no, prepayId } = await prepaid()
      await act('pay', prepayId)
      await refund(no, `${no}-1`, 1990)
      await wire.advance(5)
      expect((await send('GET', `/v3/refund/domestic/refunds/${no}-1`)).body.status).toBe('PROCESSING')
      expect(await wire.control(`pay/refunds/${no}-1/end`, { outcome: 'CLOSED' })).toMatchObject({ state: 'CLOSED' })
      expect((await refund(no, `${no}-2`, 1990)).status).toBe(200)
      expect((await send('GET', '/v3/refund/domestic/refunds/nothing')).body.code).toBe('RESOURCE_NOT_EXISTS')
      await wire.control('clock', { offsetSeconds: 0 })
    })
  })
})
