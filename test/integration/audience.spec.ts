import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { RuleNode } from '@guiyi/shared'
import { EraseCustomer } from '../../server/src/modules/identity/merge/erase-customer'
import { IdentityService } from '../../server/src/modules/identity'
import { RuleCompiler, RuleSets } from '../../server/src/modules/rule'
import { ForgetAudienceFilesJob } from '../../server/src/modules/segment/audience/forget-files.job'
import { ImportAudience } from '../../server/src/modules/segment/audience/import-audience'
import { NamedPeople } from '../../server/src/modules/segment/audience/named-people'
import { Database } from '../../server/src/platform/database'
import { AudienceEngine } from '../../server/src/platform/audience-engine'
import { startTestApp, type TestApp } from '../support/app'
import { rolesOf, type Roles, type TestClient } from '../support/http'
import { until } from '../support/until'
import { checkedList, type UploadedList } from './audience-support'
import { TestPeople, type TestPerson } from './tag-support'

interface Wish {
  id: number
  state: string
  exportId: number | null
  own: boolean
  sentence: string | null
  validUntil: string | null
}

const bought = (atLeast: number): RuleNode => ({
  kind: 'event',
  event: 'purchase',
  window: { kind: 'ever' },
  measure: { of: 'count' },
  test: { op: '>=', value: atLeast },
})

