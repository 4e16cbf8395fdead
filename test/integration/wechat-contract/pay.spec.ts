import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import {
  CallbackRefused,
  PayApiError,
  PayClient,
  UnverifiedReply,
  WechatTransportError,
  type PayOptions,
} from '../../../server/src/wechat'
import { until } from '../../support/until'
import { World } from './support/world'

describe('the calls of WeChat Pay, over the wire', () => {
  const world = new World()
  const { pay: merchant, miniProgram } = world.accounts
  const received: { headers: IncomingHttpHeaders; body: Buffer }[] = []
  const listener = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      received.push({ headers: request.headers, body: Buffer.concat(parts) })
      response.writeHead(204).end()
    })
  })
  let openid = ''
  let personId = ''
  let serial = 0

  beforeAll(async () => {
    await world.start()
    await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve))
    await world.sandbox.pointAt(`http://127.0.0.1:${(listener.address() as AddressInfo).port}`)
    const person = await world.person()
    openid = person.miniProgramOpenid
    personId = person.id
  })
  afterAll(async () => {
    await world.close()
    listener.closeAllConnections()
    await new Promise((resolve) => listener.close(resolve))
  })
  beforeEach(() => keys({ mode: 'both', certificate: 0 }))

  const keys = (settings: object): Promise<unknown> => world.sandbox.post('pay/keys', settings)
  const client = (options: Partial<PayOptions> = {}): PayClient =>
    new PayClient({
      mchid: merchant.mchid,
      serialNo: merchant.serialNo,
      privateKey: merchant.privateKey,
      apiV3Key: merchant.apiV3Key,
      publicKey: { id: merchant.publicKeyId, pem: merchant.publicKey },
      apiBaseUrl: `${world.sandbox.url}/api.mch.weixin.qq.com`,
      clock: { now: () => new Date() },
      caller: { sleep: () => Promise.resolve() },
      ...options,
    })
  const orderOf = (change: object = {}) => ({
    appid: miniProgram.appid,
    description: '体验课',
    outTradeNo: `CONTRACT${String((serial += 1)).padStart(6, '0')}`,
    expiresAt: new Date(Math.floor(Date.now() / 1000) * 1000 + 900_000),
    notifyUrl: 'https://crm.example.com/callbacks/pay/x',
    totalFen: 1990,
    openid,
    ...change,
  })
  const prepaid = async (change: object = {}) => {
    const order = orderOf(change)
    const parameters = await client().prepay(order)
    return { order, parameters, prepayId: parameters.package.replace('prepay_id=', '') }
  }
  const act = (name: string, prepayId: string): Promise<unknown> =>
    world.sandbox.post(`people/${personId}/${name}`, { prepayId })
  const refundOf = (outTradeNo: string, change: object = {}) => ({
    outTradeNo,
    outRefundNo: `${outTradeNo}-R1`,
    reason: '不想要了',
    notifyUrl: 'https://crm.example.com/callbacks/pay/x',
    refundFen: 990,
    totalFen: 1990,
    ...change,
  })

  it('an order is placed, opened on the phone, looked up, paid, looked up by the platform’s number and refunded', async () => {
    const { order, parameters, prepayId } = await prepaid()
    expect(await world.sandbox.post(`people/${personId}/pay-sheet`, parameters)).toMatchObject({ totalFen: 1990 })
    expect(await client().orderByOutTradeNo(order.outTradeNo)).toMatchObject({ trade_state: 'NOTPAY' })
    await act('pay-begin', prepayId)
    expect(await client().orderByOutTradeNo(order.outTradeNo)).toMatchObject({ trade_state: 'USERPAYING' })
    await act('pay', prepayId)
    const paid = await client().orderByOutTradeNo(order.outTradeNo)
    expect(paid).toMatchObject({ trade_state: 'SUCCESS', amount: { total: 1990, currency: 'CNY' }, payer: { openid } })
    expect(await client().orderByTransactionId(paid?.transaction_id ?? '')).toEqual(paid)
    const request = refundOf(order.outTradeNo)
    const refund = await client().refund(request)
    expect(refund).toMatchObject({ status: 'PROCESSING', amount: { refund: 990, total: 1990 } })
    expect((await client().refund(request)).refund_id).toBe(refund.refund_id)
    await until(async () => (await client().refundByOutRefundNo(request.outRefundNo))?.status === 'SUCCESS')
    expect(await client().orderByOutTradeNo(order.outTradeNo)).toMatchObject({ trade_state: 'REFUND' })
  })

  it('an order is closed, and again', async () => {
    const { order } = await prepaid()
    await client().closeOrder(order.outTradeNo)
    await client().closeOrder(order.outTradeNo)
    expect(await client().orderByOutTradeNo(order.outTradeNo)).toMatchObject({ trade_state: 'CLOSED' })
    await expect(client().prepay(order)).rejects.toMatchObject({ code: 'ORDER_CLOSED' })
  })

  it('what is not there is null', async () => {
    expect(await client().orderByOutTradeNo('NOTHING0001')).toBeNull()
    expect(await client().orderByTransactionId('4200000000')).toBeNull()
    expect(await client().refundByOutRefundNo('NOTHING0001')).toBeNull()
  })

  it.each<[string, string, () => Promise<unknown>]>([
    [
      'a wrong private key',
      'SIGN_ERROR',
      () => client({ privateKey: merchant.platform.publicKeyPrivateHalf }).prepay(orderOf()),
    ],
    ['a wrong serial', 'SYSTEM_ERROR', () => client({ serialNo: '00'.repeat(20) }).closeOrder('NOTHING0001')],
    ['a clock that is wrong', 'SIGN_ERROR', () => client({ clock: { now: () => new Date(0) } }).prepay(orderOf())],
    [
      'an app that is not bound',
      'APPID_MCHID_NOT_MATCH',
      () => client().prepay(orderOf({ appid: 'wx1234567890abcdef' })),
    ],
    ['no money', 'PARAM_ERROR', () => client().prepay(orderOf({ totalFen: 0 }))],
    ['an openid of nobody', 'PARAM_ERROR', () => client().prepay(orderOf({ openid: 'oNobody' }))],
    ['closing what is not there', 'ORDER_NOT_EXIST', () => client().closeOrder('NOTHING0001')],
    ['refunding what is not there', 'RESOURCE_NOT_EXISTS', () => client().refund(refundOf('NOTHING0001'))],
    [
      'refunding what is not paid',
      'INVALID_REQUEST',
      async () => client().refund(refundOf((await prepaid()).order.outTradeNo)),
    ],
  ])('is refused %s', async (_, code, ask) => {
    const error = await ask().catch((caught: unknown) => caught)
    expect(error).toBeInstanceOf(PayApiError)
    expect(error).toMatchObject({ code })
  })

  it('asks a busy platform again, and does not know what a broken line has done', async () => {
    await world.sandbox.post('faults', { effect: 'status', status: 429, path: '/v3/pay', times: 2 })
    await expect(prepaid()).resolves.toBeDefined()
    await world.sandbox.post('faults', { effect: 'drop', path: '/v3/pay', times: 1 })
    await expect(prepaid()).rejects.toBeInstanceOf(WechatTransportError)
    // It happened, and the answer was lost: the same number again is the same order.
    await world.sandbox.post('faults', { effect: 'drop-after', path: '/v3/pay', times: 1 })
    const order = orderOf()
    await expect(client().prepay(order)).rejects.toBeInstanceOf(WechatTransportError)
    expect(await client().orderByOutTradeNo(order.outTradeNo)).toMatchObject({ trade_state: 'NOTPAY' })
    await expect(client().prepay(order)).resolves.toBeDefined()
  })

  it('verifies with the certificates that it fetches, follows their change, and refuses what only another key signs', async () => {
    await keys({ mode: 'certificate', certificate: 0 })
    const old = client({ publicKey: undefined })
    expect(await old.orderByOutTradeNo('NOTHING0001')).toBeNull()
    await keys({ mode: 'certificate', certificate: 1 })
    expect(await old.orderByOutTradeNo('NOTHING0001')).toBeNull()
    await keys({ mode: 'public-key' })
    await expect(old.orderByOutTradeNo('NOTHING0001')).rejects.toBeInstanceOf(UnverifiedReply)
    expect(await client().orderByOutTradeNo('NOTHING0001')).toBeNull()
    const strange = client({ publicKey: { id: 'PUB_KEY_ID_1', pem: merchant.publicKey } })
    await expect(strange.orderByOutTradeNo('NOTHING0001')).rejects.toBeInstanceOf(UnverifiedReply)
  })

  it('opens what the platform notifies, with either key, and nothing that was spoiled', async () => {
    const notified = async (how?: string) => {
      if (how !== undefined) await world.sandbox.post('pay/notifications/spoil', { how })
      const { order, prepayId } = await prepaid()
      const before = received.length
      await act('pay', prepayId)
      const callback = await until(() => received[before])
      const headers = callback.headers as Record<string, string>
      return {
        order,
        opened: await client()
          .notifications.open(headers, callback.body)
          .catch((error: unknown) => error),
      }
    }
    for (const mode of ['public-key', 'certificate', 'both', 'both']) {
      await keys({ mode })
      const { order, opened } = await notified()
      expect(opened).toMatchObject({ kind: 'transaction', resource: { out_trade_no: order.outTradeNo } })
    }
    for (const how of ['probe', 'body', 'ciphertext', 'serial', 'stale'])
      expect([how, (await notified(how)).opened]).toEqual([how, expect.any(CallbackRefused)])
  })
})
