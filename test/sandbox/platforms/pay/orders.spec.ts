import { createSign } from 'node:crypto'
import { JSAPI, PayDesk } from '../../testing/pay-desk'
import { accounts } from '../../testing/sandbox-client'

const { pay: merchant, miniProgram } = accounts

describe('orders of WeChat Pay', () => {
  let desk: PayDesk

  beforeAll(async () => {
    desk = await PayDesk.open()
  })
  afterAll(() => desk.close())
  beforeEach(() => desk.settle())

  it('lead from unpaid to paid, and tell only then what a payment has', async () => {
    const { no, prepayId } = await desk.prepaid()
    const before = (await desk.query(no)).body
    expect(before).toMatchObject({ trade_state: 'NOTPAY', amount: { total: 1990 } })
    expect(before).not.toHaveProperty('transaction_id')
    await desk.act('pay-begin', prepayId)
    expect((await desk.query(no)).body.trade_state).toBe('USERPAYING')
    expect((await desk.closeOrder(no)).body.code).toBe('TRADE_ERROR')
    expect(await desk.act('pay', prepayId)).toMatchObject({ state: 'SUCCESS', notified: true })
    const after = (await desk.query(no)).body
    expect(after).toMatchObject({
      trade_state: 'SUCCESS',
      payer: { openid: desk.openid },
      amount: { payer_total: 1990 },
    })
    const path = `/v3/pay/transactions/id/${String(after.transaction_id)}?mchid=${merchant.mchid}`
    expect((await desk.send('GET', path)).body).toEqual(after)
    expect((await desk.closeOrder(no)).body.code).toBe('ORDER_PAID')
    const inbox = await desk.wire.controlGet(`people/${desk.personId}/inbox`)
    expect(JSON.stringify(inbox)).toContain('¥19.90')
  })

  it('can be cancelled or refused by the bank and paid afterwards', async () => {
    const { no, prepayId } = await desk.prepaid()
    await desk.act('pay-begin', prepayId)
    await desk.act('pay-cancel', prepayId)
    expect((await desk.query(no)).body.trade_state).toBe('NOTPAY')
    await desk.act('pay-fail', prepayId)
    expect((await desk.query(no)).body.trade_state).toBe('PAYERROR')
    expect(desk.wire.receiver.received).toEqual([])
    expect(await desk.act('pay', prepayId)).toMatchObject({ state: 'SUCCESS' })
  })

  it('repeat themselves under the same number, and refuse another content, paid and closed ones', async () => {
    const { order, prepayId, no } = await desk.prepaid()
    expect((await desk.send('POST', JSAPI, order)).body.prepay_id).toBe(prepayId)
    const dearer = { ...order, amount: { total: 2000, currency: 'CNY' } }
    expect((await desk.send('POST', JSAPI, dearer)).body.code).toBe('INVALID_REQUEST')
    expect((await desk.closeOrder(no)).status).toBe(204)
    expect((await desk.closeOrder(no)).status).toBe(204)
    expect((await desk.send('POST', JSAPI, order)).body.code).toBe('ORDER_CLOSED')
    expect(await desk.act('pay', prepayId)).toMatchObject({ error: { code: 'INVALID_REQUEST' } })
    const paid = await desk.prepaid()
    await desk.act('pay', paid.prepayId)
    expect((await desk.send('POST', JSAPI, paid.order)).body.code).toBe('OUT_TRADE_NO_USED')
  })

  it('close by themselves when their time is over', async () => {
    const inAMinute = `${new Date(Date.now() + 60_000).toISOString().slice(0, 19)}Z`
    const { no } = await desk.prepaid({ time_expire: inAMinute })
    expect((await desk.query(no)).body.trade_state).toBe('NOTPAY')
    await desk.wire.advance(61)
    expect((await desk.query(no)).body.trade_state).toBe('CLOSED')
    await desk.wire.control('clock', { offsetSeconds: 0 })
  })

  it('are unknown under another number', async () => {
    const { status, body } = await desk.query('T99999999')
    expect([status, body.code]).toEqual([404, 'ORDER_NOT_EXIST'])
  })

  it('open the sheet only for parameters that the merchant signed, on the phone of the one who ordered', async () => {
    const { prepayId } = await desk.prepaid()
    const signed = (pack: string) => {
      const fields = { appId: miniProgram.appid, timeStamp: '1760000000', nonceStr: 'n', package: pack }
      const text = `${fields.appId}\n${fields.timeStamp}\n${fields.nonceStr}\n${pack}\n`
      const paySign = createSign('RSA-SHA256').update(text).sign(merchant.privateKey, 'base64')
      return { ...fields, signType: 'RSA', paySign }
    }
    const fields = signed(`prepay_id=${prepayId}`)
    expect(await desk.wire.control(`people/${desk.personId}/pay-sheet`, fields)).toMatchObject({
      totalFen: 1990,
      prepayId,
    })
    const forged = { ...fields, nonceStr: 'm' }
    expect(await desk.wire.control(`people/${desk.personId}/pay-sheet`, forged)).toMatchObject({
      error: { code: 'SIGN_INVALID' },
    })
    const other = await desk.wire.person()
    expect(await desk.wire.control(`people/${other.id}/pay-sheet`, fields)).toMatchObject({
      error: { code: 'OTHER_PAYER' },
    })
  })
})
