import { accounts, SandboxUnderTest } from '../../testing/sandbox-client'

const { officialAccount, work } = accounts
const SNS = 'api.weixin.qq.com/sns'

describe('web log-in', () => {
  let wire: SandboxUnderTest

  beforeEach(async () => {
    wire = await SandboxUnderTest.start()
  })
  afterEach(() => wire.stop())

  const credentials = `appid=${officialAccount.appid}&secret=${officialAccount.secret}`
  const authorize = (query: Record<string, string>): Promise<Response> =>
    fetch(`${wire.sandbox.url}/open.weixin.qq.com/connect/oauth2/authorize?${new URLSearchParams(query).toString()}`, {
      redirect: 'manual',
    })

  it('finds whoever is meant among many on its page, and keeps what the page was asked', async () => {
    const { id } = await wire.person({ name: '苏南星' })
    for (let count = 0; count < 60; count += 1) await wire.person({ name: '路人' })
    const query = { appid: officialAccount.appid, redirect_uri: 'https://shop.example/', state: 's"1' }
    const page = async (search: Record<string, string>): Promise<string> =>
      (await authorize({ ...query, ...search })).text()
    expect(await page({})).not.toContain('苏南星')
    const found = await page({ sandbox_search: '苏南星' })
    expect(found).toContain(`sandbox_person=${id}`)
    expect(found).toContain('name="state" value="s&#34;1"')
    expect(found).not.toContain('路人')
    expect(await page({ sandbox_search: '没有这个人' })).toContain('没有找到')
    const members = await page({ appid: work.corpid, sandbox_search: '周' })
    expect(members).toContain('zhouziqi')
    expect(members).not.toContain('linxiaoyu')
  })

  it('sends the person back with a code that becomes openid and profile, once', async () => {
    const { id, unionid } = await wire.person({ name: '顾清禾' })
    const back = await authorize({
      appid: officialAccount.appid,
      redirect_uri: 'https://shop.example/back?from=menu',
      response_type: 'code',
      scope: 'snsapi_userinfo',
      state: 's1',
      sandbox_person: id,
    })
    const target = new URL(back.headers.get('location') ?? '')
    expect([back.status, target.origin, target.searchParams.get('from'), target.searchParams.get('state')]).toEqual([
      302,
      'https://shop.example',
      'menu',
      's1',
    ])
    const code = target.searchParams.get('code')
    const exchange = `${SNS}/oauth2/access_token?${credentials}&code=${code}&grant_type=authorization_code`
    const token = await wire.call(exchange)
    const openid = await wire.openid(id, officialAccount.appid)
    expect(token).toMatchObject({ openid, unionid, scope: 'snsapi_userinfo', expires_in: 7200 })
    expect(await wire.call(exchange)).toMatchObject({ errcode: 40163 })
    expect(
      await wire.call(`${SNS}/userinfo?access_token=${String(token.access_token)}&openid=${openid}`),
    ).toMatchObject({ openid, nickname: '顾清禾', unionid })
    expect(
      await wire.call(
        `${SNS}/oauth2/refresh_token?appid=${officialAccount.appid}&grant_type=refresh_token&refresh_token=nonsense`,
      ),
    ).toMatchObject({ errcode: 40030 })
  })

  it('gives no profile without consent to it, and refuses foreign and expired tokens', async () => {
    const { id } = await wire.person()
    const code = String((await wire.control(`people/${id}/oauth-code`, { appid: officialAccount.appid })).code)
    const token = await wire.call(
      `${SNS}/oauth2/access_token?${credentials}&code=${code}&grant_type=authorization_code`,
    )
    expect(token).not.toHaveProperty('unionid')
    const openid = String(token.openid)
    expect(
      await wire.call(`${SNS}/userinfo?access_token=${String(token.access_token)}&openid=${openid}`),
    ).toMatchObject({ errcode: 48001 })
    expect(await wire.call(`${SNS}/auth?access_token=${String(token.access_token)}&openid=other`)).toMatchObject({
      errcode: 40003,
    })
    await wire.advance(7200)
    expect(await wire.call(`${SNS}/auth?access_token=${String(token.access_token)}&openid=${openid}`)).toMatchObject({
      errcode: 42001,
    })
  })

  it('gives a virtual openid and no name in snapshot mode, and nothing of the person behind', async () => {
    const { id } = await wire.person({ name: '顾清禾' })
    const { appid } = officialAccount
    const body = { appid, scope: 'snsapi_userinfo', snapshot: true }
    const code = String((await wire.control(`people/${id}/oauth-code`, body)).code)
    const token = await wire.call(
      `${SNS}/oauth2/access_token?${credentials}&code=${code}&grant_type=authorization_code`,
    )
    expect(token).toMatchObject({ is_snapshotuser: 1, scope: 'snsapi_userinfo' })
    expect(token.openid).not.toBe(await wire.openid(id, appid))
    expect(token).not.toHaveProperty('unionid')
    const refresh = `${SNS}/oauth2/refresh_token?appid=${appid}&grant_type=refresh_token&refresh_token=`
    const renewed = await wire.call(refresh + String(token.refresh_token))
    expect(renewed).toMatchObject({ openid: token.openid, is_snapshotuser: 1 })
    const profile = await wire.call(
      `${SNS}/userinfo?access_token=${String(renewed.access_token)}&openid=${String(token.openid)}`,
    )
    expect(profile).toMatchObject({ nickname: '微信用户' })
    expect(profile).not.toHaveProperty('unionid')
    await wire.advance(30 * 86_400)
    expect(await wire.call(refresh + String(renewed.refresh_token))).toMatchObject({ errcode: 42002 })
  })

  it('tells when somebody takes back what the account was allowed to know', async () => {
    const { id } = await wire.person()
    const { appid } = officialAccount
    await wire.control(`accounts/${appid}/settings`, { callbackMode: 'plain' }, 'PUT')
    await wire.control(`people/${id}/authorization`, { appid, event: 'user_authorization_revoke', revokeInfo: '201' })
    const openid = await wire.openid(id, appid)
    const body = wire.receiver.received.at(-1)?.body ?? ''
    expect(body).toContain('<Event><![CDATA[user_authorization_revoke]]></Event>')
    expect(body).toContain(`<OpenID><![CDATA[${openid}]]></OpenID>`)
    expect(body).toContain('<RevokeInfo><![CDATA[201]]></RevokeInfo>')
    expect(await wire.control(`people/${id}/authorization`, { appid, event: 'other' })).toMatchObject({
      error: { code: 'INVALID' },
    })
  })

  it('asks who is looking when nobody is named, and escapes names', async () => {
    await wire.person({ name: '<b>小心</b>' })
    const page = await (await authorize({ appid: officialAccount.appid, redirect_uri: 'https://shop.example/' })).text()
    expect(page).toContain('以哪位微信用户的身份授权')
    expect(page).not.toContain('<b>小心')
    const members = await (await authorize({ appid: work.corpid, redirect_uri: 'https://shop.example/' })).text()
    expect(members).toContain('林晓雨')
  })

  it('shows an error page for a foreign account or a broken address', async () => {
    expect(await (await authorize({ appid: 'wx0', redirect_uri: 'https://shop.example/' })).text()).toContain(
      'appid 参数错误',
    )
    expect(
      await (await authorize({ appid: officialAccount.appid, redirect_uri: 'javascript:alert(1)' })).text(),
    ).toContain('10003')
  })
})
