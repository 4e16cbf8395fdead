import type { JsonObject } from '../../kernel/json'
import { PayDesk, unseal } from '../../testing/pay-desk'
import { accounts, until } from '../../testing/sandbox-client'
import { startReceiver, type CallbackReceiver } from '../../testing/callback-receiver'
import { RETRY_SECONDS } from './notifications'

const { pay: merchant } = accounts

describe('notifications of WeChat Pay', () => {
  let desk: PayDesk
  let other: CallbackReceiver | undefined

  beforeAll(async () => {
    desk = await PayDesk.open()
  })
  afterAll(async () => {
    await other?.close()
    await desk.close()
  })
  beforeEach(() => desk.settle())

  it('are sealed and signed, to the path of the notify address', async () => {
    const { no, prepayId } = await desk.prepaid()
    await desk.act('pay', prepayId)
    const [callback] = desk.wire.receiver.received
    expect(callback?.path).toBe('/callbacks/pay/1900000901')
    const [notification] = desk.notifications()
    expect(notification).toMatchObject({ event_type: 'TRANSACTION.SUCCESS', resource_type: 'encrypt-resource' })
    const resource = JSON.parse(unseal(notification?.resource as Record<string, string>)) as JsonObject
    expect(resource).toMatchObject({ out_trade_no: no, trade_state: 'SUCCESS', mchid: merchant.mchid })
  })

  it('come again by the platform’s schedule, with the same id, until they are accepted', async () => {
    desk.wire.receiver.answers.splice(0, Infinity, { status: 500, body: '' })
    const { prepayId } = await desk.prepaid()
    await desk.act('pay', prepayId)
    let expected = 1
    for (const seconds of RETRY_SECONDS.slice(0, 4)) {
      await desk.wire.advance(seconds - 2)
      expect(desk.wire.receiver.received).toHaveLength(expected)
      await desk.wire.advance(2)
      expected += 1
      expect(desk.wire.receiver.received).toHaveLength(expected)
    }
    desk.wire.receiver.answers.splice(0, Infinity, { status: 204, body: '' })
    await desk.wire.advance((RETRY_SECONDS[4] ?? 0) + 1)
    expect(new Set(desk.notifications().map(({ id }) => id)).size).toBe(1)
    await desk.wire.advance(24 * 3600)
    expect(desk.wire.receiver.received).toHaveLength(expected + 1)
    await desk.wire.control('clock', { offsetSeconds: 0 })
  })

  it('go through the whole schedule in one move of the clock, and end with it', async () => {
    desk.wire.receiver.answers.splice(0, Infinity, { status: 500, body: '' })
    await desk.paid()
    await desk.wire.advance(24 * 3600 + 300)
    expect(desk.wire.receiver.received).toHaveLength(1 + RETRY_SECONDS.length)
    const [last] = (await desk.wire.controlGet('pay/notifications')) as Record<string, unknown>[]
    expect(last).toMatchObject({ attempts: 1 + RETRY_SECONDS.length, dueAt: null, accepted: false })
    await desk.wire.control('clock', { offsetSeconds: 0 })
  })

  it('go to a notify address on this machine as it is, not to where all callbacks go', async () => {
    other = await startReceiver()
    await desk.paid({ notify_url: `${other.url}/own/pay` })
    expect(other.received.map(({ path }) => path)).toEqual(['/own/pay'])
    expect(desk.wire.receiver.received).toEqual([])
  })

  it('come twice a second apart, or spoiled, when told to', async () => {
    await desk.wire.control('faults', { effect: 'duplicate', path: '/callbacks/pay', times: 1 })
    const { prepayId } = await desk.prepaid()
    await desk.act('pay', prepayId)
    await until(() => (desk.wire.receiver.received.length === 2 ? true : undefined))
    expect(new Set(desk.notifications().map(({ id }) => id)).size).toBe(1)
    await desk.wire.control('pay/notifications/spoil', { how: 'ciphertext' })
    const other = await desk.prepaid()
    await desk.act('pay', other.prepayId)
    const { resource } = desk.notifications().at(-1) as { resource: Record<string, string> }
    expect(() => unseal(resource)).toThrow('unable to authenticate')
  })
})
