import type { RuleNode } from '@guiyi/shared'
import { RelationService } from '../../server/src/modules/identity'
import { EraseCustomer } from '../../server/src/modules/identity/merge/erase-customer'
import { Evaluations, RuleSets, SweepJob } from '../../server/src/modules/rule'
import { Clock, DAY_MS, shanghaiDay, startOfShanghaiDay } from '../../server/src/platform/clock'
import { Database } from '../../server/src/platform/database'
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

interface Why {
  inside: boolean
}

interface Insight {
  people: number
  part: number
  parts: number
  traits: {
    kind: string
    key: string
    moreValues: number
    values: { value: string | null; above: number | null; upto: number | null; people: number }[]
  }[]
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

/** Evaluations begun from here on wait until the returned function is called. */
function holdEvaluation({ app }: TestApp): () => void {
  const evaluations = app.get(Evaluations)
  const evaluate = evaluations.evaluateTogether.bind(evaluations)
  let go = (): void => undefined
  const gate = new Promise<void>((resolve) => (go = resolve))
  const held = jest.spyOn(evaluations, 'evaluateTogether').mockImplementation(async (...asked) => {
    await gate
    return evaluate(...asked)
  })
  return () => {
    held.mockRestore()
    go()
  }
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

  it('counts one rule of a builder at a time and then only its newest', async () => {
    const counter = testApp.app.get(SegmentCounter)
    const sets = testApp.app.get(RuleSets)
    const read = sets.of.bind(sets)
    let go = (): void => undefined
    const gate = new Promise<void>((resolve) => (go = resolve))
    const reading = jest.spyOn(sets, 'of').mockImplementation(async (rules) => {
      await gate
      return read(rules)
    })
    const older = counter.count(didNotBuy, 'one')
    const between = counter.count({ kind: 'follows' }, 'one')
    const newest = counter.count({ kind: 'not', of: didNotBuy }, 'one')
    const elsewhere = counter.count(didNotBuy, 'another')
    await expect(between).rejects.toMatchObject({ code: 'CANCELLED' })
    expect(reading).toHaveBeenCalledTimes(2)
    go()
    await expect(older).rejects.toMatchObject({ code: 'CANCELLED' })
    expect(await newest).toMatchObject({ people: 1 })
    expect(await elsewhere).toMatchObject({ people: 2 })
    expect(reading).toHaveBeenCalledTimes(3)
    reading.mockRestore()
    expect(await counter.count(didNotBuy, 'one')).toMatchObject({ people: 2 })
  })

  it('lets go of a person as soon as the purchase is known', async () => {
    const id = await save('三十天未购', didNotBuy)
    expect(await membersOf(id)).toEqual(idsOf(sleeper, reader))
    await people.buys(sleeper, 8800)
    await until(async () => (await membersOf(id)).length === 1, { everyMs: 20 })
    expect(await membersOf(id)).toEqual(idsOf(reader))
    const first = { entered: true, version: 1, cause: 'rule' }
    expect(await operator.get(`/api/segments/${id}/changes`)).toMatchObject({
      total: 3,
      items: [{ customerId: sleeper.publicId, entered: false, version: 1, cause: 'real-time' }, first, first],
    })
    expect(await operator.get(`/api/segments/${id}/changes?move=left`)).toMatchObject({
      total: 1,
      items: [{ customerId: sleeper.publicId, entered: false }],
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
    expect(await operator.get(`/api/segments/${id}/changes?move=left`)).toMatchObject({
      total: 1,
      items: [{ customerId: patient.publicId, cause: 'time' }],
    })
  })

  it('says of one person why she is in a segment, and why not', async () => {
    const id = await save('三十天内买过的', { ...didNotBuy, test: { op: '>=', value: 1 } })
    const whyOf = (person: TestPerson): Promise<Why> =>
      operator.get<Why>(`/api/customers/${person.publicId}/segments/${id}/why`)
    expect(await whyOf(buyer)).toMatchObject({
      inside: true,
      stale: false,
      version: 1,
      conditions: [{ holds: true, number: '1' }],
      events: [{ name: 'purchase' }],
      changes: [{ entered: true, version: 1, cause: 'rule' }],
    })
    expect(await whyOf(reader)).toMatchObject({ inside: false, conditions: [{ holds: false }], changes: [] })
    const own = await operator.get<{ segmentId: number; since: string }[]>(`/api/customers/${buyer.publicId}/segments`)
    expect(own).toContainEqual(expect.objectContaining({ segmentId: id, name: '三十天内买过的', version: 1 }))
    expect(await operator.get(`/api/customers/${reader.publicId}/segments`)).not.toContainEqual(
      expect.objectContaining({ segmentId: id }),
    )
  })

  it('takes in a new customer who fits without doing anything', async () => {
    const id = await save('新人也算', didNotBuy)
    const newcomer = await people.person('newcomer')
    await until(async () => (await membersOf(id)).includes(newcomer.publicId))
    await testApp.app.get(Database).transaction(() => testApp.app.get(EraseCustomer).run(newcomer.customerId))
    const left = () => operator.get<Page<{ cause: string }>>(`/api/segments/${id}/changes?move=left`)
    await until(async () => (await left()).total === 1)
    expect(await left()).toMatchObject({ items: [{ customerId: newcomer.publicId, cause: 'gone' }] })
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

  it('hands nobody over by a rule that everyone has not been evaluated by yet', async () => {
    const id = await save('改了就发', didNotBuy)
    const changeRule = async (rule: object): Promise<number> =>
      (await operator.patch<{ jobId: number }>(`/api/segments/${id}`, { rule })).jobId
    const release = holdEvaluation(testApp)
    const jobId = await changeRule({ kind: 'not', of: didNotBuy })
    expect(await operator.refusal('POST', `/api/segments/${id}/audiences`, { name: '旧人新规则' })).toMatchObject({
      status: 409,
      code: 'SEGMENT_NOT_READY',
      message: '分群「改了就发」仍在计算中，请稍后再试',
    })
    release()
    await people.jobDone(jobId)
    const frozen = await operator.post<{ segmentVersion: number; people: number }>(`/api/segments/${id}/audiences`, {
      name: '新人新规则',
    })
    expect(frozen).toMatchObject({ segmentVersion: 2, people: (await membersOf(id)).length })
    const { items } = await operator.get<{ items: object[] }>('/api/audiences')
    expect(items).not.toContainEqual(expect.objectContaining({ name: '旧人新规则' }))

    const walk = testApp.app.get(SegmentService).memberIds(id)
    await walk.next()
    await people.jobDone(await changeRule(didNotBuy))
    const rest = async (): Promise<void> => {
      for await (const _ of walk);
    }
    await expect(rest()).rejects.toMatchObject({ code: 'SEGMENT_RULE_CHANGED' })
    await expect(testApp.app.get(SegmentService).memberIds(id, { version: 2 }).next()).rejects.toMatchObject({
      code: 'SEGMENT_RULE_CHANGED',
    })
  })

  it('keeps every rule with who changed it when, and brings an older one back', async () => {
    const id = await save('来来回回', didNotBuy)
    const other = { kind: 'not', of: didNotBuy }
    await people.jobDone((await operator.patch<{ jobId: number }>(`/api/segments/${id}`, { rule: other })).jobId)
    expect(await operator.refusal('POST', `/api/segments/${id}/versions/2/restore`)).toMatchObject({
      code: 'SEGMENT_VERSION_IN_FORCE',
    })
    expect(await operator.refusal('POST', `/api/segments/${id}/versions/7/restore`)).toMatchObject({
      status: 404,
      code: 'SEGMENT_VERSION_UNKNOWN',
    })
    const { segment, jobId } = await operator.post<{ segment: { version: number }; jobId: number }>(
      `/api/segments/${id}/versions/1/restore`,
    )
    expect(segment.version).toBe(3)
    await people.jobDone(jobId)
    expect(await operator.get(`/api/segments/${id}`)).toMatchObject({
      version: 3,
      evaluatedVersion: 3,
      computingJobId: null,
      rule: didNotBuy,
      versions: [
        { version: 3, restoredFrom: 1, rule: didNotBuy },
        { version: 2, restoredFrom: null, rule: other },
        { version: 1, restoredFrom: null, rule: didNotBuy, changedByName: expect.any(String) as string },
      ],
    })
    const { items } = await operator.get<Page<{ version: number; cause: string }>>(`/api/segments/${id}/changes`)
    expect(new Set(items.map(({ cause }) => cause))).toEqual(new Set(['rule']))
  })

  it('gives changes at the same moment one after the other', async () => {
    const id = await save('一起改', didNotBuy)
    const rules = [{ kind: 'not', of: didNotBuy }, { kind: 'follows' }, { kind: 'identity', identity: 'phone' }]
    const saved = await Promise.all(
      rules.map((rule) => operator.patch<{ segment: { version: number } }>(`/api/segments/${id}`, { rule })),
    )
    expect(saved.map(({ segment }) => segment.version).sort()).toEqual([2, 3, 4])
    const other = await save('互相引用', didNotBuy)
    const pointing = await Promise.allSettled([
      operator.patch(`/api/segments/${id}`, { rule: { kind: 'segment', segmentId: other } }),
      operator.patch(`/api/segments/${other}`, { rule: { kind: 'segment', segmentId: id } }),
    ])
    expect(pointing.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    const named = await Promise.allSettled([1, 2].map(() => save('同一个名字', { kind: 'follows' })))
    expect(named.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  })

  it('gives nobody for an impossible rule, as an answer and not as an error', async () => {
    const nobody = { kind: 'all', of: [didNotBuy, { kind: 'not', of: didNotBuy }] }
    expect(await operator.post<Count>('/api/segments/count', { rule: nobody })).toMatchObject({ people: 0 })
    const id = await save('空人群', nobody)
    expect(await membersOf(id)).toEqual([])
    const audience = await operator.post<{ people: number }>(`/api/segments/${id}/audiences`, { name: '空' })
    expect(audience.people).toBe(0)
  })

  it('shows what people are made of, however many values a tag has', async () => {
    const spenders = await Promise.all(Array.from({ length: 40 }, (_, index) => people.person(`spender-${index}`)))
    for (const [index, spender] of spenders.entries()) await people.buys(spender, (index + 1) * 10_000)
    await people.settled()
    const window = { kind: 'ever' }
    const spent = { kind: 'metric', event: 'purchase', window, measure: { of: 'sum', property: 'amount' } }
    const order = {
      kind: 'feature',
      event: 'purchase',
      window,
      which: 'last',
      take: { of: 'property', property: 'order_no' },
    }
    const tagIds: number[] = []
    for (const [name, rule] of Object.entries({ 累计消费: spent, 最近订单: order })) {
      const { id } = await operator.post<{ id: number }>('/api/tags', { name, method: 'rule', rule })
      await people.jobDone((await operator.post<{ jobId: number }>(`/api/tags/${id}/publish`)).jobId)
      tagIds.push(id)
    }
    const id = await save('买过的人', { kind: 'tag', tagId: tagIds[0], values: [] })
    const insight = await operator.get<Insight>(`/api/segments/${id}/insight?part=1`)
    expect(insight).toMatchObject({ part: 1, parts: 2 })
    expect(insight.people).toBeGreaterThanOrEqual(40)
    const traitOf = (tagId?: number) => insight.traits.find(({ kind, key }) => kind === 'tag' && key === String(tagId))
    const bands = traitOf(tagIds[0])
    expect(bands?.moreValues).toBe(0)
    expect(bands?.values).toHaveLength(5)
    expect(bands?.values.reduce((sum, value) => sum + value.people, 0)).toBe(insight.people)
    const words = traitOf(tagIds[1])
    expect(words?.values).toHaveLength(30)
    expect(words?.moreValues).toBe(insight.people - 30)
    for (const trait of [bands, words]) {
      const [value] = trait?.values ?? []
      const query = new URLSearchParams({ kind: 'tag', key: trait?.key ?? '' })
      for (const part of ['value', 'above', 'upto'] as const)
        if (typeof value?.[part] !== 'object' && value !== undefined) query.set(part, String(value[part]))
      const shown = await operator.get<Page<unknown>>(`/api/segments/${id}/insight/people?${query.toString()}`)
      expect(shown.total).toBe(value?.people)
    }
    expect(await operator.refusal('GET', `/api/segments/${id}/insight?part=9`)).toMatchObject({ status: 404 })
  })

  it('lists who is in a part of an overlap', async () => {
    const bought = await save('买过的', { ...didNotBuy, test: { op: '>=', value: 1 } })
    const many = await save('买得多的', {
      ...didNotBuy,
      measure: { of: 'sum', property: 'amount' },
      test: { op: '>=', value: 390_000 },
    })
    const lists = [bought, many].map((id) => ({ kind: 'segment', id }))
    const { parts } = await operator.post<{ parts: { places: number[]; people: number }[] }>('/api/segments/overlap', {
      lists,
    })
    expect(parts.map(({ places }) => places)).toEqual([[0], [0, 1]])
    for (const { places, people: size } of parts) {
      const page = await operator.post<Page<{ customerId: string }>>('/api/segments/overlap/people', { lists, places })
      expect(page.total).toBe(size)
      expect(page.items).toHaveLength(Math.min(size, 20))
    }
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
    const id = await save('谁能看', { kind: 'follows' })
    const [sales, editor] = [await roles.asSales(), await roles.asEditor()]
    const routes = [
      ['GET', '/api/segments'],
      ['GET', `/api/segments/${id}`],
      ['PATCH', `/api/segments/${id}`],
      ['DELETE', `/api/segments/${id}`],
      ['POST', `/api/segments/${id}/evaluate`],
      ['POST', `/api/segments/${id}/versions/1/restore`],
      ['GET', `/api/segments/${id}/people`],
      ['GET', `/api/segments/${id}/changes`],
      ['POST', '/api/segments/people'],
      ['GET', `/api/segments/${id}/insight`],
      ['POST', '/api/segments/overlap'],
      ['GET', `/api/customers/${buyer.publicId}/segments`],
      ['GET', `/api/customers/${buyer.publicId}/segments/${id}/why`],
    ] as const
    for (const [method, path] of routes) {
      expect(await roles.anonymous().refusal(method, path)).toMatchObject({ status: 401 })
      for (const client of [sales, editor])
        expect(await client.refusal(method, path)).toMatchObject({ status: 403, code: 'FORBIDDEN' })
    }
  })
})