describe('audiences', () => {
  let testApp: TestApp
  let roles: Roles
  let operator: TestClient
  let administrator: TestClient
  let people: TestPeople
  const persons: TestPerson[] = []

  beforeAll(async () => {
    testApp = await startTestApp()
    roles = rolesOf(testApp)
    operator = await roles.asOperator()
    administrator = await roles.asAdministrator()
    people = new TestPeople(testApp)
    for (let index = 0; index < 8; index += 1) {
      const person = await people.person(`a${index}`)
      persons.push(person)
      for (let bought = 0; bought < index % 4; bought += 1) await people.buys(person, 1000)
    }
    await withPhone(0, '19900000000')
    await people.settled()
  }, 60_000)
  afterAll(() => testApp.close())

  const person = (index: number): TestPerson => {
    const found = persons[index]
    if (!found) throw new Error(`no person ${index}`)
    return found
  }
  const withPhone = (index: number, phone: string): Promise<unknown> =>
    testApp.app.get(IdentityService).resolve({
      identities: [
        { kind: 'openid', scope: 'wx-test', value: `o-a${index}` },
        { kind: 'phone', value: phone, verified: true },
      ],
      at: new Date(),
      source: 'test',
    })
  const upload = (content: string): Promise<UploadedList> => checkedList(operator, '会员日名单.csv', content)
  const segment = async (name: string, rule: RuleNode): Promise<number> => {
    const saved = await operator.post<{ segment: { id: number }; jobId: number }>('/api/segments', { name, rule })
    await people.jobDone(saved.jobId)
    return saved.segment.id
  }

  describe('from a file', () => {
    /** Keeps the next search waiting before its last lines. */
    function holdSearch(): { begun: Promise<void>; goOn: () => void } {
      let goOn = (): void => undefined
      let tell = (): void => undefined
      const begun = new Promise<void>((resolve) => (tell = resolve))
      const held = new Promise<void>((resolve) => (goOn = resolve))
      const search = jest.spyOn(ImportAudience.prototype, 'advance').mockImplementationOnce(async () => {
        tell()
        await held
        search.mockRestore()
      })
      return { begun, goOn }
    }

    const file = (): string =>
      [
        '手机号,openid,客户编号,备注',
        '199-0000-0000,,,老客',
        ',o-a1,,',
        `,,${person(2).publicId},`,
        ',o-a1,,又一次',
        '12345,,,',
        ',o-nobody,,',
      ].join('\n')

    it('looks through it first, then keeps it once', async () => {
      const checked = await upload(file())
      expect(checked).toMatchObject({
        state: 'checked',
        totalRows: 6,
        doneRows: 6,
        people: 3,
        repeatedRows: 1,
        rejectedRows: 2,
      })
      expect(checked.rejects).toEqual([
        { row: 6, reason: '手机号格式不对' },
        { row: 7, reason: '没有找到对应的客户' },
      ])
      const confirmed = await operator.post<{ id: number; people: number; source: string }>(
        `/api/audiences/imports/${checked.id}/confirm`,
        { name: '会员日' },
      )
      expect(confirmed).toMatchObject({ people: 3, source: 'import' })
      expect(
        await operator.refusal('POST', `/api/audiences/imports/${checked.id}/confirm`, { name: '会员日' }),
      ).toMatchObject({ status: 409, code: 'AUDIENCE_IMPORT_DONE' })
      const page = await operator.get<{ items: { customerId: string }[]; total: number }>(
        `/api/audiences/${confirmed.id}/people`,
      )
      expect(page.items.map(({ customerId }) => customerId)).toEqual([0, 1, 2].map((index) => person(index).publicId))
    })

    it('gives the rejected lines back to be mended', async () => {
      const checked = await upload(file())
      const { body } = await operator.raw<string>('GET', `/api/audiences/imports/${checked.id}/rejects`)
      expect(body).toContain('6,手机号格式不对,12345')
      expect(body).toContain('7,没有找到对应的客户')
      expect(
        (await (await roles.asAdministrator()).refusal('GET', `/api/audiences/imports/${checked.id}/rejects`)).status,
      ).toBe(404)
    })

    it('forgets the uploaded file after a week', async () => {
      const checked = await upload(file())
      expect(existsSync(join(testApp.dataDir, 'audience-imports', `${checked.id}.sealed`))).toBe(false)
      const sealed = join(testApp.dataDir, 'audience-import-rejects', `${checked.id}.sealed`)
      const job = testApp.app.get(ForgetAudienceFilesJob)
      await job.run()
      expect(existsSync(sealed)).toBe(true)
      await testApp.db.query('UPDATE audience_import SET created_at = created_at - INTERVAL 8 DAY WHERE id = ?', [
        checked.id,
      ])
      await job.run()
      expect(existsSync(sealed)).toBe(false)
      expect(await operator.refusal('GET', `/api/audiences/imports/${checked.id}/rejects`)).toMatchObject({
        status: 410,
        code: 'AUDIENCE_FILE_GONE',
      })
      expect(
        await operator.refusal('POST', `/api/audiences/imports/${checked.id}/confirm`, { name: '过期' }),
      ).toMatchObject({ status: 410, code: 'AUDIENCE_FILE_GONE' })
      expect(await draftOf(checked.id)).toEqual([])
    })

    const draftOf = (importId: number): Promise<{ id: number; hidden: number }[]> =>
      testApp.db.query(
        'SELECT a.id, a.hidden FROM audience a JOIN audience_import i ON i.audience_id = a.id WHERE i.id = ?',
        [importId],
      )

    it('shows nobody the list before it is confirmed', async () => {
      const { id } = await upload(file())
      const [draft] = await draftOf(id)
      expect(draft).toMatchObject({ hidden: 1 })
      expect(await operator.refusal('GET', `/api/audiences/${draft?.id}`)).toMatchObject({ status: 404 })
    })

    it('is stopped when its owner asks, and leaves nothing behind', async () => {
      const look = holdSearch()
      const { id } = await operator.upload<UploadedList>('/api/audiences/imports', {
        name: '误传.csv',
        content: file(),
      })
      const at = `/api/audiences/imports/${id}`
      await look.begun
      expect(await operator.refusal('POST', `${at}/confirm`, { name: '太早' })).toMatchObject({
        status: 409,
        code: 'AUDIENCE_IMPORT_NOT_READY',
      })
      expect((await administrator.refusal('POST', `${at}/cancel`)).status).toBe(404)
      await operator.post(`${at}/cancel`)
      look.goOn()
      await until(async () => (await operator.get<UploadedList>(at)).state === 'cancelled')
      expect(await operator.refusal('POST', `${at}/cancel`)).toMatchObject({ code: 'AUDIENCE_IMPORT_NOT_CHECKING' })
      expect(await operator.refusal('POST', `${at}/confirm`, { name: '误传' })).toMatchObject({
        code: 'AUDIENCE_IMPORT_NOT_READY',
      })
      await until(() => !existsSync(join(testApp.dataDir, 'audience-imports', `${id}.sealed`)))
    })

    it('is begun anew when the search broke off', async () => {
      const search = jest.spyOn(NamedPeople.prototype, 'look').mockRejectedValueOnce(new Error('connection lost'))
      expect(await upload(file())).toMatchObject({ state: 'checked', people: 3, rejectedRows: 2 })
      expect(search).toHaveBeenCalledTimes(2)
      search.mockRestore()
    })

    it.each([
      ['a file without a known column', '姓名\n林小姐\n', 'AUDIENCE_COLUMNS_MISSING'],
      ['an empty file', '手机号\n', 'TABLE_EMPTY'],
      ['a workbook', 'PK\u0003\u0004', 'FILE_UNREADABLE'],
    ])('refuses %s', async (_, content, code) => {
      const form = new FormData()
      form.append('file', new Blob([content]), 'x.csv')
      const reply = await operator.raw<{ error: { code: string } }>('POST', '/api/audiences/imports', { body: form })
      expect(reply).toMatchObject({ status: 400, body: { error: { code } } })
    })

    it('makes no audience of nobody', async () => {
      const checked = await upload('openid\no-stranger\n')
      expect(
        await operator.refusal('POST', `/api/audiences/imports/${checked.id}/confirm`, { name: '空' }),
      ).toMatchObject({ status: 409, code: 'AUDIENCE_EMPTY' })
    })
  })

  describe('as a file', () => {
    const wish = (id: number, columns = ['customerId', 'displayName', 'phoneMasked']): Promise<Wish> =>
      operator.post<Wish>('/api/audience-exports', {
        targetKind: 'segment',
        targetId: id,
        columns,
        reason: '会员日短信名单核对',
      })

    const fetched = async (exportId: number | null): Promise<string> => {
      await until(async () => (await operator.get<{ state: string }>(`/api/exports/${exportId}`)).state === 'ready')
      return (await operator.raw<string>('GET', `/api/exports/${exportId}/file`)).body
    }
    const fileOf = async ({ id }: Wish): Promise<string> =>
      fetched((await operator.post<Wish>(`/api/audience-exports/${id}/file`)).exportId)
    const approve = (asked: Wish): Promise<Wish> =>
      administrator.post<Wish>(`/api/audience-exports/${asked.id}/decision`, { action: 'approve' })
    const ended = (days: number, ids: readonly number[]): Promise<unknown> =>
      testApp.db.query('UPDATE audience_export SET valid_until = UTC_TIMESTAMP(3) - INTERVAL ? DAY WHERE id IN (?)', [
        days,
        ids,
      ])
    const rowsOf = (body: string): (string | undefined)[] =>
      body
        .trim()
        .split('\n')
        .slice(1)
        .map((line) => line.split(',')[0]?.replace(/^'/, ''))

    it('holds whom the approver saw, whatever becomes of the rule', async () => {
      const id = await segment('三单以上', bought(3))
      const asked = await wish(id)
      expect(asked).toMatchObject({ people: 2, sentence: expect.stringContaining('次数 ≥ 3 次') as string })
      await approve(asked)
      const { jobId } = await operator.patch<{ jobId: number }>(`/api/segments/${id}`, { rule: bought(1) })
      await people.jobDone(jobId)
      expect(await operator.get(`/api/segments/${id}`)).toMatchObject({ people: 6 })
      expect(rowsOf(await fileOf(asked))).toEqual([3, 7].map((index) => person(index).publicId))
      const lists = await operator.get<{ items: { name: string }[] }>('/api/audiences?pageSize=200')
      const { items: seen } = await operator.get<{ items: Wish[] }>('/api/audience-exports')
      expect(seen.find((one) => one.id === asked.id)).toMatchObject({ people: 2, sentence: asked.sentence })
      expect(lists.items.map(({ name }) => name)).not.toContain('三单以上')
    })

    it('is refused while the people still follow the rule of before', async () => {
      const id = await segment('刚改的', bought(1))
      await testApp.db.query('UPDATE segment SET version = version + 1 WHERE id = ?', [id])
      const body = { targetKind: 'segment', targetId: id, columns: ['customerId'], reason: '核对名单' }
      expect(await operator.refusal('POST', '/api/audience-exports', body)).toMatchObject({
        status: 409,
        code: 'SEGMENT_NOT_READY',
      })
      expect(await operator.refusal('POST', `/api/segments/${id}/audiences`, { name: '半新' })).toMatchObject({
        code: 'SEGMENT_NOT_READY',
      })
    })

    it('ends after a week without a decision, and a week after the approval', async () => {
      const id = await segment('会过期的', bought(1))
      const [waiting, approved] = [await wish(id), await wish(id)]
      const left = Date.parse((await approve(approved)).validUntil ?? '') - Date.now()
      expect(Math.round(left / 86_400_000)).toBe(7)
      await ended(0, [waiting.id, approved.id])
      const late = { action: 'approve' }
      expect(await administrator.refusal('POST', `/api/audience-exports/${waiting.id}/decision`, late)).toMatchObject({
        status: 409,
        code: 'AUDIENCE_EXPORT_EXPIRED',
      })
      expect(await operator.refusal('POST', `/api/audience-exports/${approved.id}/file`)).toMatchObject({
        status: 409,
        code: 'AUDIENCE_EXPORT_EXPIRED',
      })
      await testApp.app.get(ForgetAudienceFilesJob).run()
      const page = await operator.get<{ items: Wish[]; total: number }>('/api/audience-exports?state=expired')
      expect(page.items.map(({ id: wished }) => wished)).toEqual([approved.id, waiting.id])
      const parts = (): Promise<unknown[]> =>
        testApp.db.query(
          'SELECT part.id FROM audience_part part JOIN audience_export wish ON wish.audience_id = part.audience_id WHERE wish.id = ?',
          [approved.id],
        )
      expect(await parts()).toHaveLength(1)
      await ended(2, [approved.id])
      await testApp.app.get(ForgetAudienceFilesJob).run()
      expect(await parts()).toHaveLength(0)
    })

    it('is made again when a file came to nothing, and destroyed when withdrawn', async () => {
      const asked = await wish(await segment('再来一次', bought(1)))
      await approve(asked)
      const { exportId: first } = await operator.post<Wish>(`/api/audience-exports/${asked.id}/file`)
      await fetched(first)
      await testApp.db.query("UPDATE export_file SET state = 'failed' WHERE id = ?", [first])
      const { exportId: second } = await operator.post<Wish>(`/api/audience-exports/${asked.id}/file`)
      expect(second).not.toBe(first)
      await fetched(second)
      await operator.post(`/api/audience-exports/${asked.id}/withdraw`)
      expect(await operator.refusal('GET', `/api/exports/${second}/file`)).toMatchObject({ code: 'EXPORT_GONE' })
    })

    it('is destroyed with the person who stands in it', async () => {
      const gone = await people.person('to-be-erased')
      for (let times = 0; times < 9; times += 1) await people.buys(gone, 100)
      await people.settled()
      const asked = await wish(await segment('九单', bought(9)))
      await approve(asked)
      const { exportId } = await operator.post<Wish>(`/api/audience-exports/${asked.id}/file`)
      expect(rowsOf(await fetched(exportId))).toEqual([gone.publicId])
      await testApp.app.get(Database).transaction(() => testApp.app.get(EraseCustomer).run(gone.customerId))
      await until(async () => (await operator.raw('GET', `/api/exports/${exportId}/file`)).status === 410)
      expect(rowsOf(await fileOf(asked))).toEqual([])
    })

    it('waits for somebody else, then is made once, watermarked in every row', async () => {
      const id = await segment('要导出的', bought(1))
      const asked = await wish(id)
      expect(asked).toMatchObject({ state: 'pending', own: true, exportId: null })
      expect(await operator.refusal('POST', `/api/audience-exports/${asked.id}/file`)).toMatchObject({
        code: 'AUDIENCE_EXPORT_STATE',
      })
      expect(
        await operator.refusal('POST', `/api/audience-exports/${asked.id}/decision`, { action: 'approve' }),
      ).toMatchObject({ status: 403 })
      await administrator.post(`/api/audience-exports/${asked.id}/decision`, { action: 'approve', note: '可以' })
      const { exportId } = await operator.post<Wish>(`/api/audience-exports/${asked.id}/file`)
      expect(await operator.refusal('POST', `/api/audience-exports/${asked.id}/file`)).toMatchObject({
        code: 'AUDIENCE_EXPORT_STATE',
      })
      const body = await fetched(exportId)
      const lines = body.trim().split('\n')
      expect(lines[0]).toContain('客户编号,称呼,手机号（脱敏）,水印')
      expect(lines.slice(1).map((line) => line.split(',')[0]?.replace(/^'/, ''))).toEqual(
        [1, 2, 3, 5, 6, 7].map((index) => person(index).publicId),
      )
      expect(lines.slice(1).every((line) => line.includes(`导出申请 #${asked.id}`))).toBe(true)
      expect((await administrator.refusal('GET', `/api/exports/${exportId}/file`)).status).toBe(404)
    })

    it('is nobody’s own to approve, and gone when withdrawn or rejected', async () => {
      const id = await segment('自己批的', bought(1))
      const own = await administrator.post<Wish>('/api/audience-exports', {
        targetKind: 'segment',
        targetId: id,
        columns: ['customerId'],
        reason: '自查名单',
      })
      expect(
        await administrator.refusal('POST', `/api/audience-exports/${own.id}/decision`, { action: 'approve' }),
      ).toMatchObject({ code: 'AUDIENCE_EXPORT_OWN' })
      expect(await operator.refusal('POST', `/api/audience-exports/${own.id}/withdraw`)).toMatchObject({ status: 404 })
      const rejected = await wish(id)
      await administrator.post(`/api/audience-exports/${rejected.id}/decision`, { action: 'reject', note: '理由不足' })
      expect(await operator.refusal('POST', `/api/audience-exports/${rejected.id}/withdraw`)).toMatchObject({
        code: 'AUDIENCE_EXPORT_STATE',
      })
    })

    it('holds full numbers only for whoever may see them, and leaves out the erased', async () => {
      const id = await segment('零单', { kind: 'not', of: bought(1) })
      await testApp.app.get(Database).transaction(() => testApp.app.get(EraseCustomer).run(person(4).customerId))
      await people.settled()
      const asked = await wish(id, ['customerId', 'phone'])
      await administrator.post(`/api/audience-exports/${asked.id}/decision`, { action: 'approve' })
      const body = await fileOf(asked)
      expect(body).toContain(`${person(0).publicId},19900000000,`)
      expect(body).not.toContain(person(4).publicId)
    })

    it('asks for a reason and for known columns', async () => {
      const body = { targetKind: 'segment', targetId: 1, columns: ['secret'], reason: 'x' }
      expect(await operator.refusal('POST', '/api/audience-exports', body)).toMatchObject({
        status: 400,
        code: 'VALIDATION_FAILED',
      })
      expect(await (await roles.asSales()).refusal('GET', '/api/audience-exports')).toMatchObject({ status: 403 })
      expect(await roles.anonymous().refusal('GET', '/api/audience-exports')).toMatchObject({ status: 401 })
    })
  })

  it('are found by name, source and size, a page at a time', async () => {
    for (const name of ['春茶 100%', '春茶名单', '秋茶名单']) {
      const { id } = await upload(name.startsWith('春') ? 'openid\no-a1\no-a2\n' : 'openid\no-a1\n')
      await operator.post(`/api/audiences/imports/${id}/confirm`, { name })
    }
    const names = async (query: string): Promise<string[]> =>
      (await operator.get<{ items: { name: string }[] }>(`/api/audiences?${query}`)).items.map(({ name }) => name)
    expect(await names('search=茶名&sort=people')).toEqual(['秋茶名单', '春茶名单'])
    expect(await names('search=0%25&source=import')).toEqual(['春茶 100%'])
    expect(await names('search=茶&pageSize=2&page=2&sort=-frozenAt')).toEqual(['春茶 100%'])
    expect(await names('search=茶&source=segment')).toEqual([])
    expect(await operator.refusal('GET', '/api/audiences?sort=phone')).toMatchObject({ status: 400, field: 'sort' })
  })

  it('tells how lists overlap, each person once', async () => {
    const [one, two] = [await segment('至少一单', bought(1)), await segment('至少两单', bought(2))]
    const { id: third } = await operator.post<{ id: number }>(
      `/api/audiences/imports/${(await upload('openid\no-a0\no-a7\n')).id}/confirm`,
      { name: '两个人' },
    )
    const overlap = await operator.post('/api/segments/overlap', {
      lists: [
        { kind: 'segment', id: one },
        { kind: 'segment', id: two },
        { kind: 'audience', id: third },
      ],
    })
    expect(overlap).toMatchObject({
      people: 7,
      lists: [{ people: 6 }, { people: 4 }, { name: '两个人', people: 2 }],
      parts: [
        { places: [0, 1], people: 3 },
        { places: [0], people: 2 },
        { places: [0, 1, 2], people: 1 },
        { places: [2], people: 1 },
      ],
    })
    expect(
      await operator.refusal('POST', '/api/segments/overlap', { lists: [{ kind: 'segment', id: one }] }),
    ).toMatchObject({ status: 400 })
  })

  it('says what a list is made of, against everyone', async () => {
    const id = await segment('留手机号的', { kind: 'identity', identity: 'phone' })
    const insight = await operator.get<{
      people: number
      everyone: number
      traits: { name: string; values: { label: string; people: number; share: number; tgi: number | null }[] }[]
    }>(`/api/segments/${id}/insight`)
    expect(insight).toMatchObject({ people: 1, everyone: 7 })
    const phone = insight.traits
      .find(({ name }) => name === '触点与许可')
      ?.values.find(({ label }) => label === '留有手机号')
    expect(phone).toMatchObject({ people: 1, share: 1 })
    expect(phone?.tgi).toBeCloseTo(700)
    expect(await operator.refusal('GET', '/api/segments/999999/insight')).toMatchObject({ status: 404 })
  })

  it('answers by sets what the statement answers, also after things have changed', async () => {
    const inside = await segment('集合里的', bought(2))
    const rules: RuleNode[] = [
      { kind: 'segment', segmentId: inside },
      { kind: 'not', of: { kind: 'segment', segmentId: inside } },
      { kind: 'all', of: [bought(1), { kind: 'not', of: bought(3) }, { kind: 'identity', identity: 'openid' }] },
      { kind: 'any', of: [{ kind: 'identity', identity: 'phone' }, bought(3), { kind: 'segment', segmentId: inside }] },
      { kind: 'not', of: { kind: 'any', of: [bought(1), { kind: 'identity', identity: 'phone' }] } },
    ]
    const compiler = testApp.app.get(RuleCompiler)
    const engine = testApp.app.get(AudienceEngine)
    const statement = async (rule: RuleNode): Promise<number[]> => {
      const { sql, params } = await compiler.compile(rule, { kind: 'all' })
      const rows = await engine.query<{ id: number }>(
        `SELECT id FROM customer WHERE id IN (${sql}) ORDER BY id`,
        params,
      )
      return rows.map(({ id }) => id)
    }
    const compare = async (): Promise<number[][]> => {
      const sets = (await testApp.app.get(RuleSets).of(rules)).map((set) => [...set.ids()])
      expect(sets).toEqual(await Promise.all(rules.map(statement)))
      return sets
    }
    const before = await compare()
    await people.buys(person(1), 500)
    await withPhone(5, '19900000005')
    await people.person('newcomer')
    await people.settled()
    await until(async () => (await statement({ kind: 'segment', segmentId: inside })).includes(person(1).customerId))
    expect(await compare()).not.toEqual(before)
  })
})
