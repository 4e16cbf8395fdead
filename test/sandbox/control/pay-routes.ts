import type { FastifyInstance } from 'fastify'
import { randomDigits } from '../kernel/ids'
import type { JsonObject } from '../kernel/json'
import type { Kernel } from '../kernel/kernel'
import type { Person } from '../people/people'
import { KEY_MODES } from '../platforms/pay/keys'
import { SPOILINGS } from '../platforms/pay/notifications'
import type { PayOrder } from '../platforms/pay/orders'
import type { Pay } from '../platforms/pay/pay'
import { PayError } from '../platforms/pay/pay-error'
import { REFUND_OUTCOMES } from '../platforms/pay/refunds'
import { ControlError, invalid, notFound } from './control-error'
import { actTime, optionalString, pathParam, readJson, requiredString, times } from './input'
import { personOf } from './person-of'

/** `/sandbox/api/people/:id/pay…` and `/sandbox/api/pay…`: what payers do, and how the platform behaves. */
export function payRoutes(app: FastifyInstance, kernel: Kernel, pay: Pay): void {
  /** The order behind a prepay id, seen from that person's phone. */
  const orderOf = (person: Person, body: JsonObject): PayOrder => {
    const order = pay.orders.byPrepayId(requiredString(body, 'prepayId'))
    if (order === undefined) throw notFound('预支付单')
    if (order.personId !== person.id) throw new ControlError(403, 'OTHER_PAYER', '支付用户与下单用户不一致')
    return order
  }
  const acting = <T>(work: () => T): T => {
    try {
      return work()
    } catch (error) {
      if (error instanceof PayError) throw new ControlError(409, error.code, error.message)
      throw error
    }
  }
  const shown = (order: PayOrder) => ({
    prepayId: order.prepayId,
    outTradeNo: order.outTradeNo,
    merchant: pay.keys.merchant.name,
    description: order.description,
    totalFen: order.totalFen,
    state: order.state,
    createdAt: new Date(order.createdAt).toISOString(),
    paidAt: order.paidAt === undefined ? null : new Date(order.paidAt).toISOString(),
    refunds: pay.refunds.of(order).map(({ outRefundNo, refundFen, state, reason }) => ({
      outRefundNo,
      refundFen,
      state,
      reason,
    })),
  })

  const momentOf = (body: JsonObject): number | undefined => {
    const seconds = actTime(body)
    return seconds === undefined ? undefined : seconds * 1000
  }

  app.get('/people/:id/pay-orders', (request) => pay.orders.of(personOf(kernel, request)).map(shown))

  /** What the client does before the sheet comes up: it believes no page that the merchant has not signed for. */
  app.post('/people/:id/pay-sheet', (request) => {
    const person = personOf(kernel, request)
    const body = readJson(request)
    const fields = {
      appId: requiredString(body, 'appId'),
      timeStamp: requiredString(body, 'timeStamp'),
      nonceStr: requiredString(body, 'nonceStr'),
      package: requiredString(body, 'package'),
      paySign: requiredString(body, 'paySign'),
    }
    if (body.signType !== 'RSA' || !pay.keys.isInvocation(fields))
      throw new ControlError(403, 'SIGN_INVALID', '支付验证签名失败')
    const order = orderOf(person, { prepayId: fields.package.replace(/^prepay_id=/, '') })
    if (order.appid !== fields.appId) throw new ControlError(403, 'APPID_MISMATCH', '调用支付的 appid 与下单时不一致')
    return shown(order)
  })

  app.post('/people/:id/pay-begin', (request) => {
    const order = orderOf(personOf(kernel, request), readJson(request))
    acting(() => pay.begin(order))
    return shown(order)
  })

  app.post('/people/:id/pay', async (request) => {
    const person = personOf(kernel, request)
    const body = readJson(request)
    const order = orderOf(person, body)
    acting(() => pay.begin(order))
    const { acceptedAt, lastStatus } = await pay.pay(order, person, momentOf(body))
    return { ...shown(order), notified: acceptedAt !== undefined, status: lastStatus ?? 0 }
  })

  app.post('/people/:id/pay-cancel', (request) => {
    const order = orderOf(personOf(kernel, request), readJson(request))
    acting(() => pay.cancel(order))
    return shown(order)
  })

  app.post('/people/:id/pay-fail', (request) => {
    const order = orderOf(personOf(kernel, request), readJson(request))
    acting(() => pay.fail(order))
    return shown(order)
  })

  app.get('/pay/notifications', () =>
    pay.notifications.list().map(({ id, outTradeNo, eventType, attempts, dueAt, acceptedAt, lastStatus }) => ({
      id,
      outTradeNo,
      eventType,
      attempts,
      dueAt: dueAt === undefined ? null : new Date(dueAt).toISOString(),
      accepted: acceptedAt !== undefined,
      lastStatus: lastStatus ?? null,
    })),
  )

  app.post('/pay/notifications/spoil', (request) => {
    const body = readJson(request)
    const how = SPOILINGS.find((known) => known === body.how)
    if (how === undefined) throw invalid(`how 应为 ${SPOILINGS.join('、')}`)
    const count = times(body)
    pay.notifications.spoil(how, count)
    return { how, times: count }
  })

  app.post('/pay/keys', (request) => {
    const body = readJson(request)
    const mode = optionalString(body, 'mode')
    if (mode !== undefined && !KEY_MODES.some((known) => known === mode))
      throw invalid(`mode 应为 ${KEY_MODES.join('、')}`)
    const certificate = body.certificate
    if (certificate !== undefined && certificate !== 0 && certificate !== 1) throw invalid('certificate 应为 0 或 1')
    return pay.keys.change({
      ...(mode === undefined ? {} : { mode: KEY_MODES.find((known) => known === mode) }),
      ...(certificate === undefined ? {} : { certificate }),
    })
  })

  app.post('/pay/refund-outcome', (request) => {
    const wanted = requiredString(readJson(request), 'outcome')
    const outcome = [...REFUND_OUTCOMES, 'wait' as const].find((known) => known === wanted)
    if (outcome === undefined) throw invalid(`outcome 应为 ${REFUND_OUTCOMES.join('、')} 或 wait`)
    pay.refunds.outcome = outcome
    return { outcome }
  })

  /** On the merchant's own console: no program of the merchant asked for it, and none is told. */
  app.post('/pay/orders/:no/refund', async (request) => {
    const body = readJson(request)
    const { refundFen } = body
    if (typeof refundFen !== 'number') throw invalid('refundFen 应为以分为单位的整数')
    const at = momentOf(body)
    const refund = acting(() => {
      const order = pay.orders.get(pathParam(request, 'no'))
      const reason = optionalString(body, 'reason') ?? '商户平台退款'
      const input = { outRefundNo: randomDigits(28), refundFen, reason, notifyUrl: undefined }
      return pay.refunds.create(order, order.totalFen, input, at)
    })
    if (at !== undefined) await pay.endRefund(refund, 'SUCCESS', at)
    return { outRefundNo: refund.outRefundNo, state: refund.state }
  })

  app.post('/pay/refunds/:no/end', async (request) => {
    const wanted = requiredString(readJson(request), 'outcome')
    const outcome = REFUND_OUTCOMES.find((known) => known === wanted)
    if (outcome === undefined) throw invalid(`outcome 应为 ${REFUND_OUTCOMES.join('、')}`)
    const refund = acting(() => pay.refunds.get(pathParam(request, 'no')))
    if (refund.state !== 'PROCESSING') throw new ControlError(409, 'NOT_PROCESSING', '退款已有结果')
    await pay.endRefund(refund, outcome)
    return { outRefundNo: refund.outRefundNo, state: refund.state }
  })
}
