import { loadDemoAccounts } from '../sandbox/accounts'
import { startTestApp, type TestApp } from '../support/app'
import { rolesOf, type Roles } from '../support/http'

interface StaffRow {
  id: number
  username: string
  role: string
  disabled: boolean
}

describe('staff', () => {
  let app: TestApp
  let roles: Roles

  beforeAll(async () => {
    app = await startTestApp()
    roles = rolesOf(app)
  })
  afterAll(() => app.close())

  const login = (username: string, password: string) => ({ username, password })

  describe('log-in', () => {
    it('lets a member of staff in, tells who they are and lets them out again', async () => {
      const client = roles.anonymous()
      const operator = loadDemoAccounts().staff.find(({ role }) => role === 'operator')
      await client.post('/api/auth/login', login('operator', operator?.password ?? ''))
      const me = await client.get<{ username: string; permissions: string[] }>('/api/auth/me')
      expect(me.username).toBe('operator')
      expect(me.permissions).toContain('campaign.send')
      expect(me.permissions).not.toContain('staff.write')
      await client.post('/api/auth/logout')
      expect(await client.refusal('GET', '/api/auth/me')).toMatchObject({ status: 401, code: 'NOT_LOGGED_IN' })
    })

    it('answers an unknown name and a wrong password alike', async () => {
      const client = roles.anonymous()
      const unknown = await client.refusal('POST', '/api/auth/login', login('nobody', 'whatever-it-is'))
      const wrong = await client.refusal('POST', '/api/auth/login', login('editor', 'whatever-it-is'))
      expect(unknown).toMatchObject({ status: 401, code: 'LOGIN_FAILED' })
      expect(wrong.message).toBe(unknown.message)
    })

    it('stops a guesser after a few attempts, also when the next guess is right', async () => {
      const client = roles.anonymous()
      const admin = await roles.asAdministrator()
      await admin.post('/api/staff', {
        username: 'guessed',
        name: '被猜的人',
        role: 'editor',
        password: 'right-password-1',
      })
      for (let attempt = 0; attempt < 8; attempt++) {
        await client.refusal('POST', '/api/auth/login', login('guessed', `wrong-password-${attempt}`))
      }
      expect(await client.refusal('POST', '/api/auth/login', login('guessed', 'right-password-1'))).toMatchObject({
        status: 429,
        code: 'LOGIN_THROTTLED',
      })
    })

    it('keeps the sidebar of a sales apart from the console in the same browser', async () => {
      const browser = roles.anonymous()
      const [operator, sales] = ['operator', 'sales'].map((name) =>
        loadDemoAccounts().staff.find(({ username }) => username === name),
      )
      await browser.post('/api/auth/login', login('operator', operator?.password ?? ''))
      const sidebar = { 'x-guiyi-surface': 'sidebar' }
      await browser.raw('POST', '/api/auth/login', { body: login('sales', sales?.password ?? ''), headers: sidebar })
      const inSidebar = await browser.raw<{ username: string }>('GET', '/api/auth/me', { headers: sidebar })
      expect(inSidebar.body.username).toBe('sales')
      expect((await browser.get<{ username: string }>('/api/auth/me')).username).toBe('operator')
    })

    it('keeps only a hash of the session', async () => {
      await roles.asSales()
      const rows = await app.db.query<{ token_hash: string }>(
        'SELECT token_hash FROM staff_session ORDER BY id DESC LIMIT 1',
      )
      expect(rows[0]?.token_hash).toMatch(/^[0-9a-f]{64}$/)
    })

    it('names the missing field of a log-in', async () => {
      const refusal = await roles.anonymous().refusal('POST', '/api/auth/login', { username: 'admin' })
      expect(refusal).toMatchObject({ status: 400, code: 'VALIDATION_FAILED', field: 'password' })
    })
  })

  describe('access', () => {
    it('asks a stranger to log in and refuses a role without the permission', async () => {
      expect(await roles.anonymous().refusal('GET', '/api/staff')).toMatchObject({ status: 401, code: 'NOT_LOGGED_IN' })
      expect(await (await roles.asEditor()).refusal('GET', '/api/staff')).toMatchObject({
        status: 403,
        code: 'FORBIDDEN',
      })
    })

    it('refuses a change that a foreign page could have sent', async () => {
      const client = await roles.asAdministrator()
      const body = { username: 'forged', name: '伪造', role: 'editor' }
      const noHeader = await client.refusal('POST', '/api/staff', body, { 'x-requested-with': 'somebody' })
      const crossSite = await client.refusal('POST', '/api/staff', body, { 'sec-fetch-site': 'cross-site' })
      expect([noHeader.code, crossSite.code]).toEqual(['CROSS_SITE_REQUEST', 'CROSS_SITE_REQUEST'])
      expect(await app.db.query('SELECT id FROM staff WHERE username = ?', ['forged'])).toEqual([])
    })
  })

  describe('the team', () => {
    it('creates, changes and disables a member, and ends their session with it', async () => {
      const admin = await roles.asAdministrator()
      const created = await admin.post<StaffRow>('/api/staff', {
        username: 'xinren',
        name: '新人',
        role: 'editor',
        password: 'xinren-password',
      })
      const client = roles.anonymous()
      await client.post('/api/auth/login', login('xinren', 'xinren-password'))
      await admin.patch(`/api/staff/${created.id}`, { disabled: true })
      expect(await client.refusal('GET', '/api/auth/me')).toMatchObject({ code: 'NOT_LOGGED_IN' })
      expect(
        await roles.anonymous().refusal('POST', '/api/auth/login', login('xinren', 'xinren-password')),
      ).toMatchObject({
        code: 'LOGIN_FAILED',
      })
    })

    it('keeps user names and WeCom members unique, and the last administrator in place', async () => {
      const admin = await roles.asAdministrator()
      expect(
        await admin.refusal('POST', '/api/staff', { username: 'admin', name: '另一个', role: 'editor' }),
      ).toMatchObject({
        code: 'STAFF_USERNAME_TAKEN',
        field: 'username',
      })
      const { items } = await admin.get<{ items: StaffRow[] }>('/api/staff', { role: 'administrator' })
      expect(await admin.refusal('PATCH', `/api/staff/${items[0]?.id}`, { role: 'editor' })).toMatchObject({
        code: 'STAFF_LAST_ADMINISTRATOR',
      })
      expect(
        await admin.refusal('POST', '/api/staff', {
          username: 'bound',
          name: '重复绑定',
          role: 'sales',
          workUserid: 'linxiaoyu',
        }),
      ).toMatchObject({
        code: 'STAFF_WORK_USERID_TAKEN',
      })
    })

    it('refuses unknown fields and unknown roles by name', async () => {
      const admin = await roles.asAdministrator()
      const refusal = await admin.refusal('POST', '/api/staff', {
        username: 'okname',
        name: '某人',
        role: 'owner',
        isRoot: true,
      })
      expect(refusal.code).toBe('VALIDATION_FAILED')
      expect(refusal.details?.map(({ field }) => field).sort()).toEqual(['isRoot', 'role'])
    })
  })

  describe('the audit log', () => {
    it('has one row per change, with before and after and without the password', async () => {
      const admin = await roles.asAdministrator()
      const created = await admin.post<StaffRow>('/api/staff', {
        username: 'audited',
        name: '被记录的人',
        role: 'editor',
        password: 'audited-password',
      })
      await admin.patch(`/api/staff/${created.id}`, { name: '改过名的人' })
      const { items } = await admin.get<{
        items: { action: string; targetName: string; before: { name: string }; after: { name: string } }[]
      }>('/api/audit', { targetKind: 'staff', targetId: created.id })
      expect(items.map(({ action }) => action)).toEqual(['staff.update', 'staff.create'])
      expect(items[0]).toMatchObject({ before: { name: '被记录的人' }, after: { name: '改过名的人' } })
      expect(JSON.stringify(items)).not.toContain('audited-password')
    })

    it('has no row for a change that was refused', async () => {
      const admin = await roles.asAdministrator()
      const count = async (): Promise<number> => (await admin.get<{ total: number }>('/api/audit')).total
      const before = await count()
      await admin.refusal('POST', '/api/staff', { username: 'admin', name: '重复', role: 'editor' })
      expect(await count()).toBe(before)
    })

    it('has no row for a question that needs a body', async () => {
      const operator = await roles.asOperator()
      const admin = await roles.asAdministrator()
      const count = async (): Promise<number> => (await admin.get<{ total: number }>('/api/audit')).total
      const before = await count()
      await operator.post('/api/segments/count', { rule: { kind: 'follows' } })
      expect(await count()).toBe(before)
    })

    it('is for administrators', async () => {
      expect(await (await roles.asOperator()).refusal('GET', '/api/audit')).toMatchObject({ code: 'FORBIDDEN' })
    })
  })
})
