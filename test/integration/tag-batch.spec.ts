import { SetHandTag } from '../../server/src/modules/tag'
import { Database } from '../../server/src/platform/database'
import { EraseCustomer } from '../../server/src/modules/identity/merge/erase-customer'
import { startTestApp, type TestApp } from '../support/app'
import { rolesOf, type Roles, type TestClient } from '../support/http'
import { until } from '../support/until'
import { TestPeople, type TestPerson } from './tag-support'

interface Batch {
  id: number
  jobId: number
  state: string
  total: number
  done: number
  changed: number
  rejected: number
  sourceName: string
}

const PEOPLE = 12

describe('hand-set tags for many people', () => {
  let testApp: TestApp
  let roles: Roles
  let operator: TestClient
  let people: TestPeople
  let crowd: TestPerson[]
  let [hobby, level] = [0, 0]

  beforeAll(async () => {
    testApp = await startTestApp()
    roles = rolesOf(testApp)
    operator = await roles.asOperator()
    people = new TestPeople(testApp)
    const define = async (name: string, multiple: boolean): Promise<number> => {
      const fields = { name, method: 'hand', multiple, handValues: ['茶', '瑜伽', '跑步'] }
      const { id } = await operator.post<{ id: number }>('/api/tags', fields)
      await operator.post(`/api/tags/${id}/publish`)
      return id
    }
    hobby = await define('爱好', true)
    level = await define('等级', false)
    crowd = []
    for (let index = 0; index < PEOPLE; index += 1) crowd.push(await people.person(`batch-${index}`))
    for (const person of crowd.slice(0, 5)) await people.buys(person, 1000, 1)
    await people.settled()
  }, 60_000)
  afterAll(() => testApp.close())
  afterEach(() => jest.restoreAllMocks())

  const ids = (persons: readonly TestPerson[]): string[] => persons.map(({ publicId }) => publicId)
  const start = (tagId: number, body: object): Promise<Batch> =>
    operator.post(`/api/tags/${tagId}/batches`, { mode: 'set', ...body })
  const ended = async (tagId: number, { id }: Batch): Promise<Batch> =>
    until(async () => {
      const batch = await operator.get<Batch>(`/api/tags/${tagId}/batches/${id}`)
      return batch.state === 'running' ? undefined : batch
    })
  const valuesOf = async (tagId: number): Promise<Record<string, number>> => {
    await people.settled()
    const { distribution } = await operator.get<{ distribution: { value: string; people: number }[] }>(
      `/api/tags/${tagId}`,
    )
    return Object.fromEntries(distribution.map(({ value, people: count }) => [value, count]))
  }

  it('sets, adds and removes for a list, and tells who was left out', async () => {
    const list = [...ids(crowd.slice(0, 4)), 'nobody', crowd[0]?.publicId ?? '']
    const first = await ended(hobby, await start(hobby, { values: ['茶'], customerIds: list, reason: '品鉴会到场' }))
    expect(first).toMatchObject({
      state: 'done',
      total: 6,
      done: 6,
      changed: 4,
      rejected: 2,
      sourceName: '名单（6 人）',
    })
    const rejects = await operator.raw<string>('GET', `/api/tags/${hobby}/batches/${first.id}/rejects`)
    expect(rejects.body).toContain('nobody,没有这位客户')
    expect(rejects.body).toContain(`${crowd[0]?.publicId},名单中重复`)

    const two = ids(crowd.slice(0, 2))
    await ended(hobby, await start(hobby, { mode: 'add', values: ['瑜伽'], customerIds: two }))
    expect(await valuesOf(hobby)).toEqual({ 茶: 4, 瑜伽: 2 })
    await ended(hobby, await start(hobby, { mode: 'remove', values: ['茶'], customerIds: ids(crowd.slice(0, 1)) }))
    expect(await valuesOf(hobby)).toEqual({ 茶: 3, 瑜伽: 2 })
    await ended(hobby, await start(hobby, { mode: 'remove', values: [], customerIds: ids(crowd) }))
    expect(await valuesOf(hobby)).toEqual({})
  })

  it('does the people of a segment, and the history says who and why', async () => {
    const rule = {
      kind: 'event',
      event: 'purchase',
      window: { kind: 'ever' },
      measure: { of: 'count' },
      test: { op: '>=', value: 1 },
    }
    const { segment, jobId } = await operator.post<{ segment: { id: number }; jobId: number }>('/api/segments', {
      name: '买过',
      rule,
    })
    await people.jobDone(jobId)
    const order = { values: ['茶', '跑步'], segmentId: segment.id, reason: '老客回访' }
    const batch = await ended(level, await start(level, order))
    expect(batch).toMatchObject({ state: 'done', total: 5, done: 5, changed: 5, sourceName: '分群「买过」' })
    // Of an exclusive tag the last value counts.
    expect(await valuesOf(level)).toEqual({ 跑步: 5 })
    const [person] = crowd
    expect(await operator.get(`/api/customers/${person?.publicId}/tags/${level}/why`)).toMatchObject({
      handChanges: [
        { before: [], after: ['跑步'], act: 'batch', reason: '老客回访', staffName: expect.any(String) as string },
      ],
    })
    await testApp.app.get(Database).transaction(() => testApp.app.get(EraseCustomer).run(person?.customerId ?? 0))
    const left = await testApp.db.query(
      'SELECT (SELECT COUNT(*) FROM hand_tag_change WHERE customer_id = ?) + (SELECT COUNT(*) FROM hand_tag WHERE customer_id = ?) AS n',
      [person?.customerId, person?.customerId],
    )
    expect(left).toEqual([expect.objectContaining({ n: expect.anything() as unknown })])
    expect(Number((left as { n: string }[])[0]?.n)).toBe(0)
    expect(await valuesOf(level)).toEqual({ 跑步: 4 })
  })

  it('goes on where it was after a failure, and does nobody twice', async () => {
    const setHandTag = testApp.app.get(SetHandTag)
    const change = jest.spyOn(setHandTag, 'change').mockRejectedValueOnce(new Error('the process died here'))
    const living = ids(crowd.slice(1))
    const batch = await ended(hobby, await start(hobby, { values: ['瑜伽'], customerIds: living }))
    expect(change.mock.calls.length).toBe(2)
    expect(batch).toMatchObject({ state: 'done', done: PEOPLE - 1, changed: PEOPLE - 1 })
    const rows = await testApp.db.query<{ n: string }>('SELECT COUNT(*) AS n FROM hand_tag_change WHERE batch_id = ?', [
      batch.id,
    ])
    expect(Number(rows[0]?.n)).toBe(PEOPLE - 1)
  })

  it.each([
    ['no source', { values: ['茶'] }, 'TAG_BATCH_SOURCE'],
    ['two sources', { values: ['茶'], customerIds: ['x'], segmentId: 1 }, 'TAG_BATCH_SOURCE'],
    ['an empty list', { values: ['茶'], customerIds: [' '] }, 'TAG_BATCH_EMPTY'],
    ['no values', { values: [], customerIds: ['x'] }, 'TAG_BATCH_EMPTY'],
    ['an unknown value', { values: ['书法'], customerIds: ['x'] }, 'TAG_VALUE_UNKNOWN'],
    ['an unknown segment', { values: ['茶'], segmentId: 999 }, 'NOT_FOUND'],
  ])('refuses %s', async (_, body, code) => {
    expect(await operator.refusal('POST', `/api/tags/${hobby}/batches`, { mode: 'set', ...body })).toMatchObject({
      code,
    })
  })

  it('wants the permission to edit customers beside the one to edit tags', async () => {
    const body = { mode: 'set', values: ['茶'], customerIds: ['x'] }
    for (const client of [await roles.asSales(), await roles.asEditor()])
      expect(await client.refusal('POST', `/api/tags/${hobby}/batches`, body)).toMatchObject({ status: 403 })
    expect(await operator.refusal('POST', `/api/tags/${hobby}/batches/999/cancel`)).toMatchObject({ status: 404 })
  })
})
