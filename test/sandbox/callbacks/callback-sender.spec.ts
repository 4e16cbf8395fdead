import { accounts, SandboxUnderTest, until } from '../testing/sandbox-client'
import { decryptMessage, encryptMessage, sign } from './cipher'
import { readXml, writeXml } from './xml'

const { officialAccount } = accounts
const { appid, encodingAESKey, token } = officialAccount

describe('callback delivery', () => {
  let wire: SandboxUnderTest
  let personId: string

  beforeEach(async () => {
    wire = await SandboxUnderTest.start({ callbackTimeoutMs: 150 })
    personId = (await wire.person()).id
  })
  afterEach(() => wire.stop())

  const plain = (index: number): string => {
    const encrypted = String(readXml(wire.receiver.received[index]?.body ?? '')?.Encrypt)
    return decryptMessage(encrypted, appid, encodingAESKey) ?? ''
  }
  const outstanding = (count: number): Promise<true> =>
    until(async () => {
      const { outstandingCallbacks } = (await wire.controlGet('health')) as { outstandingCallbacks: number }
      return outstandingCallbacks === count ? true : undefined
    })
  const idle = (): Promise<true> => outstanding(0)
  const follow = (): Promise<Record<string, unknown>> => wire.control(`people/${personId}/follow`, { appid })

  it('repeats the same message, newly sealed, until it is accepted', async () => {
    wire.receiver.answers.splice(0, 1, { status: 500, body: '' }, { status: 200, body: 'success' })
    expect(await follow()).toEqual({ changed: true, delivered: false, status: 500 })
    await idle()
    expect(wire.receiver.received).toHaveLength(2)
    expect(plain(1)).toBe(plain(0))
    expect(wire.receiver.received[1]?.body).not.toBe(wire.receiver.received[0]?.body)
  })

  it('gives up after three deliveries in all', async () => {
    wire.receiver.answers.splice(0, 1, { status: 503, body: '' })
    await follow()
    await idle()
    expect(wire.receiver.received).toHaveLength(3)
  })

  it('does not wait for ever', async () => {
    wire.receiver.answers.splice(0, 1, null, { status: 200, body: '' })
    expect(await follow()).toEqual({ changed: true, delivered: false, status: null })
    await idle()
    expect(wire.receiver.received).toHaveLength(2)
  })

  it('keeps the order of one person’s acts, even when the first is slow', async () => {
    // Slow enough for all three acts to be given before the first is given up.
    await wire.stop()
    wire = await SandboxUnderTest.start({ callbackTimeoutMs: 2000 })
    personId = (await wire.person()).id
    wire.receiver.answers.splice(0, 1, null, { status: 200, body: '' })
    const acts = [follow()]
    await outstanding(1)
    acts.push(wire.control(`people/${personId}/message`, { appid, text: '你好' }))
    await outstanding(2)
    acts.push(wire.control(`people/${personId}/unfollow`, { appid }))
    await Promise.all(acts)
    const events = wire.receiver.received.map((_, index) => readXml(plain(index))?.Event ?? 'text')
    // The first is repeated at some time in between.
    expect([...new Set(events)]).toEqual(['subscribe', 'text', 'unsubscribe'])
  })

  it('delivers twice when told to', async () => {
    await wire.control('faults', { faults: [{ effect: 'duplicate', times: 1 }] })
    await follow()
    expect(wire.receiver.received).toHaveLength(2)
    expect(plain(1)).toBe(plain(0))
  })

  it('delivers out of order when told to', async () => {
    await follow()
    await wire.control('faults', { effect: 'reorder', times: 1 })
    const first = wire.control(`people/${personId}/message`, { appid, text: '一' })
    await outstanding(1)
    await wire.control(`people/${personId}/message`, { appid, text: '二' })
    await first
    expect([1, 2].map((index) => readXml(plain(index))?.Content)).toEqual(['二', '一'])
  })

  it('shows an encrypted passive reply in the chat, and the platform’s regrets for one with a wrong signature', async () => {
    await follow()
    const reply = writeXml({
      ToUserName: 'x',
      FromUserName: 'y',
      CreateTime: 1,
      MsgType: 'text',
      Content: '谷雨集祝你安好',
    })
    const Encrypt = encryptMessage(reply, appid, encodingAESKey)
    const sealed = { Encrypt, MsgSignature: sign(token, '1', 'n', Encrypt), TimeStamp: 1, Nonce: 'n' }
    wire.receiver.answers.splice(
      0,
      1,
      { status: 200, body: writeXml(sealed) },
      { status: 200, body: writeXml({ ...sealed, MsgSignature: 'wrong' }) },
    )
    await wire.control(`people/${personId}/message`, { appid, text: '在吗' })
    await wire.control(`people/${personId}/message`, { appid, text: '还在吗' })
    expect(await wire.controlGet(`people/${personId}/inbox`)).toMatchObject([
      { kind: 'sent_by_person', text: '在吗' },
      { kind: 'reply', text: '谷雨集祝你安好' },
      { kind: 'sent_by_person', text: '还在吗' },
      { kind: 'notice', text: '该公众号提供的服务出现故障，请稍后再试' },
    ])
  })

  it('checks an address as the console does', async () => {
    expect(await wire.control('callbacks/verify', { account: appid })).toEqual({ verified: false })
  })
})
