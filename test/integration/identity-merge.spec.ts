import { EventService } from '../../server/src/modules/event'
import {
  AttributeService,
  CustomerService,
  IdentityService,
  type GivenIdentity,
} from '../../server/src/modules/identity'
import { ConsentService } from '../../server/src/modules/privacy'
import { AudienceEngine, EngineRebuild } from '../../server/src/platform/audience-engine'
import { Database } from '../../server/src/platform/database'
import { startTestApp, type TestApp } from '../support/app'
import { rolesOf, type Roles } from '../support/http'
import { until } from '../support/until'

interface Person {
  customerId: number
  publicId: string
  identityIds: number[]
}

interface Detail {
  id: string
  nickname: string | null
  attributes: { key: string; display: string }[]
  merges: { id: number; undoneAt: string | null; survived: boolean }[]
  identities: { kind: string; masked: string }[]
  consents: { purpose: string; granted: boolean }[]
}

describe('merging and taking apart', () => {
  let testApp: TestApp
  let roles: Roles
  let next = 1

  beforeAll(async () => {
    testApp = await startTestApp()
    roles = rolesOf(testApp)
  })

  afterAll(() => testApp.close())

  const openid = (): GivenIdentity => ({ kind: 'openid', scope: 'wx-one', value: `o-${next++}`, verified: true })
  const phone = (): GivenIdentity => ({
    kind: 'phone',
    value: `1990000${String(next++).padStart(4, '0')}`,
    verified: true,
  })
  const person = async (...identities: GivenIdentity[]): Promise<Person> => {
    const { customerId, identityIds } = await testApp.app
      .get(IdentityService)
      .resolve({ identities, at: new Date(), source: 'test' })
    const { publicId } = await testApp.app.get(CustomerService).summary(customerId)
    return { customerId, identityIds, publicId }
  }
  const act = async ({ identityIds }: Person, key: string): Promise<void> => {
    await testApp.app.get(EventService).record({
      name: 'scan_channel_code',
      identityId: identityIds[0] ?? 0,
      occurredAt: new Date('2026-11-02T00:00:00Z'),
      dedupKey: `${identityIds[0]}:${key}`,
      channel: key,
    })
  }
  const actsOf = async ({ customerId }: Person): Promise<string[]> =>
    (await testApp.app.get(EventService).timeline(customerId)).map(({ channel }) => channel).sort()
  const detailOf = async ({ publicId }: Person): Promise<Detail> =>
    (await roles.asOperator()).get<Detail>(`/api/customers/${publicId}`)
  const merge = async (survivor: Person, absorbed: Person): Promise<{ mergeId: number; customer: string }> =>
    (await roles.asOperator()).post('/api/customer-merges', {
      survivor: survivor.publicId,
      absorbed: absorbed.publicId,
    })
  const undo = async (mergeId: number): Promise<unknown> =>
    (await roles.asOperator()).post(`/api/customer-merges/${mergeId}/undo`)
  const engineOwners = async (ids: number[]): Promise<string> => {
    const rows = await testApp.app
      .get(AudienceEngine)
      .query<{ channel: string; customer_id: number }>(
        'SELECT channel, customer_id FROM event WHERE customer_id IN {ids:Array(UInt64)} ORDER BY channel',
        { ids },
      )
    return rows.map(({ channel, customer_id }) => `${channel}:${customer_id}`).join(' ')
  }

  it('gives the survivor everything and takes it back with what came after', async () => {
    const [old, young] = [await person(openid()), await person(openid())]
    await act(old, 'old-before')
    await act(young, 'young-before')
    const attributes = testApp.app.get(AttributeService)
    const at = new Date('2026-11-01T00:00:00Z')
    await attributes.set(old.customerId, 'nickname', '阿禾', { source: 'consumer', at })
    await attributes.set(young.customerId, 'nickname', '小满', {
      source: 'consumer',
      at: new Date('2026-11-02T00:00:00Z'),
    })
    await attributes.set(young.customerId, 'city', '苏州', { source: 'staff', at })

    const { mergeId, customer } = await merge(old, young)
    expect(customer).toBe(old.publicId)
    expect(await actsOf(old)).toEqual(['old-before', 'young-before'])
    expect(await detailOf(old)).toMatchObject({ nickname: '小满' })
    expect(await detailOf(young)).toMatchObject({ id: old.publicId })
    await act(young, 'young-after')
    await act(old, 'old-after')
    await attributes.set(old.customerId, 'skin_type', '敏感肌', {
      source: 'consumer',
      at,
      identityId: young.identityIds[0] ?? 0,
    })
    expect(await actsOf(old)).toEqual(['old-after', 'old-before', 'young-after', 'young-before'])
    await until(
      async () =>
        (await engineOwners([old.customerId, young.customerId])) ===
        ['old-after', 'old-before', 'young-after', 'young-before'].map((act) => `${act}:${old.customerId}`).join(' '),
      {
        what: 'the merge in the engine',
      },
    )

    await undo(mergeId)
    expect(await actsOf(old)).toEqual(['old-after', 'old-before'])
    expect(await actsOf(young)).toEqual(['young-after', 'young-before'])
    expect(await detailOf(old)).toMatchObject({ nickname: '阿禾', attributes: [{ key: 'nickname' }] })
    const back = await detailOf(young)
    expect(back.nickname).toBe('小满')
    expect(back.attributes.map(({ display }) => display)).toEqual(['小满', '敏感肌', '苏州'])
    expect(back.merges).toMatchObject([{ id: mergeId, survived: false }])
    expect(back.merges[0]?.undoneAt).not.toBeNull()
    await until(
      async () =>
        (await engineOwners([old.customerId, young.customerId])) ===
        `old-after:${old.customerId} old-before:${old.customerId} young-after:${young.customerId} young-before:${young.customerId}`,
      { what: 'the undoing in the engine' },
    )
  })

  it('leaves no event with somebody else while acts, merges and their undoing race', async () => {
    const [one, other] = [await person(openid()), await person(openid())]
    const acting = Array.from({ length: 40 }, (_, index) => act(index % 2 === 0 ? one : other, `race-${index}`))
    const merging = (async (): Promise<void> => {
      for (let round = 0; round < 4; round += 1) await undo((await merge(one, other)).mergeId)
      await merge(one, other)
    })()
    await Promise.all([...acting, merging])
    const strays = await testApp.db.query(
      `SELECT e.id FROM event e JOIN identity i ON i.id = e.identity_id WHERE i.customer_id <> e.customer_id AND e.identity_id IN (?)`,
      [[...one.identityIds, ...other.identityIds]],
    )
    expect(strays).toEqual([])
    expect(await actsOf(one)).toHaveLength(40)
  })

  it('makes a merge wait for an act that is being recorded', async () => {
    const [one, other] = [await person(openid()), await person(openid())]
    let merging: Promise<unknown> = Promise.resolve()
    await testApp.app.get(Database).transaction(async () => {
      await testApp.app.get(IdentityService).lockOwners(other.identityIds)
      merging = merge(one, other)
      await until(
        async () =>
          (await testApp.db.query(`SELECT 1 FROM information_schema.innodb_trx WHERE trx_state = 'LOCK WAIT'`)).length >
          0,
        // The view is a copy that the server renews only when nobody has looked for a tenth of a second.
        { what: 'a merge that waits', everyMs: 250 },
      )
      await act(other, 'meanwhile')
    })
    await merging
    expect(await actsOf(one)).toEqual(['meanwhile'])
  })

  it('undoes the inner merge of a chain, and then the outer one', async () => {
    const [a, b, c] = [await person(openid()), await person(openid()), await person(openid())]
    for (const [one, key] of [
      [a, 'a'],
      [b, 'b'],
      [c, 'c'],
    ] as const)
      await act(one, key)
    const inner = await merge(b, c)
    const outer = await merge(a, b)
    expect(await actsOf(a)).toEqual(['a', 'b', 'c'])
    await undo(inner.mergeId)
    expect([await actsOf(a), await actsOf(c)]).toEqual([['a', 'b'], ['c']])
    await undo(outer.mergeId)
    expect([await actsOf(a), await actsOf(b), await actsOf(c)]).toEqual([['a'], ['b'], ['c']])
  })

  it('undoes the outer merge of a chain with all that stood behind it', async () => {
    const [a, b, c] = [await person(openid()), await person(openid()), await person(openid())]
    for (const [one, key] of [
      [a, 'a'],
      [b, 'b'],
      [c, 'c'],
    ] as const)
      await act(one, key)
    await merge(b, c)
    const outer = await merge(a, b)
    await undo(outer.mergeId)
    expect([await actsOf(a), await actsOf(b)]).toEqual([['a'], ['b', 'c']])
    expect(await detailOf(c)).toMatchObject({ id: b.publicId })
  })

  it('refuses to merge somebody with herself, and to undo twice', async () => {
    const [one, other] = [await person(openid()), await person(openid())]
    const operator = await roles.asOperator()
    const { mergeId } = await merge(one, other)
    expect(
      await operator.refusal('POST', '/api/customer-merges', { survivor: one.publicId, absorbed: other.publicId }),
    ).toMatchObject({ code: 'MERGE_SAME_CUSTOMER' })
    await undo(mergeId)
    expect(await operator.refusal('POST', `/api/customer-merges/${mergeId}/undo`)).toMatchObject({
      status: 409,
      code: 'MERGE_ALREADY_UNDONE',
    })
    expect(
      await operator.refusal('POST', '/api/customer-merges', { survivor: one.publicId, absorbed: 'nobody' }),
    ).toMatchObject({ status: 404 })
    expect(await (await roles.asSales()).refusal('POST', '/api/customer-merges', {})).toMatchObject({ status: 403 })
  })

  it('does not merge again by itself what a person has taken apart', async () => {
    const [given, wanted] = [openid(), phone()]
    const [visitor, imported] = [await person(given), await person({ ...wanted, verified: false })]
    await person(given, wanted)
    const { merges } = await detailOf(visitor)
    await undo(merges[0]?.id ?? 0)
    const again = await testApp.app
      .get(IdentityService)
      .resolve({ identities: [given, wanted], at: new Date(), source: 'test' })
    expect(again).toMatchObject({ customerId: visitor.customerId, mergedFrom: [] })
    expect(again.reviewIds).toHaveLength(1)
    expect((await detailOf(imported)).id).toBe(imported.publicId)
  })

  it('lets the later word about consent count after a merge', async () => {
    const [one, other] = [await person(openid()), await person(openid())]
    const consents = testApp.app.get(ConsentService)
    const word = { purpose: 'marketing', textVersion: '1', act: 'test', source: 'test' } as const
    await consents.record({ ...word, customerId: one.customerId, granted: true, at: new Date('2026-10-01T00:00:00Z') })
    await consents.record({
      ...word,
      customerId: other.customerId,
      granted: false,
      at: new Date('2026-10-02T00:00:00Z'),
    })
    const { mergeId } = await merge(one, other)
    expect(await consents.allows([one.customerId], 'marketing')).toEqual(new Set())
    await undo(mergeId)
    expect(await consents.allows([one.customerId, other.customerId], 'marketing')).toEqual(new Set([one.customerId]))
  })

  it('lists those who wait for a decision side by side, and obeys it', async () => {
    const [given, mine, theirs] = [openid(), phone(), phone()]
    const first = await person(given, mine)
    const second = await person(openid(), theirs)
    const { reviewIds } = await testApp.app
      .get(IdentityService)
      .resolve({ identities: [given, theirs], at: new Date(), source: 'test' })
    const operator = await roles.asOperator()
    const review = await operator.get<{
      reason: string
      preview: { first: Detail; second: Detail; warnings: string[] }
    }>(`/api/merge-reviews/${reviewIds[0]}`)
    expect(review).toMatchObject({
      reason: 'different-phones',
      preview: { first: { id: first.publicId }, second: { id: second.publicId } },
    })
    expect(review.preview.warnings).toHaveLength(1)
    await operator.post(`/api/merge-reviews/${reviewIds[0]}/merge`, { survivor: second.publicId })
    expect(await detailOf(first)).toMatchObject({ id: second.publicId })
    expect(await operator.refusal('POST', `/api/merge-reviews/${reviewIds[0]}/keep-apart`)).toMatchObject({
      code: 'MERGE_REVIEW_CLOSED',
    })
  })

  it('erases a person from both stores, and a rebuild does not bring her back', async () => {
    const one = await person(openid(), phone())
    await act(one, 'erased')
    await testApp.app.get(AttributeService).set(one.customerId, 'city', '杭州', { source: 'staff', at: new Date() })
    const engine = testApp.app.get(AudienceEngine)
    const traces = async (): Promise<number> => {
      const rows = await engine.query<{ traces: number }>(
        `SELECT (SELECT count() FROM event WHERE customer_id = {id:UInt64}) + (SELECT count() FROM customer WHERE id = {id:UInt64})
           + (SELECT count() FROM customer_attribute WHERE customer_id = {id:UInt64}) AS traces`,
        { id: one.customerId },
      )
      return rows[0]?.traces ?? -1
    }
    await until(async () => (await traces()) === 3, { what: 'the person in the engine' })
    expect(await (await roles.asOperator()).refusal('DELETE', `/api/customers/${one.publicId}`)).toMatchObject({
      status: 403,
    })
    await (await roles.asAdministrator()).delete(`/api/customers/${one.publicId}`)
    await until(async () => (await traces()) === 0, { what: 'the erasure in the engine' })
    for (const table of ['identity', 'attribute_value', 'event']) {
      const [left] = await testApp.db.query<{ count: number }>(
        `SELECT COUNT(*) AS count FROM ${table} WHERE customer_id = ?`,
        [one.customerId],
      )
      expect([table, left?.count]).toEqual([table, 0])
    }
    expect(await (await roles.asOperator()).refusal('GET', `/api/customers/${one.publicId}`)).toMatchObject({
      status: 409,
      code: 'CUSTOMER_ERASED',
    })
    await testApp.app.get(EngineRebuild).request()
    await until(
      async () =>
        (
          await testApp.db.query('SELECT 1 FROM job WHERE kind LIKE ? AND state IN (?, ?)', [
            '%rebuild%',
            'pending',
            'running',
          ])
        ).length === 0,
      {
        what: 'the end of the rebuild',
      },
    )
    expect(await traces()).toBe(0)
  })
})
