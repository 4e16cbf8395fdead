import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Clock } from '../../server/src/platform/clock'
import { ExportKinds, Exports } from '../../server/src/platform/exports'
import { startTestApp, type TestApp } from '../support/app'
import { rolesOf, type Roles, type TestClient } from '../support/http'
import { until } from '../support/until'
import { TestPeople, type TestPerson } from './tag-support'

interface File {
  id: number
  state: string
  rows: number
  jobId: number
}

const DAY_MS = 86_400_000

async function* once(text: string): AsyncGenerator<string[]> {
  yield await Promise.resolve([text])
}

async function* endless(): AsyncGenerator<number[]> {
  for (let n = 0; ; n += 1) yield await Promise.resolve([n])
}

describe('reading tags from outside', () => {
  let testApp: TestApp
  let roles: Roles
  let operator: TestClient
  let people: TestPeople
  let [first, second] = [] as unknown as [TestPerson, TestPerson]
  let tag = 0
  let publishedAt: Date

  beforeAll(async () => {
    testApp = await startTestApp()
    roles = rolesOf(testApp)
    operator = await roles.asOperator()
    people = new TestPeople(testApp)
    first = await people.person('first')
    second = await people.person('second')
    await people.buys(first, 60_000, 2)
    await people.settled()
    const rule = {
      kind: 'tiers',
      tiers: [
        {
          value: '=大额',
          when: {
            kind: 'event',
            event: 'purchase',
            window: { kind: 'ever' },
            measure: { of: 'sum', property: 'amount' },
            test: { op: '>=', value: 50_000 },
          },
        },
      ],
      otherwise: '小额',
    }
    tag = (await operator.post<{ id: number }>('/api/tags', { name: '金额', method: 'rule', rule })).id
    const { jobId } = await operator.post<{ jobId: number }>(`/api/tags/${tag}/publish`)
    publishedAt = new Date()
    await people.jobDone(jobId)
  }, 60_000)
  afterAll(() => testApp.close())
  afterEach(() => jest.restoreAllMocks())

  const dayOf = (date: Date): string => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(date)
  const ready = (id: number): Promise<File> =>
    until(async () => {
      const file = await operator.get<File>(`/api/exports/${id}`)
      return file.state === 'running' ? undefined : file
    })

  it('tells what tags there are', async () => {
    expect(await operator.get('/api/tags/metadata')).toEqual([
      expect.objectContaining({
        id: tag,
        name: '金额',
        kind: 'fact',
        valueType: 'text',
        values: ['=大额', '小额'],
        version: 1,
      }),
    ])
  })

  it('gives one value, a whole portrait, and the values of a list', async () => {
    const path = `/api/customers/${first.publicId}/tags`
    expect(await operator.get(path)).toMatchObject([{ tagId: tag, values: ['=大额'] }])
    expect(await operator.get(`${path}/${tag}`)).toMatchObject({ tag: { values: ['=大额'], version: 1 } })
    expect(await operator.refusal('GET', `${path}/999`)).toMatchObject({ status: 404 })
    const asked = [first.publicId, 'nobody', second.publicId]
    expect(await operator.post('/api/tags/values', { customerIds: asked })).toMatchObject([
      { customerId: first.publicId, livingId: first.publicId, tags: [{ tagId: tag, name: '金额', values: ['=大额'] }] },
      { customerId: 'nobody', livingId: null, tags: [] },
      { customerId: second.publicId, tags: [{ values: ['小额'] }] },
    ])
    expect(await operator.post('/api/tags/values', { customerIds: asked, tagIds: [] })).toMatchObject([
      { tags: [] },
      { tags: [] },
      { tags: [] },
    ])
    expect(
      await operator.refusal('POST', '/api/tags/values', { customerIds: Array<string>(1001).fill('x') }),
    ).toMatchObject({ code: 'VALIDATION_FAILED', field: 'customerIds' })
  })

  it('shows to nobody people who may not see them', async () => {
    const editor = await roles.asEditor()
    for (const path of ['/api/tags/values', `/api/tags/${tag}/export`])
      expect(await editor.refusal('POST', path, { customerIds: ['x'] })).toMatchObject({ status: 403 })
    const person = `/api/customers/${first.publicId}/tags`
    for (const path of [`/api/tags/${tag}/people`, person, `${person}/${tag}`, `${person}/${tag}/why`])
      expect(await editor.refusal('GET', path)).toMatchObject({ status: 403 })
    // Sales may see people, but not carry them away.
    expect(await (await roles.asSales()).refusal('POST', `/api/tags/${tag}/export`, {})).toMatchObject({ status: 403 })
  })

  it('makes a file that its owner fetches, cells of which no spreadsheet runs', async () => {
    const created = await operator.post<File>(`/api/tags/${tag}/export`, {})
    expect(await ready(created.id)).toMatchObject({ state: 'ready', rows: 2 })
    const { body, headers } = await operator.raw<string>('GET', `/api/exports/${created.id}/file`)
    expect(decodeURIComponent(headers.get('content-disposition') ?? '')).toContain('标签-金额.csv')
    const [head, ...lines] = body.trim().split(/\r?\n/)
    expect(head?.replace('\ufeff', '')).toBe('客户编号,客户,手机号（已脱敏）,触点,标签值,原始值,获得时间（北京时间）')
    expect(lines).toHaveLength(2)
    expect(lines[0]).toContain(first.publicId)
    expect(lines[0]).toContain("'=大额")
    expect((await operator.get<File[]>('/api/exports')).map(({ id }) => id)).toContain(created.id)
    const log = await testApp.db.query<{ action: string }>(
      "SELECT action FROM audit_entry WHERE target_kind = 'export' ORDER BY id",
    )
    expect(log.map(({ action }) => action)).toEqual(['export.create', 'export.download'])
    const stranger = await roles.asAdministrator()
    expect(await stranger.refusal('GET', `/api/exports/${created.id}/file`)).toMatchObject({ status: 404 })
  })

  it('stops a file that is being made, tries again after a failure, and keeps nothing readable on disk', async () => {
    let failures = 1
    const kinds = testApp.app.get(ExportKinds)
    kinds.register<object>({
      kind: 'test.endless',
      permissions: ['tag.read'],
      open: () => Promise.resolve({ headers: ['n'], total: 1_000_000, rows: endless() }),
    })
    kinds.register<object>({
      kind: 'test.shaky',
      permissions: ['tag.read'],
      open: () => {
        failures -= 1
        if (failures >= 0) return Promise.reject(new Error('the first try dies'))
        return Promise.resolve({ headers: ['n'], total: 1, rows: once('a readable secret') })
      },
    })
    const { id: staffId } = await operator.get<{ id: number }>('/api/auth/me')
    const staff = {
      kind: 'staff',
      staffId,
      name: 'x',
      role: 'operator',
      permissions: ['tag.read'],
      sessionId: 0,
    } as const
    const ask = (kind: string): Promise<{ id: number }> =>
      testApp.app.get(Exports).create({ kind, name: kind, params: {} }, staff)
    const slow = await ask('test.endless')
    await until(async () => {
      const [row] = await testApp.db.query<{ n: string }>(
        'SELECT progress_done AS n FROM job WHERE id = (SELECT job_id FROM export_file WHERE id = ?)',
        [slow.id],
      )
      return Number(row?.n) > 0
    })
    await operator.post(`/api/exports/${slow.id}/cancel`)
    expect(await ready(slow.id)).toMatchObject({ state: 'cancelled' })
    expect(await operator.refusal('GET', `/api/exports/${slow.id}/file`)).toMatchObject({ code: 'EXPORT_NOT_READY' })
    const shaky = await ask('test.shaky')
    expect(await ready(shaky.id)).toMatchObject({ state: 'ready', rows: 1 })
    const folder = join(testApp.dataDir, 'exports')
    const files = readdirSync(folder)
    expect(files.filter((file) => file.startsWith(`${slow.id}.`))).toEqual([])
    expect(readFileSync(join(folder, `${shaky.id}.sealed`)).includes('a readable secret')).toBe(false)
    const { body } = await operator.raw<string>('GET', `/api/exports/${shaky.id}/file`)
    expect(body).toContain('a readable secret')
  })

  it('throws a file away after a week', async () => {
    const { id } = await operator.post<File>(`/api/tags/${tag}/export`, { value: '小额' })
    expect(await ready(id)).toMatchObject({ rows: 1 })
    const later = Date.now() + 8 * DAY_MS
    const clock = jest.spyOn(testApp.app.get(Clock), 'now').mockImplementation(() => new Date(later))
    expect(await testApp.app.get(Exports).forgetExpired()).toBeGreaterThan(0)
    clock.mockRestore()
    expect(await operator.refusal('GET', `/api/exports/${id}/file`)).toMatchObject({ status: 410, code: 'EXPORT_GONE' })
    expect(await operator.refusal('POST', `/api/exports/${id}/cancel`)).toMatchObject({ code: 'EXPORT_NOT_RUNNING' })
  })

  it('knows who had a value on a day, and what a person had when', async () => {
    await people.buys(second, 90_000)
    await until(async () => {
      await people.settled()
      return (await operator.get<{ total: number }>(`/api/tags/${tag}/people?value=小额`)).total === 0
    })
    const on = dayOf(publishedAt)
    const before = dayOf(new Date(publishedAt.getTime() - DAY_MS))
    const count = async (query: string): Promise<number> =>
      (await operator.get<{ total: number }>(`/api/tags/${tag}/people?${query}`)).total
    expect(await count(`on=${before}`)).toBe(0)
    expect(await count(`on=${on}&value=${encodeURIComponent('=大额')}`)).toBe(2)
    const history = await operator.get<{ values: string[]; from: string; until: string | null }[]>(
      `/api/customers/${second.publicId}/tags/${tag}/history`,
    )
    expect(history.map(({ values }) => values)).toEqual([['=大额'], ['小额']])
    expect(history[0]?.until).toBeNull()
    expect(history[1]?.until).toBe(history[0]?.from)
    expect(await operator.get(`/api/tags/${tag}/trend`)).toEqual({
      days: [on],
      series: [{ value: '=大额', shown: '=大额', people: [2] }],
    })
  })
})
