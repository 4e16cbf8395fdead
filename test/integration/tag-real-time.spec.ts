import type { RuleNode, TagRule } from '@guiyi/shared'
import { IdentityService } from '../../server/src/modules/identity'
import { EraseCustomer } from '../../server/src/modules/identity/merge/erase-customer'
import { MergeCustomers } from '../../server/src/modules/identity/merge/merge-customers'
import { Evaluations, MaterialisedValues, SweepJob, ValuesMoved } from '../../server/src/modules/rule'
import { AudienceEngine } from '../../server/src/platform/audience-engine'
import { Database } from '../../server/src/platform/database'
import { Jobs } from '../../server/src/platform/jobs'
import { startTestApp, type TestApp } from '../support/app'
import { rolesOf, type TestClient } from '../support/http'
import { until } from '../support/until'
import { TestPeople, type TestPerson } from './tag-support'

const bought = (atLeast: number): RuleNode => ({
  kind: 'event',
  event: 'purchase',
  window: { kind: 'past', days: 30 },
  measure: { of: 'count' },
  test: { op: '>=', value: atLeast },
})

const RULES: Record<string, TagRule> = {
  分层: {
    kind: 'tiers',
    tiers: [
      { value: '多', when: bought(3) },
      { value: '少', when: bought(1) },
    ],
    otherwise: '无',
  },
  合计: { kind: 'metric', event: 'purchase', window: { kind: 'ever' }, measure: { of: 'sum', property: 'amount' } },
  偏好: {
    kind: 'preference',
    event: 'purchase',
    window: { kind: 'ever' },
    by: 'category',
    score: { of: 'count' },
    top: 2,
  },
  首购: { kind: 'feature', event: 'purchase', window: { kind: 'ever' }, which: 'first', take: { of: 'date' } },
}

