import { IdentityService } from '../../server/src/modules/identity'
import { UnmergeCustomers } from '../../server/src/modules/identity/merge/unmerge-customers'
import { HandTagService } from '../../server/src/modules/tag'
import { Clock } from '../../server/src/platform/clock'
import { Database } from '../../server/src/platform/database'
import { startTestApp, type TestApp } from '../support/app'
import { rolesOf, type TestClient } from '../support/http'
import { until } from '../support/until'
import { ExpireHandTagsJob } from '../../server/src/modules/tag/jobs/expire-hand-tags.job'
import { TestPeople, type TestPerson } from './tag-support'

describe('hand-set tags', () => {
  let testApp: TestApp
  let operator: TestClient
  let people: TestPeople
  let [intent, hobby] = [0, 0]

  beforeAll(async () => {
    testApp = await startTestApp()
    operator = await rolesOf(testApp).asOperator()
    people = new TestPeople(testApp)
    const define = async (name: string, multiple: boolean): Promise<number> => {
      const { id } = await operator.post<{ id: number }>('/api/tags', {
        name,
        kind: 'fact',
        method: 'hand',
        multiple,
        handValues: ['高', '低', '茶', '瑜伽'],
      })
      await operator.post(`/api/tags/${id}/publish`)
      return id
    }
    intent = await define('意向', false)
    hobby = await define('爱好', true)
  }, 60_000)
  afterAll(() => testApp.close())

  const set = (person: TestPerson, tagId: number, values: string[], expiresAt?: Date): Promise<unknown> =>
    operator.put(`/api/customers/${person.publicId}/tags`, {
      tagId,
      values,
      ...(expiresAt ? { expiresAt: expiresAt.toISOString() } : {}),
    })
  const inRecord = async (person: TestPerson): Promise<Record<string, string[]>> => {
    const tags = await testApp.app.get(HandTagService).of(person.customerId)
    return Object.fromEntries(tags.map(({ name, values }) => [name, values]))
  }
  const inEngine = async (person: TestPerson): Promise<Record<string, string[]>> => {
    await people.settled()
    const tags = await operator.get<{ name: string; values: string[] }[]>(`/api/customers/${person.publicId}/tags`)
    return Object.fromEntries(tags.map(({ name, values }) => [name, values]))
  }

  it('keeps one value of an exclusive tag and several of another, in both stores', async () => {
    const person = await people.person('both')
    await set(person, intent, ['高', '低'])
    await set(person, hobby, ['茶', '瑜伽', '茶'])
    const expected = { 意向: ['低'], 爱好: ['瑜伽', '茶'] }
    expect(await inRecord(person)).toEqual(expected)
    expect(await inEngine(person)).toEqual(expected)
  })

  it('takes a value away when its time is over', async () => {
    const person = await people.person('expiring')
    const others = [await people.person('expiring-too'), await people.person('expiring-later')]
    const soon = new Date(Date.now() + 60_000)
    for (const each of [person, ...others]) await set(each, hobby, ['茶'], soon)
    await set(others[1] as TestPerson, hobby, ['茶'], new Date(Date.now() + 3_600_000))
    const deltas = async (): Promise<number> => {
      const [row] = await testApp.db.query<{ n: string }>('SELECT COUNT(*) AS n FROM materialised_delta')
      return Number(row?.n)
    }
    const before = await deltas()
    await testApp.app.get(ExpireHandTagsJob).run()
    expect(await inEngine(person)).toEqual({ 爱好: ['茶'] })
    const clock = jest.spyOn(testApp.app.get(Clock), 'now').mockImplementation(() => new Date(Date.now() + 61_000))
    await testApp.app.get(ExpireHandTagsJob).run()
    clock.mockRestore()
    // Those of one tag go together.
    expect(await deltas()).toBe(before + 1)
    expect(await inRecord(person)).toEqual({})
    expect(await inEngine(person)).toEqual({})
    expect(await inRecord(others[1] as TestPerson)).toEqual({ 爱好: ['茶'] })
  })

  it('becomes exclusive once nobody has several values, and keeps its list of values clean', async () => {
    const { id } = await operator.post<{ id: number }>('/api/tags', {
      name: '兴趣',
      method: 'hand',
      multiple: true,
      handValues: ['茶', '花'],
    })
    await operator.post(`/api/tags/${id}/publish`)
    const person = await people.person('several')
    await set(person, id, ['茶', '花'])
    expect(await operator.refusal('PATCH', `/api/tags/${id}`, { multiple: false })).toMatchObject({
      status: 409,
      code: 'TAG_HAS_SEVERAL_VALUES',
      field: 'multiple',
      message: expect.stringContaining('1 位客户') as string,
    })
    await set(person, id, ['茶'])
    const handValues = [' 茶', '茶', '花 ', '  ']
    expect(await operator.patch(`/api/tags/${id}`, { multiple: false, handValues })).toMatchObject({ multiple: false })
    expect(await operator.get(`/api/tags/${id}`)).toMatchObject({ handValues: ['茶', '花'] })
    await set(person, id, ['茶', '花'])
    expect(await inRecord(person)).toEqual({ 兴趣: ['花'] })
  })

  it('goes with the person when two become one', async () => {
    const keeper = await people.person('keeper', new Date(Date.now() - 86_400_000))
    const other = await people.person('other')
    await set(keeper, intent, ['高'])
    await set(other, intent, ['低'])
    await set(other, hobby, ['茶'])
    const union = { kind: 'unionid', scope: 'test', value: 'u-hand' } as const
    const identities = testApp.app.get(IdentityService)
    await identities.resolve({
      identities: [{ kind: 'openid', scope: 'wx-test', value: 'o-keeper' }, union],
      at: new Date(),
      source: 'test',
    })
    const { customerId } = await identities.resolve({
      identities: [{ kind: 'openid', scope: 'wx-test', value: 'o-other' }, union],
      at: new Date(),
      source: 'test',
    })
    expect(customerId).toBe(keeper.customerId)
    expect(await inRecord(keeper)).toEqual({ 意向: ['高'], 爱好: ['茶'] })
    await until(async () => (await inEngine(keeper))['爱好']?.[0] === '茶')
    expect(await inEngine(keeper)).toEqual({ 意向: ['高'], 爱好: ['茶'] })
    // What she did not take over is nobody's while the two are one, and comes back when they are two again.
    const withIntent = async (): Promise<number> =>
      (await operator.get<{ people: number }>(`/api/tags/${intent}`)).people
    const together = await withIntent()
    const [merge] = await testApp.db.query<{ id: number }>('SELECT id FROM customer_merge ORDER BY id DESC LIMIT 1')
    await testApp.app.get(Database).transaction(() => testApp.app.get(UnmergeCustomers).run(Number(merge?.id)))
    await people.settled()
    expect(await inEngine(keeper)).toEqual({ 意向: ['高'] })
    expect(await inEngine(other)).toEqual({ 意向: ['低'], 爱好: ['茶'] })
    expect(await withIntent()).toBe(together + 1)
  })

  it('puts two people who set the same tag at once in line', async () => {
    const person = await people.person('contended')
    await Promise.all([set(person, hobby, ['茶']), set(person, hobby, ['瑜伽']), set(person, intent, ['高'])])
    const record = await inRecord(person)
    expect(record['爱好']).toHaveLength(1)
    expect(await inEngine(person)).toEqual(record)
  })
})
