import { accounts } from '../../testing/sandbox-client'
import { OfficialAccountDesk } from '../../testing/official-account-desk'

const { appid, secret } = accounts.officialAccount
const TOKEN = `api.weixin.qq.com/cgi-bin/token?grant_type=client_credential&appid=${appid}&secret=${secret}`

describe('what an account may ask about itself', () => {
  let desk: OfficialAccountDesk

  beforeEach(async () => {
    desk = await OfficialAccountDesk.open()
  })
  afterEach(() => desk.close())

  it('quotas are counted, told, and cleared ten times a month', async () => {
    const { openid } = await desk.follower()
    await desk.call(`user/info?openid=${openid}`)
    await desk.call(`user/info?openid=${openid}`)
    const quota = (): Promise<unknown> => desk.call('openapi/quota/get', { cgi_path: '/cgi-bin/user/info' })
    expect(await quota()).toMatchObject({ quota: { daily_limit: 5_000_000, used: 2, remain: 4_999_998 } })
    expect(await desk.code('openapi/quota/get', { cgi_path: '/cgi-bin/nothing' })).toBe(76021)
    expect(await desk.code('openapi/quota/get', { cgi_path: '/wxa/generate_urllink' })).toBe(76022)
    expect(await desk.code('clear_quota', { appid: 'wx0' })).toBe(40013)
    for (let count = 0; count < 10; count += 1) expect(await desk.code('clear_quota', { appid })).toBe(0)
    expect(await desk.code('clear_quota', { appid })).toBe(48006)
    expect(await quota()).toMatchObject({ quota: { used: 0 } })
  })

  it('a refused request is found again by its rid for seven days', async () => {
    const { errmsg } = await desk.call('user/info?openid=nobody')
    const rid = String(errmsg).split('rid: ')[1]
    expect(await desk.call('openapi/rid/get', { rid })).toMatchObject({
      errcode: 0,
      request: { response_body: expect.stringContaining('40003') as unknown },
    })
    expect(await desk.code('openapi/rid/get', { rid: 'x' })).toBe(76002)
    expect(await desk.code('openapi/rid/get', { rid: '00000000-00000000-00000000' })).toBe(76001)
    await desk.wire.advance(8 * 86_400)
    expect(await desk.code('openapi/rid/get', { rid })).toBe(76004)
  })

  it('callers outside the list of addresses get no token', async () => {
    const allow = (allowedIps: string[]): Promise<unknown> =>
      desk.wire.control(`accounts/${appid}/settings`, { allowedIps }, 'PUT')
    await allow(['10.0.0.1'])
    const refused = await desk.wire.call(TOKEN)
    expect(refused.errcode).toBe(40164)
    expect(refused.errmsg).toMatch(/^invalid ip 127\.0\.0\.1 ipv6 ::ffff:127\.0\.0\.1, not in whitelist rid: /)
    await allow(['127.0.0.1'])
    expect(await desk.wire.call(TOKEN)).toHaveProperty('access_token')
    expect(await allow(['not an address'])).toMatchObject({ error: { code: 'INVALID' } })
  })

  it('a call beyond its minute is refused until the next', async () => {
    const { now } = (await desk.wire.controlGet('clock')) as { now: string }
    // From the beginning of a minute, so that all calls fall into the same.
    await desk.wire.advance(60 - (Math.floor(Date.parse(now) / 1000) % 60))
    const send = (): Promise<unknown> => desk.code('message/mass/sendall', { filter: {} })
    for (let count = 0; count < 60; count += 1) expect(await send()).toBe(45159)
    expect(await send()).toBe(45011)
    await desk.wire.advance(60)
    expect(await send()).toBe(45159)
  })

  it('a forced refresh works twenty times a day', async () => {
    const body = { grant_type: 'client_credential', appid, secret, force_refresh: true }
    const refresh = (): Promise<Record<string, unknown>> =>
      desk.wire.call('api.weixin.qq.com/cgi-bin/stable_token', body)
    for (let count = 0; count < 20; count += 1) {
      expect(await refresh()).toHaveProperty('access_token')
      await desk.wire.advance(31)
    }
    expect(await refresh()).toMatchObject({ errcode: 45009 })
  })

  it('addresses and network checks are answered', async () => {
    expect(await desk.call('get_api_domain_ip')).toEqual({ ip_list: ['127.0.0.1'] })
    expect(await desk.call('callback/check', { action: 'all', check_operator: 'DEFAULT' })).toMatchObject({
      dns: [{ ip: '127.0.0.1' }],
      ping: [{ package_loss: '0%' }],
    })
    expect(await desk.code('callback/check', { action: 'some', check_operator: 'DEFAULT' })).toBe(40201)
    expect(await desk.code('ticket/getticket?type=other')).toBe(40058)
    const ticket = await desk.call('ticket/getticket?type=jsapi')
    expect(await desk.call('ticket/getticket?type=jsapi')).toMatchObject({ ticket: ticket.ticket })
  })

  it('takes the type of an upload from the form as well as from the address', async () => {
    const token = await desk.wire.officialToken()
    const upload = (path: string, fields: Record<string, string> = {}): Promise<Record<string, unknown>> =>
      desk.wire.upload(`api.weixin.qq.com/cgi-bin/media/${path}`, 'x.jpg', fields)
    expect(await upload(`upload?access_token=${token}`, { type: 'thumb' })).toMatchObject({ type: 'thumb' })
    expect(await upload(`upload?access_token=${token}`)).toMatchObject({ errcode: 40004 })
    expect(await upload(`upload?type=image&access_token=${token}`)).toMatchObject({ type: 'image' })
  })

  it('templates are picked, listed, deleted, at most 25 of them', async () => {
    const before = ((await desk.call('template/get_all_private_template')).template_list as unknown[]).length
    const add = (): Promise<Record<string, unknown>> =>
      desk.call('template/api_add_template', { template_id_short: 'OPENTM418055047', keyword_name_list: [] })
    const { template_id: id } = await add()
    for (let count = before + 1; count < 25; count += 1) await add()
    expect(await add()).toMatchObject({ errcode: 45026 })
    expect(await desk.code('template/del_private_template', { template_id: id })).toBe(0)
    expect(await desk.code('template/del_private_template', { template_id: id })).toBe(40037)
    expect(await desk.code('template/api_add_template', { template_id_short: 'x' })).toBe(40036)
    expect(await desk.code('template/api_set_industry', { industry_id1: '1', industry_id2: '404' })).toBe(40102)
    expect(await desk.code('template/api_set_industry', { industry_id1: '1', industry_id2: '39' })).toBe(0)
    expect(await desk.call('template/get_industry')).toMatchObject({ primary_industry: { first_class: 'IT科技' } })
  })

  it('notices need a consent each, which a switch in the settings takes away', async () => {
    const { id, openid } = await desk.follower()
    const [template] = accounts.templates
    const templateId = template?.templateId
    const body = {
      touser: openid,
      template_id: templateId,
      page: 'https://guyuji.example/',
      data: { thing1: { value: '积分' }, time2: { value: '2026-12-31' }, thing3: { value: '请查看' } },
    }
    const send = (): Promise<unknown> => desk.code('message/subscribe/bizsend', body)
    expect(await send()).toBe(43101)
    await desk.act(id, 'subscribe', { templateId })
    expect(await send()).toBe(0)
    expect(await desk.event('subscribe_msg_sent_event')).toMatchObject({
      SubscribeMsgSentEvent: { List: { TemplateId: templateId, ErrorCode: '0' } },
    })
    await desk.act(id, 'subscribe', { templateId })
    await desk.act(id, 'subscribe', { templateId, switchOff: true })
    expect(await send()).toBe(43101)
    expect(await desk.event('subscribe_msg_change_event')).toBeDefined()
  })
})
