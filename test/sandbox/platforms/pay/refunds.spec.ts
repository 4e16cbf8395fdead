import type { JsonObject } from '../../kernel/json'
import { PayDesk, unseal } from '../../testing/pay-desk'

describe('refunds of WeChat Pay', () => {
  let desk: PayDesk

  beforeAll(async () => {
    desk = await PayDesk.open()
  })
  afterAll(() => desk.close())
  beforeEach(() => desk.settle())

  it('give money back in parts, never more than was paid, and say how it ended', async () => {
    const { no, prepayId } = await desk.prepaid()
    expect((await desk.refund(no, `${no}-0`, 1990)).body.code).toBe('INVALID_REQUEST')
    await desk.act('pay', prepayId)
    const first = await desk.refund(no, `${no}-1`, 990)
    expect(first.body).toMatchObject({ status: 'PROCESSING', amount: { refund: 990, total: 1990 } })
    expect((await desk.refund(no, `${no}-1`, 990)).body.refund_id).toBe(first.body.refund_id)
    expect((await desk.refund(no, `${no}-1`, 100)).body.code).toBe('INVALID_REQUEST')
    expect((await desk.refund(no, `${no}-2`, 1001)).body.code).toBe('INVALID_REQUEST')
    expect((await desk.refund(no, `${no}-2`, 100, 1991)).body.code).toBe('INVALID_REQUEST')
    expect((await desk.refund(no, `${no}-2`, 1000)).status).toBe(200)
    expect((await desk.query(no)).body.trade_state).toBe('REFUND')
    const asked = Date.now()
    await desk.wire.advance(3600)
    const ended = (await desk.send('GET', `/v3/refund/domestic/refunds/${no}-1`)).body
    expect(ended.status).toBe('SUCCESS')
    // The bank takes a second, however far the clock was moved.
    expect(Math.abs(Date.parse(String(ended.success_time)) - asked)).toBeLessThan(60_000)
    expect(desk.wire.receiver.received).toHaveLength(3)
    const { event_type: event, resource } = JSON.parse(desk.wire.receiver.received[1]?.body ?? '') as JsonObject
    expect(event).toBe('REFUND.SUCCESS')
    expect(JSON.parse(unseal(resource as Record<string, string>))).toMatchObject({ refund_status: 'SUCCESS' })
    await desk.wire.control('clock', { offsetSeconds: 0 })
  })

  it('end as the control says', async () => {
    await desk.wire.control('pay/refund-outcome', { outcome: 'wait' })
    const { no, prepayId } = await desk.prepaid()
    await desk.act('pay', prepayId)
    await desk.refund(no, `${no}-1`, 1990)
    await desk.wire.advance(5)
    expect((await desk.send('GET', `/v3/refund/domestic/refunds/${no}-1`)).body.status).toBe('PROCESSING')
    expect(await desk.wire.control(`pay/refunds/${no}-1/end`, { outcome: 'CLOSED' })).toMatchObject({ state: 'CLOSED' })
    expect((await desk.refund(no, `${no}-2`, 1990)).status).toBe(200)
    expect((await desk.send('GET', '/v3/refund/domestic/refunds/nothing')).body.code).toBe('RESOURCE_NOT_EXISTS')
    const refund = {
      transaction_id: '4200000000',
      out_refund_no: 'R-1',
      amount: { refund: 1, total: 1, currency: 'CNY' },
    }
    expect((await desk.send('POST', '/v3/refund/domestic/refunds', refund)).body.code).toBe('RESOURCE_NOT_EXISTS')
    await desk.wire.control('clock', { offsetSeconds: 0 })
  })
})
