import { PhoneVault } from '../../server/src/modules/privacy'
import { startTestApp, type TestApp } from '../support/app'
import { rolesOf, type Roles } from '../support/http'

interface Config {
  brandName: string
  miniProgramAppid: string
  wechatHost: { kind: string }
  privacy: { version: string; title: string; text: string }
}

describe('privacy', () => {
  let testApp: TestApp
  let roles: Roles

  beforeAll(async () => {
    testApp = await startTestApp()
    roles = rolesOf(testApp)
  })

  afterAll(() => testApp.close())

  const config = (): Promise<Config> => roles.anonymous().get('/api/consumer/config')

  it('tells everybody the brand, the mini-program and the text to agree to', async () => {
    const told = await config()
    expect(told).toMatchObject({ miniProgramAppid: 'wx0ff1c1a1acc00002', wechatHost: { kind: 'sandbox' } })
    expect(told.brandName).not.toBe('')
    expect(told.privacy.text.length).toBeGreaterThan(100)
  })

  it('publishes a new text once, which counts from then on', async () => {
    const administrator = await roles.asAdministrator()
    const policy = { version: '2026-12', title: '会员隐私政策（新版）', text: '新的正文' }
    await administrator.post('/api/privacy/policies', policy)
    expect((await config()).privacy).toEqual(policy)
    expect(await administrator.refusal('POST', '/api/privacy/policies', policy)).toMatchObject({
      status: 409,
      code: 'PRIVACY_VERSION_EXISTS',
      field: 'version',
    })
    expect(
      (await administrator.get<{ version: string }[]>('/api/privacy/policies')).map(({ version }) => version),
    ).toHaveLength(2)
  })

  it('lets nobody but an administrator change text or brand', async () => {
    for (const [method, path] of [
      ['POST', '/api/privacy/policies'],
      ['PUT', '/api/privacy/brand'],
    ] as const) {
      expect(await (await roles.asOperator()).refusal(method, path, {})).toMatchObject({
        status: 403,
        code: 'FORBIDDEN',
      })
      expect(await roles.anonymous().refusal(method, path, {})).toMatchObject({ status: 401, code: 'NOT_LOGGED_IN' })
    }
  })

  it('names the field of a text that is missing', async () => {
    const refusal = await (
      await roles.asAdministrator()
    ).refusal('POST', '/api/privacy/policies', { version: 'a b', title: '' })
    expect(refusal).toMatchObject({ status: 400, code: 'VALIDATION_FAILED' })
    expect(refusal.details?.map(({ field }) => field)).toEqual(expect.arrayContaining(['version', 'title', 'text']))
  })

  it('renames the brand', async () => {
    await (await roles.asAdministrator()).put('/api/privacy/brand', { name: '新名', slogan: '新话' })
    expect(await config()).toMatchObject({ brandName: '新名' })
  })

  it('seals one number differently each time and finds it by the same hash', () => {
    const vault = testApp.app.get(PhoneVault)
    const number = `1990000${String(4321)}`
    const [one, other] = [vault.seal(number), vault.seal(`+86 ${number}`)]
    expect(one.cipher).not.toBe(other.cipher)
    expect(one.lookupHash).toBe(other.lookupHash)
    expect(vault.open(other.cipher)).toBe(`+86${number}`)
    expect(one.masked).toBe('199****4321')
    expect(() => vault.open(`${one.cipher.slice(0, -4)}AAAA`)).toThrow()
  })
})
