import type { RuleNode } from '@guiyi/shared'
import { EraseCustomer } from '../../server/src/modules/identity/merge/erase-customer'
import { MergeCustomers } from '../../server/src/modules/identity/merge/merge-customers'
import { UnmergeCustomers } from '../../server/src/modules/identity/merge/unmerge-customers'
import { RuleCompiler, RuleSets } from '../../server/src/modules/rule'
import { AudienceEngine, EngineRebuild } from '../../server/src/platform/audience-engine'
import { Database } from '../../server/src/platform/database'
import { startTestApp, type TestApp } from '../support/app'
import { rolesOf, type TestClient } from '../support/http'
import { until } from '../support/until'
import { checkedList } from './audience-support'
import { TestPeople, type TestPerson } from './tag-support'

interface People {
  items: { customerId: string }[]
  total: number
}

/** An audience keeps numbers; whom they mean is told alike by its page, its make-up, the rules that name it and its file. */
describe('the people of an audience', () => {
  let testApp: TestApp
  let operator: TestClient
  let administrator: TestClient
  let people: TestPeople
  let audienceId = 0
  let segmentId = 0
  const persons: TestPerson[] = []

  const person = (index: number): TestPerson => {
    const found = persons[index]
    if (!found) throw new Error(`no person ${index}`)
    return found
  }
  const inTransaction = async <T>(work: () => Promise<T>): Promise<T> => {
    const done = await testApp.app.get(Database).transaction(work)
    await people.settled()
    return done
  }
  const merge = (survivor: number, absorbed: number): Promise<number> =>
    inTransaction(() =>
      testApp.app.get(MergeCustomers).run({
        survivorId: person(survivor).customerId,
        absorbedId: person(absorbed).customerId,
        reason: 'staff',
      }),
    )
  const unmerge = (mergeId: number): Promise<unknown> =>
    inTransaction(() => testApp.app.get(UnmergeCustomers).run(mergeId))
  const publicIds = (indexes: readonly number[]): string[] =>
    [...indexes].sort((a, b) => person(a).customerId - person(b).customerId).map((index) => person(index).publicId)
  const named = (): RuleNode => ({ kind: 'audience', audienceId })
  const idsOf = async (query: { sql: string; params: object }): Promise<number[]> => {
    const rows = await testApp.app
      .get(AudienceEngine)
      .query<{ customer_id: number }>(`${query.sql} ORDER BY customer_id`, { ...query.params })
    return rows.map(({ customer_id }) => customer_id)
  }

  /** Every way to ask gives these people. */
  const expectPeople = async (indexes: readonly number[]): Promise<void> => {
    const ids = indexes.map((index) => person(index).customerId).sort((a, b) => a - b)
    const page = await operator.get<People>(`/api/audiences/${audienceId}/people`)
    expect(page.items.map(({ customerId }) => customerId)).toEqual(publicIds(indexes))
    expect(await operator.get(`/api/audiences/${audienceId}`)).toMatchObject({ people: 4, living: indexes.length })
    expect(await operator.get(`/api/audiences/${audienceId}/insight`)).toMatchObject({ people: indexes.length })
    const [set] = await testApp.app.get(RuleSets).of([named()])
    expect([...(set?.ids() ?? [])]).toEqual(ids)
    const compiler = testApp.app.get(RuleCompiler)
    expect(await idsOf(await compiler.compile(named(), { kind: 'all' }))).toEqual(ids)
    const everybody = persons.map(({ customerId }) => customerId)
    expect(await idsOf(await compiler.compile(named(), { kind: 'ids', ids: everybody }))).toEqual(ids)
    await until(async () => (await operator.get<People>(`/api/segments/${segmentId}/people`)).total === ids.length)
    const members = await operator.get<People>(`/api/segments/${segmentId}/people`)
    expect(members.items.map(({ customerId }) => customerId)).toEqual(publicIds(indexes))
  }
  const exported = async (): Promise<(string | undefined)[]> => {
    const wish = await operator.post<{ id: number }>('/api/audience-exports', {
      targetKind: 'audience',
      targetId: audienceId,
      columns: ['customerId'],
      reason: '核对名单',
    })
    await administrator.post(`/api/audience-exports/${wish.id}/decision`, { action: 'approve' })
    const { exportId } = await operator.post<{ exportId: number }>(`/api/audience-exports/${wish.id}/file`)
    await until(async () => (await operator.get<{ state: string }>(`/api/exports/${exportId}`)).state === 'ready')
    const { body } = await operator.raw<string>('GET', `/api/exports/${exportId}/file`)
    const lines = body.trim().split('\n').slice(1)
    return lines.map((line) => line.split(',')[0]?.replace(/^'/, ''))
  }

  beforeAll(async () => {
    testApp = await startTestApp()
    operator = await rolesOf(testApp).asOperator()
    administrator = await rolesOf(testApp).asAdministrator()
    people = new TestPeople(testApp)
    for (let index = 0; index < 7; index += 1) persons.push(await people.person(`p${index}`))
    await people.settled()
    const content = ['openid', ...[0, 1, 2, 3].map((index) => `o-p${index}`)].join('\n')
    const { id } = await checkedList(operator, '会员日.csv', content)
    const audience = await operator.post<{ id: number }>(`/api/audiences/imports/${id}/confirm`, { name: '会员日' })
    audienceId = audience.id
    await people.settled()
    const saved = await operator.post<{ segment: { id: number; sentence: string }; jobId: number }>('/api/segments', {
      name: '会员日的人',
      rule: named(),
    })
    segmentId = saved.segment.id
    expect(saved.segment.sentence).toBe('属于人群包「会员日」')
    await people.jobDone(saved.jobId)
  }, 60_000)
  afterAll(() => testApp.close())

  it('are those who were frozen, and whoever absorbed one of them, until it is undone', async () => {
    await expectPeople([0, 1, 2, 3])
    const outside = await merge(4, 0)
    await expectPeople([1, 2, 3, 4])
    const inside = await merge(2, 1)
    await expectPeople([2, 3, 4])
    const further = await merge(5, 4)
    await expectPeople([2, 3, 5])
    expect(await exported()).toEqual(publicIds([2, 3, 5]))
    await unmerge(further)
    await unmerge(inside)
    await expectPeople([1, 2, 3, 4])
    await unmerge(outside)
    await expectPeople([0, 1, 2, 3])
  })

  it('are the same after the engine was filled anew; the erased are gone from it', async () => {
    await merge(6, 3)
    await inTransaction(() => testApp.app.get(EraseCustomer).run(person(1).customerId))
    await expectPeople([0, 2, 6])
    await people.jobDone(await testApp.app.get(EngineRebuild).request())
    await expectPeople([0, 2, 6])
    expect(await exported()).toEqual(publicIds([0, 2, 6]))
  })

  it('cannot lose their list while a rule names it', async () => {
    expect(await operator.refusal('DELETE', `/api/audiences/${audienceId}`)).toMatchObject({
      status: 409,
      code: 'AUDIENCE_IN_USE',
      message: expect.stringContaining('会员日的人') as string,
    })
    await operator.delete(`/api/segments/${segmentId}`)
    // What is still computed for it would hold up the end of the server.
    await until(async () => {
      const jobs = await testApp.db.query(
        "SELECT id FROM job WHERE kind = 'rule.evaluate-all' AND state IN ('pending', 'running')",
      )
      return jobs.length === 0
    })
    await operator.delete(`/api/audiences/${audienceId}`)
    expect(await operator.refusal('POST', '/api/segments', { name: '没有名单', rule: named() })).toMatchObject({
      status: 400,
      code: 'RULE_INVALID',
    })
  })
})