/** Whatever happens one by one must leave the values that an evaluation of everyone would give. */
describe('real time against batch', () => {
  let testApp: TestApp
  let operator: TestClient
  let people: TestPeople

  beforeAll(async () => {
    testApp = await startTestApp()
    operator = await rolesOf(testApp).asOperator()
    people = new TestPeople(testApp)
  }, 60_000)
  afterAll(() => testApp.close())
  afterEach(() => jest.restoreAllMocks())

  const created = async (name: string, rule: TagRule): Promise<number> =>
    (await operator.post<{ id: number }>('/api/tags', { name, method: 'rule', rule })).id
  const publish = async (id: number): Promise<number> =>
    (await operator.post<{ jobId: number }>(`/api/tags/${id}/publish`)).jobId
  const evaluatedFromScratch = async (kind: 'tag' | 'segment', id: number): Promise<number> => {
    const jobId = await testApp.app.get(Database).transaction(() => testApp.app.get(Evaluations).requestAll(kind, id))
    await people.jobDone(jobId)
    const [job] = await testApp.db.query<{ result: string }>('SELECT result FROM job WHERE id = ?', [jobId])
    return (JSON.parse(job?.result ?? '{}') as { changed: number }).changed
  }

  it('leaves nothing for the batch to correct after random acts and merges', async () => {
    const tags: number[] = []
    for (const [name, rule] of Object.entries(RULES)) {
      const { id } = await operator.post<{ id: number }>('/api/tags', { name, kind: 'fact', method: 'rule', rule })
      const { jobId } = await operator.post<{ jobId: number }>(`/api/tags/${id}/publish`)
      await people.jobDone(jobId)
      tags.push(id)
    }
    const [tierTag = 0] = tags
    const segmentRule: RuleNode = {
      kind: 'any',
      of: [
        { kind: 'tag', tagId: tierTag, values: ['多'] },
        { kind: 'not', of: bought(1) },
      ],
    }
    const { segment, jobId } = await operator.post<{ segment: { id: number }; jobId: number }>('/api/segments', {
      name: '多或无',
      rule: segmentRule,
    })
    await people.jobDone(jobId)

    let seed = 11
    const dice = (sides: number): number => {
      seed = (seed * 1103515245 + 12345) % 2147483648
      return Math.floor((seed / 2147483648) * sides)
    }
    const persons: TestPerson[] = []
    for (let index = 0; index < 10; index += 1) persons.push(await people.person(`live-${index}`))
    for (let act = 0; act < 60; act += 1) {
      const index = dice(persons.length)
      const person = persons[index]
      if (!person) continue
      if (dice(8) === 0) {
        const openid = { kind: 'openid', scope: 'wx-test', value: `o-live-${index}` } as const
        const unionid = { kind: 'unionid', scope: 'test', value: `live-${dice(4)}` } as const
        await testApp.app
          .get(IdentityService)
          .resolve({ identities: [openid, unionid], at: new Date(), source: 'test' })
      } else {
        await people.acts(person, 'purchase', dice(40), {
          order_no: `L${act}`,
          amount: 100 * (1 + dice(9)),
          quantity: 1,
          category: ['护肤', '茶饮', '母婴'][dice(3)] ?? '护肤',
        })
      }
      if (dice(10) === 0) await people.settled()
    }
    await people.settled()
    // A postponed evaluation is a job; when none waits, real time has had its say.
    await until(async () => {
      const [row] = await testApp.db.query<{ n: number }>(
        "SELECT COUNT(*) AS n FROM job WHERE kind = 'rule.evaluate-some' AND state IN ('pending', 'running')",
      )
      return Number(row?.n) === 0
    })
    await people.settled()
    const corrections: number[] = []
    for (const id of tags) corrections.push(await evaluatedFromScratch('tag', id))
    corrections.push(await evaluatedFromScratch('segment', segment.id))
    expect(corrections).toEqual([0, 0, 0, 0, 0])
    const [living] = await testApp.db.query<{ n: number }>(
      'SELECT COUNT(*) AS n FROM customer WHERE merged_into IS NULL',
    )
    const detail = await operator.get<{ people: number }>(`/api/tags/${tierTag}`)
    expect(detail.people).toBe(Number(living?.n))
  }, 120_000)

  it('corrects a batch that read the engine before something that real time has seen', async () => {
    const often = (value: string, atLeast: number): TagRule => ({
      kind: 'tiers',
      tiers: [{ value, when: bought(atLeast) }],
    })
    const person = await people.person('raced')
    await people.buys(person, 100)
    await people.settled()
    const id = await created('赛跑', often('多', 1))
    await people.jobDone(await publish(id))
    const stricter = { ...often('多', 2), otherwise: '少' }
    await operator.patch(`/api/tags/${id}`, { rule: stricter })

    const values = testApp.app.get(MaterialisedValues)
    const record = values.record.bind(values)
    let release = (): void => undefined
    const barrier = new Promise<void>((resolve) => (release = resolve))
    let arrived = (): void => undefined
    const compared = new Promise<void>((resolve) => (arrived = resolve))
    jest.spyOn(values, 'record').mockImplementation(async (owner, changes, basis, mode, at) => {
      if (owner.id === id && mode === 'rule') {
        arrived()
        await barrier
      }
      return record(owner, changes, basis, mode, at)
    })
    const jobId = await publish(id)
    await compared
    // The batch has seen one purchase (少). Real time sees two (多): what she has already, so it records nothing.
    await people.buys(person, 100)
    await people.settled()
    release()
    await people.jobDone(jobId)
    expect(await operator.get(`/api/customers/${person.publicId}/tags/${id}`)).toMatchObject({
      tag: { values: ['多'] },
    })
  })

  it('looks again by itself, and in line, at somebody whose values moved meanwhile', async () => {
    const person = await people.person('moved')
    await people.buys(person, 100)
    await people.settled()
    const id = await created('再看', { kind: 'tiers', tiers: [{ value: '多', when: bought(2) }], otherwise: '少' })
    await people.jobDone(await publish(id))
    const [evaluations, values] = [testApp.app.get(Evaluations), testApp.app.get(MaterialisedValues)]
    const together = evaluations.evaluateTogether.bind(evaluations)
    const enqueued = jest.spyOn(testApp.app.get(Jobs), 'enqueue')
    // First its own recorded changes are still on their way to the engine; then others are recorded under the evaluation.
    const settledAmong = jest.spyOn(values, 'settledAmong').mockResolvedValueOnce(new Set())
    let moved = 0
    jest.spyOn(evaluations, 'evaluateTogether').mockImplementation(async (owners, scope, mode) => {
      if (mode !== 'real-time' || moved === 2) return together(owners, scope, mode)
      moved += 1
      throw new ValuesMoved()
    })
    await people.buys(person, 100)
    await until(async () => {
      await people.settled()
      const { tag } = await operator.get<{ tag: { values: string[] } }>(`/api/customers/${person.publicId}/tags/${id}`)
      return tag.values[0] === '多'
    })
    expect(moved).toBe(2)
    expect(settledAmong.mock.calls.length).toBeGreaterThan(3)
    expect(enqueued.mock.calls.filter(([kind]) => kind === 'rule.evaluate-some')).toEqual([])
  })

  it('takes a paused tag from people who have gone, and from nobody else', async () => {
    const persons: TestPerson[] = []
    for (const name of ['stays', 'absorbs', 'absorbed', 'erased']) {
      const person = await people.person(name)
      await people.buys(person, 100)
      persons.push(person)
    }
    const ids = persons.map(({ customerId }) => customerId)
    await people.settled()
    const id = await created('暂停中', { kind: 'tiers', tiers: [{ value: '买过', when: bought(1) }] })
    await people.jobDone(await publish(id))
    const rule: RuleNode = { kind: 'tag', tagId: id, values: [] }
    const { segment, jobId } = await operator.post<{ segment: { id: number }; jobId: number }>('/api/segments', {
      name: '有暂停中的标签',
      rule,
    })
    await people.jobDone(jobId)
    await operator.post(`/api/tags/${id}/pause`)
    const { app } = testApp
    const [, survivorId = 0, absorbedId = 0, erasedId = 0] = ids
    await app.get(Database).transaction(() => app.get(MergeCustomers).run({ survivorId, absorbedId, reason: 'staff' }))
    await app.get(Database).transaction(() => app.get(EraseCustomer).run(erasedId))
    await people.settled()
    const left = async (table: string, owner: number): Promise<number[]> => {
      const sql = `SELECT customer_id FROM ${table} WHERE owner_id = {owner:UInt64} AND customer_id IN {ids:Array(UInt64)} ORDER BY 1`
      const rows = await app.get(AudienceEngine).query<{ customer_id: number }>(sql, { owner, ids })
      return rows.map(({ customer_id }) => customer_id)
    }
    expect(await left('tag_value', id)).toEqual(ids.slice(0, 2))
    await until(async () => {
      await people.settled()
      return (await left('segment_member', segment.id)).join() === ids.slice(0, 2).join()
    })
  })

  it('follows the tags of what was read before, and nothing else about it', async () => {
    const editor = await rolesOf(testApp).asEditor()
    const tagged = async (name: string): Promise<number> =>
      (await editor.post<{ id: number }>('/api/content-tags', { groupName: '肤质', name })).id
    const [dry, oily] = [await tagged('干皮'), await tagged('油皮')]
    const article = await editor.post<{ id: number }>('/api/contents', {
      title: '换季保湿',
      summary: '先补水',
      author: '编辑部',
      body: '<p>先补水。</p>',
      tagIds: [dry],
    })
    const change = async (fields: object): Promise<void> => {
      await editor.patch(`/api/contents/${article.id}`, fields)
      await people.settled()
    }
    const person = await people.person('reader')
    await people.acts(person, 'read_content', 1, { content_id: article.id })
    await people.settled()
    const id = await created('读过什么', {
      kind: 'preference',
      event: 'read_content',
      window: { kind: 'ever' },
      by: 'content.tag',
      score: { of: 'count' },
      top: 1,
    })
    await people.jobDone(await publish(id))
    const state = async (): Promise<{ values: unknown; wanted: number }> => {
      const { tag } = await operator.get<{ tag: { values: unknown } }>(`/api/customers/${person.publicId}/tags/${id}`)
      const [row] = await testApp.db.query<{ wanted: number }>(
        "SELECT wanted FROM materialised_owner WHERE owner_kind = 'tag' AND owner_id = ?",
        [id],
      )
      return { values: tag.values, wanted: row?.wanted ?? 0 }
    }
    const { values, wanted } = await state()
    expect(values).toEqual(['干皮'])
    await change({ title: '换季保湿三步', body: '<p>先补水，再锁水。</p>', tagIds: [dry] })
    expect((await state()).wanted).toBe(wanted)
    await change({ tagIds: [oily] })
    await until(async () => {
      await people.settled()
      return JSON.stringify((await state()).values) === '["油皮"]'
    })
  })

  it('does not take a failed evaluation for done, and holds nobody else up', async () => {
    const rule: TagRule = { kind: 'tiers', tiers: [{ value: '买过', when: bought(1) }], otherwise: '没买过' }
    const names = ['完好', '坏规则', '坏模型'] as const
    const [sound = 0, broken = 0, unprepared = 0] = await Promise.all(names.map((name) => created(name, rule)))
    for (const id of [sound, broken, unprepared]) await people.jobDone(await publish(id))
    const evaluations = testApp.app.get(Evaluations)
    const [together, prepare] = [evaluations.evaluateTogether.bind(evaluations), evaluations.prepare.bind(evaluations)]
    let failures = 0
    const failing = (is: boolean): void => {
      failures += is ? 1 : 0
      if (is) throw new Error('a rule that cannot be evaluated')
    }
    jest.spyOn(evaluations, 'evaluateTogether').mockImplementation(async (owners, scope, mode) => {
      failing(owners.some(({ id }) => id === broken))
      return together(owners, scope, mode)
    })
    jest.spyOn(evaluations, 'prepare').mockImplementation(async (owner, now) => {
      failing(owner.id === unprepared)
      return prepare(owner, now)
    })
    const [jobId = 0] = await testApp.app.get(Database).transaction(async () => {
      const jobs: number[] = []
      for (const id of [sound, broken, unprepared]) jobs.push(await evaluations.requestAll('tag', id))
      return jobs
    })
    await people.jobDone(jobId)
    expect(failures).toBeGreaterThan(1)
    const unserved = async (): Promise<number[]> =>
      (
        await testApp.db.query<{ owner_id: string }>(
          "SELECT owner_id FROM materialised_owner WHERE owner_kind = 'tag' AND owner_id IN (?) AND wanted > served ORDER BY owner_id",
          [[sound, broken, unprepared]],
        )
      ).map(({ owner_id }) => Number(owner_id))
    expect(await unserved()).toEqual([broken, unprepared].sort((a, b) => a - b))
    const { unfinished } = await operator.get<{ unfinished: boolean }>(`/api/tags/${broken}`)
    // Its own job waits to try again.
    expect(unfinished).toBe(false)
    // Mended, their own jobs serve them.
    jest.restoreAllMocks()
    await until(async () => (await unserved()).length === 0)
  })

  it('can be stopped while it looks at everyone, says so, and can be begun again', async () => {
    // It moves with the calendar, so that every day begins with a look at everyone.
    const take = { of: 'days-since' } as const
    const rule: TagRule = { kind: 'feature', event: 'purchase', window: { kind: 'ever' }, which: 'last', take }
    const id = await created('可取消', rule)
    const other = await created('同时算的', rule)
    const evaluations = testApp.app.get(Evaluations)
    const together = evaluations.evaluateTogether.bind(evaluations)
    // The first look waits until the cancellation is in; then the engine is «behind», so that the slice is tried again.
    let cancelled = false
    jest.spyOn(evaluations, 'evaluateTogether').mockImplementation(async (owners, scope, mode) => {
      if (mode === 'batch' && !cancelled && owners.some((owner) => owner.id === id)) throw new ValuesMoved()
      return together(owners, scope, mode)
    })
    const jobId = await publish(id)
    const otherJob = await publish(other)
    await until(async () => (await operator.get<{ state: string }>(`/api/system/jobs/${jobId}`)).state === 'running')
    expect(await operator.get(`/api/tags/${id}`)).toMatchObject({ computingJobId: jobId, unfinished: false })
    const editor = await rolesOf(testApp).asEditor()
    expect(await editor.refusal('POST', `/api/tags/${id}/evaluation/cancel`)).toMatchObject({ status: 403 })
    await operator.post(`/api/tags/${id}/evaluation/cancel`)
    await until(async () => (await operator.get<{ state: string }>(`/api/system/jobs/${jobId}`)).state === 'cancelled')
    await people.jobDone(otherJob)
    expect(await operator.get(`/api/tags/${id}`)).toMatchObject({ people: 0, computingJobId: null, unfinished: true })
    expect(await operator.refusal('POST', `/api/tags/${id}/evaluation/cancel`)).toMatchObject({
      status: 409,
      code: 'TAG_NOT_COMPUTING',
    })
    await testApp.db.query(
      "UPDATE materialised_owner SET evaluated_at = NOW() - INTERVAL 1 DAY, swept_at = NOW() WHERE owner_kind = 'tag' AND owner_id = ?",
      [id],
    )
    await testApp.app.get(SweepJob).sweep()
    expect(await operator.get(`/api/tags/${id}`)).toMatchObject({ computingJobId: null, unfinished: true })
    cancelled = true
    const again = await operator.post<{ jobId: number }>(`/api/tags/${id}/evaluation`)
    await people.jobDone(again.jobId)
    const { people: count } = await operator.get<{ people: number }>(`/api/tags/${other}`)
    expect(count).toBeGreaterThan(0)
    expect(await operator.get(`/api/tags/${id}`)).toMatchObject({ people: count, unfinished: false })
  })
})
