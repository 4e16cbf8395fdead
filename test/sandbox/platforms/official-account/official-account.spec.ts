import { readXml } from '../../callbacks/xml'
import { decryptMessage, sign } from '../../callbacks/cipher'
import { accounts, SandboxUnderTest, until } from '../../testing/sandbox-client'
import type { ReceivedCallback } from '../../testing/callback-receiver'

const { officialAccount, templates } = accounts
const { appid } = officialAccount
const API = 'api.weixin.qq.com/cgi-bin'
const coupon = templates.find(({ title }) => title === '优惠券到账通知')
const couponData = { thing1: { value: '春茶礼遇券' }, amount2: { value: '30.00元' }, time3: { value: '2026-12-31' } }

/** Opens a received callback the way a careful server does. */
function open({ query, body }: ReceivedCallback): Record<string, unknown> {
  const encrypted = String(readXml(body)?.Encrypt)
  const { token, encodingAESKey } = officialAccount
  const [timestamp, nonce] = [String(query.get('timestamp')), String(query.get('nonce'))]
  expect(query.get('signature')).toBe(sign(token, timestamp, nonce))
  expect(query.get('msg_signature')).toBe(sign(token, timestamp, nonce, encrypted))
  return readXml(decryptMessage(encrypted, appid, encodingAESKey) ?? '') ?? {}
}

