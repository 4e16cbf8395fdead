import { loadDemoAccounts } from '../sandbox/accounts'
import { rolesOf, TestClient } from '../support/http'
import { freshDatabase, type TestDatabase } from '../support/mariadb'
import { startTestSandbox, type SandboxPerson, type TestSandbox } from '../support/sandbox'
import { ChannelCodeService, WechatClients } from '../../server/src/modules/account'
import { officialAccountCalls, WechatApiError, workCalls } from '../../server/src/wechat'
import { startIntakeApp, type IntakeApp } from './support/intake-app'

const demo = loadDemoAccounts()

interface Account {
  id: number
  kind: string
  key: string
  name: string
  status: string
  secrets: Record<'secret' | 'token' | 'encodingAESKey' | 'privateKey' | 'apiV3Key' | 'publicKey', boolean>
  merchantSerial: string | null
  callbackUrl: string
  lastCheck: { ok: boolean; message: string } | null
}

describe('touchpoint accounts', () => {
  let db: TestDatabase
  let sandbox: TestSandbox
  let app: IntakeApp
  let administrator: TestClient
  let operator: TestClient

  beforeAll(async () => {
    db = await freshDatabase()
    sandbox = await startTestSandbox()
    app = await startIntakeApp({ db, sandboxUrl: sandbox.url })
    const roles = rolesOf({ url: app.url } as Parameters<typeof rolesOf>[0])
    administrator = await roles.asAdministrator()
    operator = await roles.asOperator()
  }, 60_000)
  afterAll(async () => {
    await app.close()
    await sandbox.close()
    await db.drop()
  })

  const accounts = (): Promise<Account[]> => administrator.get('/api/accounts')
  const accountOf = async (kind: string): Promise<Account> => {
    const found = (await accounts()).find((account) => account.kind === kind)
    if (!found) throw new Error(`no account of kind ${kind}`)
    return found
  }

  const newAccount = {
    kind: 'official_account',
    key: 'wx00000000000000aa',
    name: '谷雨集服务号',
    secret: 'f'.repeat(32),
    token: 'abcTOKEN',
    encodingAESKey: 'a'.repeat(43),
    originalId: 'gh_000000000000',
  }

  it('loads the demo accounts once and keeps their secrets to itself', async () => {
    const again = await startIntakeApp({ db, sandboxUrl: sandbox.url })
    await again.close()
    const reply = await administrator.raw<Account[]>('GET', '/api/accounts')
    expect(reply.body.map(({ kind, key }) => [kind, key])).toEqual([
      ['official_account', demo.officialAccount.appid],
      ['mini_program', demo.miniProgram.appid],
      ['work', demo.work.corpid],
      ['pay', demo.pay.mchid],
    ])
    expect(reply.body[0]?.secrets).toMatchObject({ secret: true, token: true, encodingAESKey: true })
    expect(reply.body[3]?.secrets).toMatchObject({ secret: false, privateKey: true, apiV3Key: true, publicKey: true })
    expect(reply.body[3]?.callbackUrl).toBe(`${app.url}/callbacks/pay/${demo.pay.mchid}`)
    expect(reply.body[0]?.callbackUrl).toBe(`${app.url}/callbacks/official-account/${demo.officialAccount.appid}`)
    const everything = JSON.stringify(reply.body) + JSON.stringify(await db.query('SELECT * FROM touchpoint_account'))
    const { officialAccount, work, miniProgram, pay } = demo
    const keyLine = pay.privateKey.split('\n')[3] ?? ''
    for (const secret of [officialAccount.secret, work.secret, miniProgram.encodingAESKey, pay.apiV3Key, keyLine]) {
      expect(everything).not.toContain(secret)
    }
  })

  it('adds an account, refuses it a second time, and keeps a secret that is left empty', async () => {
    const made = await administrator.post<Account>('/api/accounts', newAccount)
    expect(made).toMatchObject({ name: '谷雨集服务号', status: 'active', secrets: { secret: true, token: true } })
    expect(await administrator.refusal('POST', '/api/accounts', newAccount)).toMatchObject({
      status: 409,
      code: 'ACCOUNT_EXISTS',
      field: 'key',
    })
    const { kind: _kind, key: _key, secret: _secret, ...rest } = newAccount
    const edited = await administrator.put<Account>(`/api/accounts/${made.id}`, {
      ...rest,
      name: '新名字',
      status: 'disabled',
    })
    expect(edited).toMatchObject({ name: '新名字', status: 'disabled', secrets: { secret: true } })
    const [row] = await db.query<{ after: string }>("SELECT `after` FROM audit_entry WHERE action = 'account.update'")
    expect(row?.after).toContain('新名字')
    expect(row?.after).not.toContain(newAccount.encodingAESKey)
  })

  it.each([
    ['key', { key: 'not-an-appid' }],
    ['encodingAESKey', { encodingAESKey: 'short' }],
    ['token', { token: '有中文' }],
    ['secret', { secret: '' }],
  ])('names a faulty %s', async (field, change) => {
    const body = { ...newAccount, key: 'wx00000000000000bb', ...change }
    expect(await administrator.refusal('POST', '/api/accounts', body)).toMatchObject({
      status: 400,
      code: 'ACCOUNT_CREDENTIALS_INVALID',
      field,
    })
  })

  const newMerchant = {
    kind: 'pay',
    key: '1900000777',
    name: '线上商户',
    merchantSerial: demo.pay.serialNo,
    privateKey: demo.pay.privateKey,
    apiV3Key: demo.pay.apiV3Key,
    publicKeyId: demo.pay.publicKeyId,
    publicKey: demo.pay.publicKey,
  }

  it('adds a merchant, keeps its keys to itself, and asks the platform whether they are right', async () => {
    const made = await administrator.post<Account>('/api/accounts', newMerchant)
    expect(made).toMatchObject({ merchantSerial: demo.pay.serialNo, secrets: { privateKey: true, publicKey: true } })
    const { kind: _kind, key: _key, privateKey: _privateKey, apiV3Key: _apiV3Key, ...rest } = newMerchant
    const kept = await administrator.put<Account>(`/api/accounts/${made.id}`, { ...rest, status: 'active' })
    expect(kept.secrets).toMatchObject({ privateKey: true, apiV3Key: true })
    const check = (id: number) => administrator.post<{ message: string }>(`/api/accounts/${id}/check`)
    expect((await check(made.id)).message).toContain('SIGN_ERROR')
    expect(await check((await accountOf('pay')).id)).toMatchObject({ ok: true, message: '连接正常' })
    const audit = await db.query<{ after: string }>("SELECT `after` FROM audit_entry WHERE target_name = '线上商户'")
    expect(JSON.stringify(audit)).not.toContain(demo.pay.apiV3Key)
    expect(JSON.stringify(audit)).not.toContain('PRIVATE KEY')
  })

  it.each([
    ['key', { key: 'wx00000000000000bb' }],
    ['merchantSerial', { merchantSerial: '' }],
    ['privateKey', { privateKey: '-----BEGIN PRIVATE KEY-----' }],
    ['privateKey', { privateKey: '' }],
    ['apiV3Key', { apiV3Key: 'short' }],
    ['publicKeyId', { publicKeyId: 'PUB_KEY' }],
    ['publicKey', { publicKey: '' }],
    ['publicKey', { publicKey: 'nothing' }],
  ])('names a faulty %s of a merchant', async (field, change) => {
    const body = { ...newMerchant, key: '1900000778', ...change }
    expect(await administrator.refusal('POST', '/api/accounts', body)).toMatchObject({
      status: 400,
      code: 'ACCOUNT_CREDENTIALS_INVALID',
      field,
    })
  })

  it('lets nobody in without the permission', async () => {
    const anonymous = new TestClient(app.url)
    const editor = await rolesOf({ url: app.url } as Parameters<typeof rolesOf>[0]).asEditor()
    expect(await anonymous.refusal('GET', '/api/accounts')).toMatchObject({ status: 401 })
    expect(await editor.refusal('GET', '/api/accounts')).toMatchObject({ status: 403 })
    expect(await operator.refusal('POST', '/api/accounts', newAccount)).toMatchObject({ status: 403 })
    expect(await operator.refusal('GET', '/api/channel-codes/999')).toMatchObject({ status: 404, code: 'NOT_FOUND' })
  })

  it('tests the connection and says what is wrong', async () => {
    const { id } = await accountOf('work')
    expect(await administrator.post(`/api/accounts/${id}/check`)).toMatchObject({ ok: true, message: '连接正常' })
    const wrong = await administrator.post<Account>('/api/accounts', { ...newAccount, key: 'wx00000000000000cc' })
    const check = await administrator.post<{ ok: boolean; message: string }>(`/api/accounts/${wrong.id}/check`)
    expect(check.ok).toBe(false)
    expect(check.message).toMatch(/错误码 \d+/)
    expect((await accounts()).find(({ id: one }) => one === wrong.id)?.lastCheck).toMatchObject({ ok: false })
  })

  it('shares one sealed token between processes and replaces it when the platform refuses it', async () => {
    const { id } = await accountOf('official_account')
    const client = await app.app.get(WechatClients).officialAccount(id)
    await client.call(officialAccountCalls.templates, undefined)
    const [token] = await db.query<{ value: string }>(
      "SELECT value FROM wechat_token WHERE name LIKE 'official-account:%'",
    )
    expect(token?.value).toMatch(/^test\./)

    await db.query("UPDATE wechat_token SET value = 'test.bm90IGEgdG9rZW4=' WHERE name LIKE 'official-account:%'")
    const other = await startIntakeApp({ db, sandboxUrl: sandbox.url })
    try {
      const sameAccount = await other.app.get(WechatClients).officialAccount(id)
      expect((await sameAccount.call(officialAccountCalls.templates, undefined)).template_list).toHaveLength(
        demo.templates.length,
      )
    } finally {
      await other.close()
    }
  })

  describe('channel codes', () => {
    it('makes a parametric QR code that the sandbox shows as a picture', async () => {
      const { id: accountId } = await accountOf('official_account')
      const body = { kind: 'oa_qr', accountId, name: '门店海报', channel: '线下门店', scene: 'shop_01' }
      const code = await operator.post<{ id: number; qrUrl: string }>('/api/channel-codes', body)
      const picture = await fetch(code.qrUrl)
      expect([picture.status, picture.headers.get('content-type')?.split('/')[0]]).toEqual([200, 'image'])
      expect(await operator.refusal('POST', '/api/channel-codes', body)).toMatchObject({
        code: 'CHANNEL_CODE_SCENE_TAKEN',
        field: 'scene',
      })
      expect(await app.app.get(ChannelCodeService).byScene(accountId, 'shop_01')).toMatchObject({ channel: '线下门店' })
    })

    it('makes a live code for sales and leaves nothing behind when WeCom refuses one', async () => {
      const { id: accountId } = await accountOf('work')
      const members = await operator.get<{ userid: string; name: string }[]>(`/api/accounts/${accountId}/members`)
      expect(members).toContainEqual(expect.objectContaining({ userid: 'linxiaoyu', name: '林晓雨' }))
      const body = {
        kind: 'work_contact_way',
        accountId,
        name: '专属顾问',
        channel: '小程序',
        owners: ['linxiaoyu'],
        welcomeText: '你好，我是你的护肤顾问',
        gift: { kind: 'coupon', id: 1, title: '新人券' },
      }
      const code = await operator.post<{ id: number; scene: string; qrUrl: string }>('/api/channel-codes', body)
      expect(code.qrUrl).toMatch(/^http/)
      expect(await app.app.get(ChannelCodeService).byState(accountId, code.scene)).toMatchObject({
        owners: ['linxiaoyu'],
      })
      const refusal = await operator.refusal('POST', '/api/channel-codes', {
        ...body,
        owners: ['nobody'],
        scene: 'gone',
      })
      expect(refusal).toMatchObject({ status: 502, code: 'PLATFORM_REFUSED' })
      expect(await db.query("SELECT id FROM channel_code WHERE scene = 'gone'")).toEqual([])
      expect(await operator.refusal('POST', '/api/channel-codes', { ...body, owners: [] })).toMatchObject({
        code: 'CHANNEL_CODE_OWNER_REQUIRED',
      })
    })

    it('lists codes with their counts and their last days', async () => {
      const codes = app.app.get(ChannelCodeService)
      const { items } = await operator.get<{ items: { id: number; scene: string }[] }>('/api/channel-codes?search=门店')
      const id = items[0]?.id ?? 0
      const now = new Date()
      await codes.countUse(id, true, now)
      await codes.countUse(id, false, now)
      await codes.countUse(id, false, new Date(now.getTime() - 3 * 86_400_000))
      const page = await operator.get<{ total: number; items: unknown[] }>('/api/channel-codes?kind=oa_qr')
      expect(page).toMatchObject({ total: 1, items: [{ scans: 3, joins: 1, channel: '线下门店' }] })
      const detail = await operator.get<{ days: { scans: number; joins: number }[] }>(`/api/channel-codes/${id}`)
      expect(detail.days).toHaveLength(30)
      expect(detail.days.at(-1)).toMatchObject({ scans: 2, joins: 1 })
      expect(detail.days.at(-4)).toMatchObject({ scans: 1, joins: 0 })
    })
  })

  describe('the calls that the product makes', () => {
    const person = (): Promise<SandboxPerson> => sandbox.post('people', { name: '测试顾客' })

    it('official account: user, batch, errors', async () => {
      const { id, key } = await accountOf('official_account')
      const client = await app.app.get(WechatClients).officialAccount(id)
      const one = await person()
      await sandbox.post(`people/${one.id}/follow`, { appid: key })
      const { data } = await client.call(officialAccountCalls.followers, {})
      const openid = data?.openid.at(-1) ?? ''
      expect(await client.call(officialAccountCalls.user, { openid })).toMatchObject({
        subscribe: 1,
        unionid: one.unionid,
      })
      const batch = await client.call(officialAccountCalls.users, { user_list: [{ openid }] })
      expect(batch.user_info_list).toHaveLength(1)
      const wrong = await client.call(officialAccountCalls.user, { openid: 'nobody' }).catch((error: unknown) => error)
      expect(wrong).toMatchObject({ errcode: 40003 })
      expect((await client.signPage('http://127.0.0.1/m/')).signature).toMatch(/^[0-9a-f]{40}$/)
    })

    it('mini-program: log-in code once, phone code once', async () => {
      const { id, key } = await accountOf('mini_program')
      const client = await app.app.get(WechatClients).miniProgram(id)
      const one = await person()
      const { code } = await sandbox.post<{ code: string }>(`people/${one.id}/login-code`, { appid: key })
      const session = await client.session(code)
      expect(session).toMatchObject({ unionid: one.unionid })
      await expect(client.session(code)).rejects.toBeInstanceOf(WechatApiError)
      const phone = await sandbox.post<{ code: string }>(`people/${one.id}/phone-code`, { appid: key })
      expect((await client.phoneNumber(phone.code)).purePhoneNumber).toBe(one.phone)
      await expect(client.phoneNumber(phone.code)).rejects.toMatchObject({ errcode: 40029 })
    })

    it('WeCom: members, a customer, a group message', async () => {
      const { id } = await accountOf('work')
      const client = await app.app.get(WechatClients).work(id)
      const one = await person()
      await sandbox.post(`people/${one.id}/add-contact`, { userid: 'linxiaoyu' })
      const { external_userid: contacts } = await client.call(workCalls.externalContactsOf, { userid: 'linxiaoyu' })
      const external_userid = contacts.at(-1) ?? ''
      const contact = await client.call(workCalls.externalContact, { external_userid })
      expect(contact.external_contact).toMatchObject({ name: '测试顾客', unionid: one.unionid })
      await client.call(workCalls.remark, { userid: 'linxiaoyu', external_userid, remark: '老客户' })
      const { msgid } = await client.call(workCalls.addGroupMessage, {
        chat_type: 'single',
        external_userid: [external_userid],
        sender: 'linxiaoyu',
        text: { content: '谷雨新茶到店' },
      })
      expect(msgid).toMatch(/^msg/)
      expect(await client.signPageForCorp('http://127.0.0.1/sidebar/')).toHaveProperty('signature')
      expect(await client.signPageForAgent('http://127.0.0.1/sidebar/')).toHaveProperty('signature')
      await expect(client.call(workCalls.member, { userid: 'nobody' })).rejects.toMatchObject({ errcode: 60111 })
    })
  })
})
