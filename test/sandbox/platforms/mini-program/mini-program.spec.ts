import { accounts, SandboxUnderTest, until } from '../../testing/sandbox-client'

const { miniProgram, officialAccount } = accounts
const { appid, secret } = miniProgram

describe('mini-program', () => {
  let wire: SandboxUnderTest
  let personId: string
  let phone: string
  let unionid: string

  beforeEach(async () => {
    wire = await SandboxUnderTest.start()
    ;({ id: personId, phone, unionid } = await wire.person({ id: 'someone' }))
  })
  afterEach(() => wire.stop())

  const code = async (kind: 'login-code' | 'phone-code'): Promise<string> =>
    String((await wire.control(`people/${personId}/${kind}`, { appid })).code)
  const session = (jsCode: string, app = miniProgram): Promise<Record<string, unknown>> =>
    wire.call(
      `api.weixin.qq.com/sns/jscode2session?appid=${app.appid}&secret=${app.secret}&js_code=${jsCode}&grant_type=authorization_code`,
    )
  const phoneOf = async (phoneCode: unknown): Promise<Record<string, unknown>> =>
    wire.call(`api.weixin.qq.com/wxa/business/getuserphonenumber?access_token=${await wire.miniProgramToken()}`, {
      code: phoneCode,
    })

  it('gives openid, unionid and a session key for a code, once', async () => {
    const jsCode = await code('login-code')
    const answer = await session(jsCode)
    expect(answer).toEqual({
      openid: await wire.openid(personId, appid),
      unionid,
      session_key: expect.stringMatching(/^[A-Za-z0-9+/]{22}==$/) as unknown,
    })
    expect(answer.openid).not.toBe(await wire.openid(personId, officialAccount.appid))
    expect(await session(jsCode)).toMatchObject({ errcode: 40163 })
  })

  it('refuses an expired, unknown or foreign code and wrong credentials', async () => {
    const late = await code('login-code')
    await wire.advance(300)
    expect(await session(late)).toMatchObject({ errcode: 40029 })
    expect(await session('nonsense')).toMatchObject({ errcode: 40029 })
    expect(await session('')).toMatchObject({ errcode: 41008 })
    expect(await session(await code('login-code'), officialAccount)).toMatchObject({ errcode: 40013 })
    const wrong = `api.weixin.qq.com/sns/jscode2session?appid=${appid}&secret=${secret}x&js_code=x&grant_type=authorization_code`
    expect(await wire.call(wrong)).toMatchObject({ errcode: 40125 })
  })

  it('gives the phone number for a phone code, once, and takes no log-in code for one', async () => {
    const phoneCode = await code('phone-code')
    expect(await phoneOf(phoneCode)).toMatchObject({
      errcode: 0,
      phone_info: { purePhoneNumber: phone, countryCode: '86', watermark: { appid } },
    })
    expect(await phoneOf(phoneCode)).toMatchObject({ errcode: 40029 })
    expect(await phoneOf(await code('login-code'))).toMatchObject({ errcode: 40029 })
    expect(await phoneOf(undefined)).toMatchObject({ errcode: 40029 })
    const late = await code('phone-code')
    await wire.advance(301)
    expect(await phoneOf(late)).toMatchObject({ errcode: 40029 })
  })

  it('gives a person with a chosen id the same openids in every sandbox', async () => {
    const other = await SandboxUnderTest.start()
    await other.person()
    await other.person({ id: 'someone' })
    expect(await other.openid('someone', appid)).toBe(await wire.openid(personId, appid))
    await other.stop()
  })

  describe('subscribe messages', () => {
    const [template] = accounts.subscribeTemplates
    const templateId = template?.templateId ?? ''
    const data = { thing1: { value: '春茶品鉴券' }, time2: { value: '2026-12-31 20:00' } }
    const send = async (change: object = {}): Promise<Record<string, unknown>> => {
      const body = {
        touser: await wire.openid(personId, appid),
        template_id: templateId,
        page: 'pages/index?x=1',
        data,
      }
      const path = `api.weixin.qq.com/cgi-bin/message/subscribe/send?access_token=${await wire.miniProgramToken()}`
      return wire.call(path, { ...body, ...change })
    }

    it('arrive once for each time the person accepted', async () => {
      expect(await send()).toMatchObject({ errcode: 43101 })
      await wire.control(`people/${personId}/subscribe`, { appid, templateId })
      expect(await send()).toMatchObject({ errcode: 0 })
      expect(await send()).toMatchObject({ errcode: 43101 })
      expect(await wire.controlGet(`people/${personId}/inbox`)).toMatchObject([
        { kind: 'subscribe', title: template?.title },
      ])
      const events = await until(() => (wire.receiver.received.length === 2 ? wire.receiver.received : undefined))
      expect(events.map(({ path }) => path)).toEqual(Array(2).fill(`/callbacks/mini-program/${appid}`))
    })

    it('are refused with the code of each mistake, which costs no permission', async () => {
      await wire.control(`people/${personId}/subscribe`, { appid, templateId })
      expect(await send({ touser: 'nobody' })).toMatchObject({ errcode: 40003 })
      expect(await send({ template_id: 'none' })).toMatchObject({ errcode: 40037 })
      expect(await send({ page: '/leading/slash' })).toMatchObject({ errcode: 41030 })
      expect(await send({ data: { ...data, thing1: { value: '' } } })).toMatchObject({ errcode: 47003 })
      expect(await send()).toMatchObject({ errcode: 0 })
    })
  })

  it('draws an unlimited code and refuses scenes it cannot carry', async () => {
    const path = `api.weixin.qq.com/wxa/getwxacodeunlimit?access_token=${await wire.miniProgramToken()}`
    const picture = await wire.raw(`/${path}`, { scene: 'c=store-12', page: 'pages/index/index' })
    expect(picture.headers.get('content-type')).toBe('image/png')
    expect(await wire.call(path, { scene: '门店' })).toMatchObject({ errcode: 40129 })
    expect(await wire.call(path, { scene: 'x'.repeat(33) })).toMatchObject({ errcode: 40129 })
    expect(await wire.call(path, { scene: 'x', page: '/pages/index' })).toMatchObject({ errcode: 41030 })
    expect(await wire.controlGet('mini-program-codes')).toMatchObject([
      { scene: 'c=store-12', page: 'pages/index/index' },
    ])
  })
})
