import { Campaign } from '../../server/src/modules/reach/campaign/campaign.entity'
import { AudienceEngine } from '../../server/src/platform/audience-engine'
import { Clock } from '../../server/src/platform/clock'
import { Database } from '../../server/src/platform/database'
import { AppError } from '../../server/src/platform/errors'
import { TagValidityJob } from '../../server/src/modules/tag/life/tag-validity.job'
import { startTestApp, type TestApp } from '../support/app'
import { rolesOf, type Roles, type TestClient } from '../support/http'
import { until } from '../support/until'
import { TestPeople, type TestPerson } from './tag-support'

const bought = (value: number): object => ({
  kind: 'event',
  event: 'purchase',
  window: { kind: 'past', days: 30 },
  measure: { of: 'count' },
  test: { op: '>=', value },
})
const tiers = (...list: [string, number][]): object => ({
  kind: 'tiers',
  tiers: list.map(([value, count]) => ({ value, when: bought(count) })),
})

interface Detail {
  state: string
  version: number
  people: number
  usedBy: number
  users: { kind: string; name: string; through: string | null }[]
  versions: { version: number; changes: string[]; note: string; restoredFrom: number | null; publishedByName: string }[]
  distribution: { value: string; people: number }[]
}

describe('the life of a tag', () => {
  let testApp: TestApp
  let roles: Roles
  let operator: TestClient
  let people: TestPeople
  let everyone: TestPerson[]

  beforeAll(async () => {
    testApp = await startTestApp()
    roles = rolesOf(testApp)
    operator = await roles.asOperator()
    people = new TestPeople(testApp)
    // Person n has bought n times.
    everyone = []
    for (const times of [0, 1, 2, 3]) {
      const person = await people.person(`life-${times}`)
      for (let n = 0; n < times; n += 1) await people.buys(person, 1000, n + 1)
      everyone.push(person)
    }
    await people.settled()
  }, 60_000)
  afterAll(() => testApp.close())
  afterEach(() => jest.restoreAllMocks())

  const create = async (name: string, rule: object, fields: object = {}): Promise<number> =>
    (await operator.post<{ id: number }>('/api/tags', { name, method: 'rule', rule, ...fields })).id
  const publish = async (id: number, note?: string): Promise<void> => {
    const { jobId } = await operator.post<{ jobId: number | null }>(`/api/tags/${id}/publish`, { note })
    if (jobId !== null) await people.jobDone(jobId)
  }
  const detail = (id: number): Promise<Detail> => operator.get(`/api/tags/${id}`)
  const at = (ms: number): void => {
    jest.spyOn(testApp.app.get(Clock), 'now').mockImplementation(() => new Date(ms))
  }

  it('shows before publishing who would go from which value to which', async () => {
    const id = await create('预览', tiers(['多', 3], ['少', 1]))
    await publish(id)
    const query = jest.spyOn(testApp.app.get(AudienceEngine), 'query')
    const preview = await operator.post('/api/tags/preview', { tagId: id, rule: tiers(['多', 2]) })
    // Everyone is evaluated once, whatever is told of it.
    expect(query.mock.calls.filter(([sql]) => sql.includes('FROM event'))).toHaveLength(1)
    expect(preview).toMatchObject({
      values: [
        { value: '多', people: 2, today: 1, kept: 1 },
        { value: '少', people: 0, today: 2, kept: 0 },
      ],
      changing: 2,
      covered: 2,
      coveredToday: 3,
      everyone: 4,
      numbers: null,
    })
    expect((preview as { moves: object[] }).moves).toEqual(
      expect.arrayContaining([
        { from: '多', to: '多', people: 1 },
        { from: '少', to: '多', people: 1 },
        { from: '少', to: null, people: 1 },
      ]),
    )
    // Those who would change stand first.
    expect((preview as { sample: object[] }).sample).toHaveLength(3)
    expect((preview as { sample: { today: string[]; values: string[] }[] }).sample.at(-1)).toMatchObject({
      today: ['多'],
      values: ['多'],
    })
  })

  it('spreads numbers over bars that hold everybody once', async () => {
    const rule = { kind: 'metric', event: 'purchase', window: { kind: 'ever' }, measure: { of: 'count' } }
    const preview = await operator.post('/api/tags/preview', { rule })
    expect(preview).toMatchObject({
      numbers: {
        min: 1,
        max: 3,
        median: 2,
        average: 2,
        histogram: [
          { from: 1, to: 2, people: 1 },
          { from: 2, to: 3, people: 1 },
          { from: 3, to: 3, people: 1 },
        ],
      },
    })
  })

  it('stops a preview that nobody waits for any more', async () => {
    const engine = testApp.app.get(AudienceEngine)
    const query = engine.query.bind(engine)
    const controller = new AbortController()
    const stopped = new Promise<void>((resolve) => {
      jest.spyOn(engine, 'query').mockImplementation((sql, params, options) => {
        const signal = options?.signal
        if (!signal) return query(sql, params, options)
        controller.abort()
        return new Promise((_, reject) => {
          signal.addEventListener('abort', () => {
            reject(new AppError('CANCELLED'))
            resolve()
          })
        })
      })
    })
    const body = { rule: tiers(['多', 2]) }
    await expect(operator.raw('POST', '/api/tags/preview', { body, signal: controller.signal })).rejects.toThrow()
    await stopped
  })

  it('says what a version changed, and puts an older one in force again as a new version', async () => {
    const id = await create('版本', tiers(['多', 3], ['少', 1]))
    await publish(id)
    await operator.patch(`/api/tags/${id}`, { rule: { ...tiers(['少', 1], ['多', 2]), otherwise: '没有' } })
    await publish(id, '门槛太高')
    const { versions } = await detail(id)
    expect(versions[0]).toMatchObject({ version: 2, note: '门槛太高', restoredFrom: null })
    expect(versions[0]?.changes).toEqual([
      expect.stringMatching(/^值「多」的条件由「.*≥ 3 次」改为「.*≥ 2 次」$/) as string,
      '先后顺序改为：少、多',
      '其余客户由没有值改为「没有」',
    ])
    expect(versions[1]?.changes).toEqual(['首次发布'])

    expect(await operator.refusal('POST', `/api/tags/${id}/versions/2/restore`)).toMatchObject({
      code: 'TAG_VERSION_IN_FORCE',
    })
    expect(await operator.refusal('POST', `/api/tags/${id}/versions/9/restore`)).toMatchObject({
      status: 404,
      code: 'TAG_VERSION_UNKNOWN',
    })
    const restored = await operator.post<{ jobId: number }>(`/api/tags/${id}/versions/1/restore`, {})
    await people.jobDone(restored.jobId)
    const after = await detail(id)
    expect(after).toMatchObject({ version: 3, people: 3, versions: [{ version: 3, restoredFrom: 1 }, {}, {}] })
    expect(after.distribution).toEqual([
      { value: '少', shown: '少', people: 2 },
      { value: '多', shown: '多', people: 1 },
    ])
    const editor = await roles.asEditor()
    expect(await editor.refusal('POST', `/api/tags/${id}/versions/1/restore`, {})).toMatchObject({ status: 403 })
  })

  it('does not retire while something published stands on it, and names what does', async () => {
    const id = await create('被引用', tiers(['有', 1]))
    await publish(id)
    const user = await create('引用者', {
      kind: 'tiers',
      tiers: [{ value: '是', when: { kind: 'tag', tagId: id, values: ['有'] } }],
    })
    // A draft stands on nothing yet.
    expect((await detail(id)).users).toEqual([])
    await publish(user)
    const { segment } = await operator.post<{ segment: { id: number } }>('/api/segments', {
      name: '引用者分群',
      rule: { kind: 'tag', tagId: id, values: [] },
    })
    const { app } = testApp
    const campaign = { name: '引用者群发', segmentId: segment.id, state: 'draft', seed: '0' } as const
    await app.get(Database).repo(Campaign).insert(campaign)
    expect(await detail(id)).toMatchObject({
      usedBy: 2,
      users: [
        { kind: 'tag', name: '引用者', through: null },
        { kind: 'segment', name: '引用者分群', through: null },
        { kind: 'campaign', name: '引用者群发', through: '引用者分群' },
      ],
    })
    const refusal = await operator.refusal('POST', `/api/tags/${id}/retire`)
    expect(refusal).toMatchObject({ status: 409, code: 'TAG_IN_USE' })
    expect(refusal.message).toContain('标签「引用者」、分群「引用者分群」、群发「引用者群发」')
    await app.get(Database).repo(Campaign).update({ segmentId: segment.id }, { state: 'cancelled' })
    await operator.delete(`/api/segments/${segment.id}`)
    await operator.post(`/api/tags/${user}/retire`)
    await operator.post(`/api/tags/${id}/retire`)
    expect(await detail(id)).toMatchObject({ state: 'retired' })
  })

  it('begins and ends with its validity; one that is still used pauses instead', async () => {
    const begins = Date.now() + 3_600_000
    const ends = begins + 3_600_000
    const validity = { validFrom: new Date(begins).toISOString(), validUntil: new Date(ends).toISOString() }
    const id = await create('限时', tiers(['有', 1]), validity)
    const used = await create('限时被引用', tiers(['有', 1]), { validUntil: validity.validUntil })
    await publish(id)
    await publish(used)
    await publish(
      await create('引用限时', {
        kind: 'tiers',
        tiers: [{ value: '是', when: { kind: 'tag', tagId: used, values: [] } }],
      }),
    )
    const job = testApp.app.get(TagValidityJob)
    await job.run()
    await people.buys(everyone[0] as TestPerson, 100)
    await people.settled()
    expect(await detail(id)).toMatchObject({ state: 'published', people: 0 })

    at(begins + 1000)
    await job.run()
    await until(async () => (await detail(id)).people === 4)
    at(ends + 1000)
    await job.run()
    await job.run()
    await until(async () => (await detail(id)).people === 0)
    expect(await detail(id)).toMatchObject({ state: 'retired' })
    expect(await detail(used)).toMatchObject({ state: 'paused', people: 4 })
    jest.restoreAllMocks()
    expect(
      await operator.refusal('PATCH', `/api/tags/${used}`, { validUntil: new Date(Date.now() - 1000).toISOString() }),
    ).toMatchObject({ code: 'TAG_VALIDITY_INVALID', field: 'validUntil' })
    await operator.patch(`/api/tags/${used}`, { validUntil: null })
  })

  it('proposes what a tag is by nature, and keeps its owner', async () => {
    const owners = await operator.get<{ id: number; name: string }[]>('/api/tags/owners')
    const owner = owners.find(({ name }) => name === '林晓雨')
    const lifecycle = {
      kind: 'lifecycle',
      event: 'purchase',
      newDays: 30,
      matureCount: 3,
      silentDays: 90,
      lostDays: 180,
    }
    const id = await create('阶段', lifecycle, { ownerStaffId: owner?.id })
    const fact = await create('事实标签', tiers(['有', 1]))
    expect(await detail(id)).toMatchObject({ kind: 'model', ruleKind: 'lifecycle', ownerName: '林晓雨' })
    expect(await detail(fact)).toMatchObject({ kind: 'fact', ruleKind: 'tiers' })
    expect(await operator.refusal('PATCH', `/api/tags/${id}`, { ownerStaffId: 99_999 })).toMatchObject({
      code: 'TAG_OWNER_UNKNOWN',
      field: 'ownerStaffId',
    })
  })

  it('moves folders and tags, but no folder below itself', async () => {
    const folder = (name: string, parentId?: number): Promise<{ id: number }> =>
      operator.post('/api/tag-groups', { name, parentId })
    const [first, second] = [await folder('甲'), await folder('乙')]
    const inner = await folder('丙', first.id)
    expect(await operator.refusal('PATCH', `/api/tag-groups/${first.id}`, { parentId: inner.id })).toMatchObject({
      code: 'TAG_GROUP_CIRCLE',
    })
    await operator.patch(`/api/tag-groups/${inner.id}`, { parentId: second.id })
    await operator.patch(`/api/tag-groups/${second.id}`, { position: 0 })
    const groups = async (): Promise<object[]> => (await operator.get<{ groups: object[] }>('/api/tags')).groups
    expect((await groups()).map((group) => (group as { name: string }).name)).toEqual(['乙', '丙', '甲'])
    await operator.patch(`/api/tag-groups/${inner.id}`, { parentId: null })
    expect(await groups()).toContainEqual({ id: inner.id, name: '丙', parentId: null })
    const tag = await create('搬家', tiers(['有', 1]), { groupId: inner.id })
    expect(await operator.refusal('DELETE', `/api/tag-groups/${inner.id}`)).toMatchObject({
      code: 'TAG_GROUP_NOT_EMPTY',
    })
    await operator.patch(`/api/tags/${tag}`, { groupId: null })
    await operator.delete(`/api/tag-groups/${inner.id}`)
    expect(await operator.refusal('PATCH', `/api/tags/${tag}`, { groupId: inner.id })).toMatchObject({ status: 404 })
  })

  it('has several values or one as the rule in force says, not as the draft does', async () => {
    const preferred = { event: 'purchase', window: { kind: 'ever' }, by: 'category', score: { of: 'count' }, top: 2 }
    const id = await create('多选与否', { kind: 'preference', ...preferred })
    await publish(id)
    expect(await operator.patch(`/api/tags/${id}`, { rule: tiers(['有', 1]) })).toMatchObject({ multiple: true })
    await publish(id)
    expect(await operator.patch(`/api/tags/${id}`, { multiple: true })).toMatchObject({ multiple: false })
  })

  it('lets only one of two tags be published that come to name each other at the same moment', async () => {
    const ids = [await create('此', tiers(['有', 1])), await create('彼', tiers(['有', 1]))]
    const naming = (tagId: number | undefined): object => ({
      kind: 'tiers',
      tiers: [{ value: '是', when: { kind: 'tag', tagId, values: [] } }],
    })
    for (const id of ids) await publish(id)
    for (const [index, id] of ids.entries()) await operator.patch(`/api/tags/${id}`, { rule: naming(ids[1 - index]) })
    const outcomes = await Promise.all(
      ids.map((id) =>
        operator.raw('POST', `/api/tags/${id}/publish`, { body: {} }).then(({ body }) => JSON.stringify(body)),
      ),
    )
    expect(outcomes.filter((body) => body.includes('TAG_REFERS_TO_ITSELF'))).toHaveLength(1)
  })

  it.each([
    ['a day that does not exist', 'GET', '/people?on=2026-99-99', undefined, 'on'],
    ['such a day of a file', 'POST', '/export', { on: '2026-02-30' }, 'on'],
    ['a moment that does not exist', 'PATCH', '', { validUntil: '2030-13-45T00:00:00Z' }, 'validUntil'],
    ['a week', 'PATCH', '', { validFrom: '2030-W01' }, 'validFrom'],
    ['a moment beyond all time', 'PATCH', '', { validUntil: '+200000-01-01T00:00:00Z' }, 'validUntil'],
    ['strategies that are no texts', 'PATCH', '', { strategies: { 有: { 做: '什么' } } }, 'strategies'],
  ] as const)('refuses %s', async (_, method, path, body, field) => {
    const id = (await operator.get<{ tags: { id: number }[] }>('/api/tags')).tags[0]?.id
    expect(await operator.refusal(method, `/api/tags/${id}${path}`, body)).toMatchObject({
      status: 400,
      code: 'VALIDATION_FAILED',
      field,
    })
  })
})
