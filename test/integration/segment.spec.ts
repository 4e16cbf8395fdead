import type { RuleNode } from '@guiyi/shared'
import { RelationService } from '../../server/src/modules/identity'
import { SweepJob } from '../../server/src/modules/rule'
import { Clock, DAY_MS, shanghaiDay, startOfShanghaiDay } from '../../server/src/platform/clock'
import { ConsentService } from '../../server/src/modules/privacy'
import { AudienceService, SegmentService } from '../../server/src/modules/segment'
import { SegmentCounter } from '../../server/src/modules/segment/segment-counter'
import { startTestApp, type TestApp } from '../support/app'
import { rolesOf, type Roles, type TestClient } from '../support/http'
import { until } from '../support/until'
import { TestPeople, type TestPerson } from './tag-support'

interface Count {
  people: number
  everyone: number
  sentence: string
  reachable: { officialAccount: number; work: number; sms: number }
}

interface Page<T> {
  items: T[]
  total: number
}

const didNotBuy: RuleNode = {
  kind: 'event',
  event: 'purchase',
  window: { kind: 'past', days: 30, unit: 'day' },
  measure: { of: 'count' },
  test: { op: '=', value: 0 },
}

describe('segments', () => {
  let testApp: TestApp
  let roles: Roles
  let operator: TestClient
  let people: TestPeople
  let [buyer, sleeper, reader] = [] as unknown as [TestPerson, TestPerson, TestPerson]

  beforeAll(async () => {
    testApp = await startTestApp()
    roles = rolesOf(testApp)
    operator = await roles.asOperator()
    people = new TestPeople(testApp)
    buyer = await people.person('buyer')
    sleeper = await people.person('sleeper')
    reader = await people.person('reader')
    await people.buys(buyer, 5000, 3)
    await people.buys(sleeper, 5000, 31)
    await people.acts(reader, 'read_content', 1, { content_id: 1, duration_seconds: 60 })
    await people.settled()
  }, 60_000)
  afterAll(() => testApp.close())

  const save = async (name: string, rule: object): Promise<number> => {
    const { segment, jobId } = await operator.post<{ segment: { id: number }; jobId: number }>('/api/segments', {
      name,
      rule,
    })
    await people.jobDone(jobId)
    return segment.id
  }
  const membersOf = async (id: number): Promise<string[]> => {
    const { items } = await operator.get<Page<{ customerId: string }>>(`/api/segments/${id}/people`)
    return items.map(({ customerId }) => customerId).sort()
  }
  const idsOf = (...members: TestPerson[]): string[] => members.map(({ publicId }) => publicId).sort()

  it('counts while the rule is being written, with the sentence', async () => {
    const count = await operator.post<Count>('/api/segments/count', { rule: didNotBuy, builder: 'b1' })
    expect(count).toMatchObject({ people: 2, everyone: 3, reachable: { officialAccount: 0, work: 0, sms: 0 } })
    expect(count.sentence).toContain('过去 30 天没有做过「购买商品」')
    const page = await operator.post<Page<{ customerId: string }>>('/api/segments/people', { rule: didNotBuy })
    expect(page.items.map(({ customerId }) => customerId).sort()).toEqual(idsOf(sleeper, reader))
  })

  it('gives up a count that a newer one of the same builder has overtaken', async () => {
    const counter = testApp.app.get(SegmentCounter)
    const older = counter.count(didNotBuy, 'one')
    const newer = counter.count({ kind: 'not', of: didNotBuy }, 'one')
    const elsewhere = counter.count(didNotBuy, 'another')
    await expect(older).rejects.toMatchObject({ code: 'CANCELLED' })
    expect(await newer).toMatchObject({ people: 1 })
    expect(await elsewhere).toMatchObject({ people: 2 })
  })

  it('lets go of a person as soon as the purchase is known', async () => {
    const id = await save('三十天未购', didNotBuy)
    expect(await membersOf(id)).toEqual(idsOf(sleeper, reader))
    await people.buys(sleeper, 8800)
    await until(async () => (await membersOf(id)).length === 1, { everyMs: 20 })
    expect(await membersOf(id)).toEqual(idsOf(reader))
    const changes = await operator.get<Page<{ customerId: string; entered: boolean }>>(`/api/segments/${id}/changes`)
    expect(changes).toMatchObject({
      total: 3,
      items: [{ customerId: sleeper.publicId, entered: false }, { entered: true }, { entered: true }],
    })
    const detail = await operator.get<{ history: { entered: number; left: number; people: number }[] }>(
      `/api/segments/${id}`,
    )
    expect(detail.history.at(-1)).toMatchObject({ people: 1 })
  })

  it.each([
    ['of thirty times 24 hours', { kind: 'past', days: 30 }, 29.99, () => new Date(Date.now() + 30 * 60_000)],
    [
      'of thirty days, at midnight',
      { kind: 'past', days: 30, unit: 'day' },
      29,
      () => new Date(startOfShanghaiDay(shanghaiDay(new Date(Date.now() + DAY_MS))) + 1000),
    ],
  ] as const)('lets go of people whom time alone takes out of the window %s', async (name, window, daysAgo, later) => {
    const patient = await people.person(name)
    await people.buys(patient, 700, daysAgo)
    await people.settled()
    const id = await save(`购买 ${name}`, { ...didNotBuy, window, test: { op: '>=', value: 1 } })
    expect(await membersOf(id)).toContain(patient.publicId)
    const sweep = testApp.app.get(SweepJob)
    await sweep.sweep()
    await people.settled()
    expect(await membersOf(id)).toContain(patient.publicId)
    const clock = jest.spyOn(testApp.app.get(Clock), 'now').mockImplementation(later)
    await sweep.sweep()
    await people.settled()
    clock.mockRestore()
    const after = await membersOf(id)
    expect(after).not.toContain(patient.publicId)
    expect(after).toContain(buyer.publicId)
  })

  it('takes in a new customer who fits without doing anything', async () => {
    const id = await save('新人也算', didNotBuy)
    const newcomer = await people.person('newcomer')
    await until(async () => (await membersOf(id)).includes(newcomer.publicId))
  })

  it('follows a tag that changes, one step further on', async () => {
    const rule = { kind: 'tiers', tiers: [{ value: '买过', when: { ...didNotBuy, test: { op: '>=', value: 1 } } }] }
    const tag = await operator.post<{ id: number }>('/api/tags', { name: '近购', kind: 'fact', method: 'rule', rule })
    const { jobId } = await operator.post<{ jobId: number }>(`/api/tags/${tag.id}/publish`)
    await people.jobDone(jobId)
    const id = await save('近购人群', { kind: 'tag', tagId: tag.id, values: ['买过'] })
    const before = await membersOf(id)
    expect(before).toEqual(expect.arrayContaining(idsOf(buyer, sleeper)))
    expect(before).not.toContain(reader.publicId)
    await people.buys(reader, 100)
    await until(async () => (await membersOf(id)).includes(reader.publicId))
    const users = await operator.refusal('PATCH', `/api/tags/${tag.id}`, {
      rule: { kind: 'tiers', tiers: [{ value: '是', when: { kind: 'segment', segmentId: id } }] },
    })
    expect(users).toMatchObject({ code: 'TAG_REFERS_TO_ITSELF' })
  })

  it('freezes an audience that stays as it was', async () => {
    const id = await save('要冻结的', {
      kind: 'event',
      event: 'purchase',
      window: { kind: 'ever' },
      measure: { of: 'count' },
      test: { op: '>=', value: 1 },
    })
    const audience = await operator.post<{ id: number; people: number }>(`/api/segments/${id}/audiences`, {
      name: '双十一人群',
    })
    const frozen: number[] = []
    for await (const member of testApp.app.get(AudienceService).memberIds(audience.id)) frozen.push(member)
    const late = await people.person('late')
    await people.buys(late, 100)
    await until(async () => (await membersOf(id)).includes(late.publicId))
    const members: number[] = []
    for await (const member of testApp.app.get(SegmentService).memberIds(id)) members.push(member)
    expect(members).toEqual([...members].sort((a, b) => a - b))
    expect(members).toEqual([...frozen, late.customerId])
    expect(audience.people).toBe(frozen.length)
    expect(await operator.get(`/api/audiences`)).toMatchObject({
      items: [{ name: '双十一人群', people: frozen.length }],
    })
  })

  it('evaluates a changed rule again, and empties a removed segment', async () => {
    const id = await save('改规则', didNotBuy)
    const { jobId } = await operator.patch<{ jobId: number }>(`/api/segments/${id}`, {
      rule: { kind: 'not', of: didNotBuy },
    })
    await people.jobDone(jobId)
    expect(await membersOf(id)).toContain(buyer.publicId)
    const user = await save('引用者', { kind: 'segment', segmentId: id })
    expect(await operator.refusal('DELETE', `/api/segments/${id}`)).toMatchObject({
      status: 409,
      code: 'SEGMENT_IN_USE',
    })
    expect(
      await operator.refusal('PATCH', `/api/segments/${id}`, { rule: { kind: 'segment', segmentId: user } }),
    ).toMatchObject({ code: 'SEGMENT_REFERS_TO_ITSELF' })
    await operator.delete(`/api/segments/${user}`)
    await operator.delete(`/api/segments/${id}`)
    expect(await operator.refusal('GET', `/api/segments/${id}`)).toMatchObject({ status: 404, code: 'NOT_FOUND' })
  })

  it('gives nobody for an impossible rule, as an answer and not as an error', async () => {
    const nobody = { kind: 'all', of: [didNotBuy, { kind: 'not', of: didNotBuy }] }
    expect(await operator.post<Count>('/api/segments/count', { rule: nobody })).toMatchObject({ people: 0 })
    const id = await save('空人群', nobody)
    expect(await membersOf(id)).toEqual([])
    const audience = await operator.post<{ people: number }>(`/api/segments/${id}/audiences`, { name: '空' })
    expect(audience.people).toBe(0)
  })

  it('counts whom each channel reaches only with consent', async () => {
    const follower = await people.person('follower')
    const count = async (): Promise<Count> => operator.post<Count>('/api/segments/count', { rule: { kind: 'follows' } })
    const tie = { identityId: follower.identityId, kind: 'follow', active: true, at: new Date() } as const
    await testApp.app.get(RelationService).change(tie)
    await people.settled()
    expect(await count()).toMatchObject({ people: 1, reachable: { officialAccount: 0 } })
    await testApp.app.get(ConsentService).record({
      customerId: follower.customerId,
      purpose: 'marketing',
      granted: true,
      textVersion: '1',
      act: 'test-act',
      source: 'test',
      at: new Date(),
    })
    await people.settled()
    expect(await count()).toMatchObject({ people: 1, reachable: { officialAccount: 1, work: 0, sms: 0 } })
  })

  it.each([
    ['no rule', { name: 'x' }, 400, 'VALIDATION_FAILED', 'rule'],
    [
      'a rule that names no event',
      { name: 'x', rule: { ...didNotBuy, event: 'none' } },
      400,
      'RULE_INVALID',
      'rule.event',
    ],
    ['a doubled name', { name: '三十天未购', rule: didNotBuy }, 409, 'SEGMENT_NAME_TAKEN', 'name'],
  ])('refuses %s', async (_, body, status, code, field) => {
    expect(await operator.refusal('POST', '/api/segments', body)).toMatchObject({ status, code, field })
  })

  it('lets nobody in without log-in or permission', async () => {
    expect(await roles.anonymous().refusal('POST', '/api/segments/count', { rule: didNotBuy })).toMatchObject({
      status: 401,
    })
    expect(await (await roles.asSales()).refusal('GET', '/api/segments')).toMatchObject({ status: 403 })
  })
})