describe('official account', () => {
  let wire: SandboxUnderTest
  let token: string

  beforeEach(async () => {
    wire = await SandboxUnderTest.start()
    token = await wire.officialToken()
  })
  afterEach(() => wire.stop())

  const channel = async (scene: string): Promise<string> => {
    const body = { action_name: 'QR_LIMIT_STR_SCENE', action_info: { scene: { scene_str: scene } } }
    return String((await wire.call(`${API}/qrcode/create?access_token=${token}`, body)).ticket)
  }
  const userInfo = (openid: string): Promise<Record<string, unknown>> =>
    wire.call(`${API}/user/info?access_token=${token}&openid=${openid}&lang=zh_CN`)
  const lastCallback = (): Record<string, unknown> => {
    const last = wire.receiver.received.at(-1)
    return last === undefined ? {} : open(last)
  }

  it('sends a signed, encrypted subscribe event when somebody follows by a parametric code', async () => {
    const ticket = await channel('store-12')
    const { id, unionid } = await wire.person({ name: '顾清禾' })
    expect(await wire.control(`people/${id}/scan`, { ticket })).toEqual({ changed: true, delivered: true, status: 200 })
    const openid = await wire.openid(id, appid)
    expect(wire.receiver.received.map(({ path }) => path)).toEqual([`/callbacks/official-account/${appid}`])
    expect(wire.receiver.received[0]?.query.get('openid')).toBe(openid)
    expect(lastCallback()).toMatchObject({
      ToUserName: officialAccount.originalId,
      FromUserName: openid,
      MsgType: 'event',
      Event: 'subscribe',
      EventKey: 'qrscene_store-12',
      Ticket: ticket,
    })
    expect(await userInfo(openid)).toMatchObject({
      subscribe: 1,
      openid,
      nickname: '',
      unionid,
      subscribe_scene: 'ADD_SCENE_QR_CODE',
      qr_scene_str: 'store-12',
    })
  })

  it('sends SCAN without the prefix to a follower, and nothing for a second follow', async () => {
    const ticket = await channel('desk')
    const { id } = await wire.person()
    await wire.control(`people/${id}/follow`, { appid })
    expect(await wire.control(`people/${id}/follow`, { appid })).toMatchObject({ changed: false })
    await wire.control(`people/${id}/scan`, { ticket })
    expect(wire.receiver.received).toHaveLength(2)
    expect(lastCallback()).toMatchObject({ Event: 'SCAN', EventKey: 'desk' })
  })

  it('backdates an act, so that a past can be told', async () => {
    const { id } = await wire.person()
    await wire.control(`people/${id}/follow`, { appid, at: '2026-01-02T03:04:05Z' })
    expect(lastCallback().CreateTime).toBe(String(Date.parse('2026-01-02T03:04:05Z') / 1000))
    expect(await userInfo(await wire.openid(id, appid))).toMatchObject({
      subscribe_time: Date.parse('2026-01-02T03:04:05Z') / 1000,
    })
  })

  it('tells little about people who do not follow, and nothing about made-up openids', async () => {
    const { id } = await wire.person()
    const openid = await wire.openid(id, appid)
    expect(await userInfo(openid)).toEqual({ subscribe: 0, openid })
    expect(await userInfo('oABCDEFGHIJKLMNOPQRSTUVWXYZ1')).toMatchObject({ errcode: 40003 })
    expect(await userInfo('')).toMatchObject({ errcode: 40003 })
    expect(
      await wire.call(`${API}/user/info/batchget?access_token=${token}`, { user_list: [{ openid }, { openid: 'x' }] }),
    ).toMatchObject({ errcode: 40003 })
  })

  it('refuses malformed codes with their codes', async () => {
    const create = (body: unknown): Promise<Record<string, unknown>> =>
      wire.call(`${API}/qrcode/create?access_token=${token}`, body)
    expect(await create({})).toMatchObject({ errcode: 40052 })
    expect(await create({ action_name: 'QR_STR_SCENE' })).toMatchObject({ errcode: 40053 })
    expect(
      await create({ action_name: 'QR_LIMIT_SCENE', action_info: { scene: { scene_id: 100_001 } } }),
    ).toMatchObject({ errcode: 40053 })
    expect(await create('not json')).toMatchObject({ errcode: 47001 })
    expect(await create('')).toMatchObject({ errcode: 44002 })
    expect(await wire.call(`${API}/qrcode/create?access_token=${token}`)).toMatchObject({ errcode: 43002 })
    expect(await wire.call(`${API}/no/such/call?access_token=${token}`)).toMatchObject({ errcode: 40066 })
  })

  it('shows a code as a picture while it lives', async () => {
    const body = { expire_seconds: 60, action_name: 'QR_SCENE', action_info: { scene: { scene_id: 7 } } }
    const { ticket, expire_seconds: life } = await wire.call(`${API}/qrcode/create?access_token=${token}`, body)
    expect(life).toBe(60)
    const path = `/mp.weixin.qq.com/cgi-bin/showqrcode?ticket=${encodeURIComponent(String(ticket))}`
    const picture = await wire.raw(path)
    expect(picture.headers.get('content-type')).toBe('image/png')
    await wire.advance(61)
    expect((await wire.raw(path)).status).toBe(404)
  })

  describe('template messages', () => {
    const send = (body: unknown): Promise<string> =>
      wire.text(`${API}/message/template/send?access_token=${token}`, body)
    const follower = async (): Promise<{ id: string; openid: string }> => {
      const { id } = await wire.person()
      await wire.control(`people/${id}/follow`, { appid })
      return { id, openid: await wire.openid(id, appid) }
    }

    it('answers a bare 64-bit msgid, shows the card and reports success with the same id', async () => {
      const { id, openid } = await follower()
      const answer = await send({
        touser: openid,
        template_id: coupon?.templateId,
        url: 'https://shop.example/c',
        data: couponData,
      })
      const msgid = /^\{"errcode":0,"errmsg":"ok","msgid":(\d+)\}$/.exec(answer)?.[1] ?? '0'
      expect(BigInt(msgid)).toBeGreaterThan(BigInt(Number.MAX_SAFE_INTEGER))
      const report = await until(() => (wire.receiver.received.length > 1 ? lastCallback() : undefined))
      expect(report).toMatchObject({
        Event: 'TEMPLATESENDJOBFINISH',
        FromUserName: openid,
        MsgID: msgid,
        Status: 'success',
      })
      expect(await wire.controlGet(`people/${id}/inbox`)).toMatchObject([
        {
          kind: 'template',
          title: '优惠券到账通知',
          url: 'https://shop.example/c',
          fields: [{ label: '优惠券名称', value: '春茶礼遇券' }, {}, {}],
        },
      ])
    })

    it('reports a user who blocks, and shows nothing', async () => {
      const { id, openid } = await follower()
      await wire.control(`people/${id}/block`, { appid })
      await send({ touser: openid, template_id: coupon?.templateId, data: couponData })
      const report = await until(() => (wire.receiver.received.length > 1 ? lastCallback() : undefined))
      expect(report).toMatchObject({ Event: 'TEMPLATESENDJOBFINISH', Status: 'failed:user block' })
      expect(await wire.controlGet(`people/${id}/inbox`)).toEqual([])
    })

    it('gives each mistake its code', async () => {
      const { id, openid } = await follower()
      const good = { touser: openid, template_id: coupon?.templateId, data: couponData }
      const code = async (change: object): Promise<unknown> =>
        (JSON.parse(await send({ ...good, ...change })) as { errcode: unknown }).errcode
      expect(await code({ touser: 'oNobody' })).toBe(40003)
      expect(await code({ template_id: 'nonsense' })).toBe(40037)
      expect(
        await code({ data: { ...couponData, thing1: { value: '这个优惠券的名称实在是太长太长太长太长太长了' } } }),
      ).toBe(47003)
      expect(await code({ data: { ...couponData, amount2: { value: '三十块' } } })).toBe(47003)
      expect(await code({ data: { thing1: couponData.thing1 } })).toBe(47003)
      await wire.control(`people/${id}/unfollow`, { appid })
      expect(await code({})).toBe(43004)
    })

    it('sends once for the same client_msg_id', async () => {
      const { id, openid } = await follower()
      const body = { touser: openid, template_id: coupon?.templateId, data: couponData, client_msg_id: 'delivery-1' }
      expect(await send(body)).toBe(await send(body))
      expect(await wire.controlGet(`people/${id}/inbox`)).toHaveLength(1)
    })
  })
})
