import { createDecipheriv, createHash, createHmac } from 'node:crypto'
import { decryptMessage } from '../../callbacks/cipher'
import { readXml } from '../../callbacks/xml'
import type { JsonObject } from '../../kernel/json'
import { accounts, SandboxUnderTest, until } from '../../testing/sandbox-client'

const { miniProgram, officialAccount } = accounts
const { appid, secret } = miniProgram

describe('mini-program sessions, links and content safety', () => {
  let wire: SandboxUnderTest
  let personId: string
  let openid: string
  let phone: string

  beforeEach(async () => {
    wire = await SandboxUnderTest.start()
    ;({ id: personId, phone } = await wire.person())
    openid = await wire.openid(personId, appid)
  })
  afterEach(() => wire.stop())

  const call = async (path: string, body?: unknown): Promise<JsonObject> => {
    const token = await wire.miniProgramToken()
    return wire.call(`api.weixin.qq.com${path}${path.includes('?') ? '&' : '?'}access_token=${token}`, body)
  }
  const logIn = async (): Promise<string> => {
    const { code } = await wire.control(`people/${personId}/login-code`, { appid })
    const query = `appid=${appid}&secret=${secret}&js_code=${String(code)}&grant_type=authorization_code`
    return String((await wire.call(`api.weixin.qq.com/sns/jscode2session?${query}`)).session_key)
  }
  const open = ({ encryptedData, iv }: JsonObject, key: string): Record<string, unknown> => {
    const [bytes, vector] = [Buffer.from(String(encryptedData), 'base64'), Buffer.from(String(iv), 'base64')]
    const decipher = createDecipheriv('aes-128-cbc', Buffer.from(key, 'base64'), vector)
    const text = Buffer.concat([decipher.update(bytes), decipher.final()]).toString('utf8')
    return JSON.parse(text) as Record<string, unknown>
  }

  it('gives open data the old way, sealed under the session key of the log-in it belongs to', async () => {
    const openData = (body: object = {}): Promise<JsonObject> =>
      wire.control(`people/${personId}/open-data`, { appid, ...body })
    expect(await openData()).toMatchObject({ error: { code: 'NO_SESSION' } })
    const first = await logIn()
    expect(open(await openData(), first)).toMatchObject({ purePhoneNumber: phone, watermark: { appid } })
    const profile = await openData({ what: 'profile' })
    expect(open(profile, first)).toMatchObject({ openId: openid, nickName: '微信用户' })
    const signature = createHash('sha1')
      .update(`${String(profile.rawData)}${first}`)
      .digest('hex')
    expect(profile.signature).toBe(signature)
    expect(open(profile, first)).toHaveProperty('unionId')
    await wire.control(`accounts/${appid}/settings`, { boundToOpenPlatform: false }, 'PUT')
    expect(open(await openData({ what: 'profile' }), first)).not.toHaveProperty('unionId')
    await wire.control(`accounts/${appid}/settings`, { boundToOpenPlatform: true }, 'PUT')
    const second = await logIn()
    expect(open(await openData({ previousKey: true }), first)).toHaveProperty('phoneNumber')
    expect(open(await openData(), second)).toHaveProperty('phoneNumber')
  })

  it('checks and resets a session by its signature', async () => {
    const key = await logIn()
    const signed = (signature: string): string => `openid=${openid}&signature=${signature}&sig_method=hmac_sha256`
    const good = createHmac('sha256', key).update('').digest('hex')
    expect(await call(`/wxa/checksession?${signed(good)}`)).toMatchObject({ errcode: 0 })
    expect(await call(`/wxa/checksession?${signed('0'.repeat(64))}`)).toMatchObject({ errcode: 87009 })
    expect(await call(`/wxa/checksession?openid=x&signature=${good}&sig_method=hmac_sha256`)).toMatchObject({
      errcode: 40003,
    })
    const reset = await call(`/wxa/resetusersessionkey?${signed(good)}`)
    expect(reset).toMatchObject({ errcode: 0, openid })
    expect(reset.session_key).not.toBe(key)
    expect(await call(`/wxa/checksession?${signed(good)}`)).toMatchObject({ errcode: 87009 })
  })

  it('makes links that end within thirty days, and tells what is behind them', async () => {
    const target = { path: '/pages/article/index', query: 'id=8' }
    const { url_link: link } = await call('/wxa/generate_urllink', { ...target, expire_type: 1, expire_interval: 7 })
    expect(link).toMatch(/^https:\/\/wxaurl\.cn\//)
    expect(await call('/wxa/query_urllink', { url_link: link })).toMatchObject({ url_link_info: { appid, ...target } })
    const { openlink } = await call('/wxa/generatescheme', { jump_wxa: target, is_expire: true })
    expect(await call('/wxa/queryscheme', { scheme: openlink })).toMatchObject({ scheme_info: target })
    const short = await call('/wxa/genwxashortlink', { page_url: 'pages/index?x=1', page_title: '春茶' })
    expect(short.link).toMatch(/^#小程序:\/\//)
    expect(await wire.controlGet('mini-program-links')).toHaveLength(3)
    expect(await call('/wxa/generate_urllink', { ...target, expire_type: 1, expire_interval: 31 })).toMatchObject({
      errcode: 85402,
    })
    expect(await call('/wxa/generate_urllink', { ...target, expire_time: 1 })).toMatchObject({ errcode: 85401 })
    expect(await call('/wxa/generate_urllink', { path: 'pages/../x' })).toMatchObject({ errcode: 40165 })
    expect(await call('/wxa/generate_urllink', { query: '茶' })).toMatchObject({ errcode: 40212 })
    expect(await call('/wxa/query_urllink', { url_link: openlink })).toMatchObject({ errcode: 40097 })
    await wire.advance(8 * 86_400)
    expect(await wire.controlGet('mini-program-links')).toHaveLength(2)
  })

  it('judges text of people who are there, and pictures later by an event', async () => {
    const check = (change: object = {}): Promise<JsonObject> =>
      call('/wxa/msg_sec_check', { version: 2, openid, scene: 2, content: '茶很好喝', ...change })
    expect(await check()).toMatchObject({ errcode: 61010 })
    await logIn()
    expect(await check()).toMatchObject({ errcode: 0, result: { suggest: 'pass', label: 100 } })
    expect(await check({ content: '低价代购刷单' })).toMatchObject({ result: { suggest: 'risky', label: 20_008 } })
    expect(await check({ scene: 9 })).toMatchObject({ errcode: 40129 })
    expect(await check({ openid: await wire.openid(personId, officialAccount.appid) })).toMatchObject({
      errcode: 43104,
    })
    const picture = { media_url: 'https://guyuji.example/risky.jpg', media_type: 2, version: 2, scene: 2, openid }
    const { trace_id: trace } = await call('/wxa/media_check_async', picture)
    await wire.advance(1)
    const received = await until(() => wire.receiver.received.at(-1))
    const sealed = String(readXml(received.body)?.Encrypt)
    expect(readXml(decryptMessage(sealed, appid, miniProgram.encodingAESKey) ?? '')).toMatchObject({
      Event: 'wxa_media_check',
      FromUserName: openid,
      trace_id: trace,
      detail: { errcode: '0', suggest: 'risky' },
      result: { suggest: 'risky', label: '20002' },
    })
    await wire.advance(7200)
    expect(await check()).toMatchObject({ errcode: 61010 })
  })

  it('keeps the templates of its subscribe messages', async () => {
    const before = ((await call('/wxaapi/newtmpl/gettemplate')).data as unknown[]).length
    const add = (change: object = {}): Promise<JsonObject> =>
      call('/wxaapi/newtmpl/addtemplate', { tid: '1043', kidList: [1, 2], sceneDesc: '预约', ...change })
    expect(await add({ tid: '0' })).toMatchObject({ errcode: 200014 })
    expect(await add({ kidList: [1, 99] })).toMatchObject({ errcode: 200020 })
    expect(await add({ sceneDesc: '场'.repeat(16) })).toMatchObject({ errcode: 200021 })
    const { priTmplId: templateId } = await add()
    await wire.control(`people/${personId}/subscribe`, { appid, templateId })
    const message = {
      touser: openid,
      template_id: templateId,
      data: { thing1: { value: '护肤' }, time2: { value: '12:30' } },
    }
    expect(await call('/cgi-bin/message/subscribe/send', message)).toMatchObject({ errcode: 0 })
    expect(await call('/wxaapi/newtmpl/deltemplate', { priTmplId: templateId })).toMatchObject({ errcode: 0 })
    expect(await call('/cgi-bin/message/subscribe/send', message)).toMatchObject({ errcode: 40037 })
    expect((await call('/wxaapi/newtmpl/gettemplate')).data).toHaveLength(before)
    expect(await call('/wxaapi/newtmpl/getcategory')).toMatchObject({ errcode: 0 })
    expect(await call('/wxaapi/newtmpl/getpubtemplatetitles?ids=307&start=0&limit=40')).toMatchObject({
      errcode: 200016,
    })
    expect(await call('/wxaapi/newtmpl/getpubtemplatekeywords?tid=1043')).toMatchObject({ count: 4 })
  })

  it('knows the released pages, when it is told them', async () => {
    await wire.control(`accounts/${appid}/settings`, { releasedPages: ['pages/home/index'] }, 'PUT')
    expect(await call('/wxa/generate_urllink', { path: '/pages/home/index' })).toMatchObject({ errcode: 0 })
    expect(await call('/wxa/generate_urllink', { path: '/pages/none' })).toMatchObject({ errcode: 40165 })
    expect(await call('/wxa/getwxacodeunlimit', { scene: 'a', page: 'pages/none' })).toMatchObject({ errcode: 41030 })
    const path = `/api.weixin.qq.com/wxa/getwxacodeunlimit?access_token=${await wire.miniProgramToken()}`
    const unchecked = await wire.raw(path, { scene: 'a', page: 'pages/none', check_path: false })
    expect(unchecked.headers.get('content-type')).toBe('image/png')
  })

  it('draws permanent codes of a path', async () => {
    const path = `/api.weixin.qq.com/wxa/getwxacode?access_token=${await wire.miniProgramToken()}`
    expect((await wire.raw(path, { path: 'pages/index?x=1' })).headers.get('content-type')).toBe('image/png')
    expect(await call('/wxa/getwxacode', { path: '/pages/index' })).toMatchObject({ errcode: 40159 })
  })
})
