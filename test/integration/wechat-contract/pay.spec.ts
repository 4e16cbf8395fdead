import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import {
  CallbackRefused,
  PayClient,
  UnverifiedReply,
  WechatTransportError,
  type PayOptions,
} from '../../../server/src/wechat'
import { until } from '../../support/until'
import { provePayCalls } from './support/pay-contract'
import { World } from './support/world'

const DAY_MS = 86_400_000
const daysAgo = (days: number): string => new Date(Date.now() - days * DAY_MS).toISOString()
const shanghaiDay = (days: number): string =>
  new Date(Date.now() - days * DAY_MS + DAY_MS / 3).toISOString().slice(0, 10)

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

  const paid = async (): Promise<string> => {
    const { order, prepayId } = await prepaid()
    await act('pay', prepayId)
    return order.outTradeNo
  }

  it('an order is placed, opened on the phone, looked up, paid, looked up by the platform’s number and refunded', async () => {
    const { order, parameters, prepayId } = await prepaid()
    expect(await world.sandbox.post(`people/${personId}/pay-sheet`, parameters)).toMatchObject({ totalFen: 1990 })
    expect(await client().orderByOutTradeNo(order.outTradeNo)).toMatchObject({ trade_state: 'NOTPAY' })
    await act('pay-begin', prepayId)
    expect(await client().orderByOutTradeNo(order.outTradeNo)).toMatchObject({ trade_state: 'USERPAYING' })
    await act('pay', prepayId)
    const request = refundOf(order.outTradeNo)
    const refund = await client().refund(request)
    expect((await client().refund(request)).refund_id).toBe(refund.refund_id)
    await until(async () => (await client().refundByOutRefundNo(request.outRefundNo))?.status === 'SUCCESS')
    expect(await client().orderByOutTradeNo(order.outTradeNo)).toMatchObject({ trade_state: 'REFUND' })
  })

  provePayCalls(world, {
    prepay: {
      grants: async () => expect((await prepaid()).prepayId).toMatch(/^wx/),
      refuses: {
        APPID_MCHID_NOT_MATCH: () => client().prepay(orderOf({ appid: 'wx1234567890abcdef' })),
        INVALID_REQUEST: async () => client().prepay({ ...(await prepaid()).order, totalFen: 1 }),
        ORDER_CLOSED: async () => {
          const { order } = await prepaid()
          await client().closeOrder(order.outTradeNo)
          return client().prepay(order)
        },
        OUT_TRADE_NO_USED: async () => client().prepay(orderOf({ outTradeNo: await paid() })),
        PARAM_ERROR: () => client().prepay(orderOf({ totalFen: 0 })),
      },
    },
    orderByOutTradeNo: {
      grants: async () =>
        expect(await client().orderByOutTradeNo(await paid())).toMatchObject({
          trade_state: 'SUCCESS',
          amount: { total: 1990, currency: 'CNY' },
          payer: { openid },
        }),
      refuses: { ORDER_NOT_EXIST: () => client().orderByOutTradeNo('NOTHING0001') },
    },
    orderByTransactionId: {
      grants: async () => {
        const order = await client().orderByOutTradeNo(await paid())
        expect(await client().orderByTransactionId(order?.transaction_id ?? '')).toEqual(order)
      },
      refuses: { ORDER_NOT_EXIST: () => client().orderByTransactionId('4200000000') },
    },
    closeOrder: {
      grants: async () => {
        const { order } = await prepaid()
        await client().closeOrder(order.outTradeNo)
        await client().closeOrder(order.outTradeNo)
        expect(await client().orderByOutTradeNo(order.outTradeNo)).toMatchObject({ trade_state: 'CLOSED' })
      },
      refuses: {
        ORDER_NOT_EXIST: () => client().closeOrder('NOTHING0001'),
        ORDER_PAID: async () => client().closeOrder(await paid()),
        TRADE_ERROR: async () => {
          const { order, prepayId } = await prepaid()
          await act('pay-begin', prepayId)
          return client().closeOrder(order.outTradeNo)
        },
      },
    },
    createRefund: {
      grants: async () =>
        expect(await client().refund(refundOf(await paid()))).toMatchObject({
          status: 'PROCESSING',
          amount: { refund: 990, total: 1990 },
        }),
      refuses: {
        INVALID_REQUEST: async () => client().refund(refundOf(await paid(), { refundFen: 1991 })),
        PARAM_ERROR: async () => client().refund(refundOf(await paid(), { refundFen: 0 })),
        RESOURCE_NOT_EXISTS: () => client().refund(refundOf('NOTHING0001')),
      },
    },
    refundByOutRefundNo: {
      grants: async () => {
        const request = refundOf(await paid())
        const { refund_id: id } = await client().refund(request)
        expect(await client().refundByOutRefundNo(request.outRefundNo)).toMatchObject({ refund_id: id })
      },
      refuses: { RESOURCE_NOT_EXISTS: () => client().refundByOutRefundNo('NOTHING0001') },
    },
    tradeBill: {
      grants: async () => {
        const { order, prepayId } = await prepaid()
        await world.sandbox.post(`people/${personId}/pay`, { prepayId, at: daysAgo(3) })
        const { outTradeNo } = order
        const { outRefundNo } = await world.sandbox.post<{ outRefundNo: string }>(`pay/orders/${outTradeNo}/refund`, {
          refundFen: 1,
          at: daysAgo(3),
        })
        expect(await client().tradeBill(shanghaiDay(3))).toEqual(
          expect.arrayContaining([
            { outTradeNo, outRefundNo: '' },
            { outTradeNo, outRefundNo },
          ]),
        )
      },
      refuses: {
        NO_STATEMENT_EXIST: () => client().tradeBill(shanghaiDay(30)),
        INVALID_REQUEST: () => client().tradeBill(shanghaiDay(0)),
        PARAM_ERROR: () => client().tradeBill('yesterday'),
        STATEMENT_CREATING: async () => {
          const shift = Date.parse(`${shanghaiDay(-1)}T04:00:00+08:00`) - Date.now()
          await world.sandbox.post('clock', { offsetSeconds: Math.round(shift / 1000) })
          return client()
            .tradeBill(shanghaiDay(0))
            .finally(() => world.sandbox.post('clock', { offsetSeconds: 0 }))
        },
      },
    },
  })

  it.each<[string, string, () => Promise<unknown>]>([
    [
      'a wrong private key',
      'SIGN_ERROR',
      () => client({ privateKey: merchant.platform.publicKeyPrivateHalf }).prepay(orderOf()),
    ],
    ['a wrong serial', 'SYSTEM_ERROR', () => client({ serialNo: '00'.repeat(20) }).closeOrder('NOTHING0001')],
    ['a clock that is wrong', 'SIGN_ERROR', () => client({ clock: { now: () => new Date(0) } }).prepay(orderOf())],
  ])('is refused with %s', async (_, code, ask) => {
    await expect(ask()).rejects.toMatchObject({ name: 'PayApiError', code })
  })

  it('is refused with an openid of nobody, and refunding what is not paid', async () => {
    await expect(client().prepay(orderOf({ openid: 'oNobody' }))).rejects.toMatchObject({ code: 'PARAM_ERROR' })
    const { order } = await prepaid()
    await expect(client().refund(refundOf(order.outTradeNo))).rejects.toMatchObject({ code: 'INVALID_REQUEST' })
  })

  it('asks a busy platform again, and does not know what a broken line has done', async () => {
    await world.sandbox.post('faults', { effect: 'status', status: 429, path: '/v3/pay', times: 2 })
    await expect(prepaid()).resolves.toBeDefined()
    for (const [status, code] of [
      [429, 'FREQUENCY_LIMITED'],
      [500, 'SYSTEM_ERROR'],
    ] as const) {
      await world.sandbox.post('faults', { effect: 'status', status, path: '/v3/pay', times: 3 })
      await expect(prepaid()).rejects.toMatchObject({ name: 'PayApiError', status, code, busy: true })
    }
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
      // Refunds of other cases may still be told of.
      const callback = await until(() =>
        received.slice(before).find(({ body }) => body.includes('"event_type":"TRANSACTION.SUCCESS"')),
      )
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
