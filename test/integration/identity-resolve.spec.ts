import { CustomerService, IdentityService, type GivenIdentity } from '../../server/src/modules/identity'
import { startTestApp, type TestApp } from '../support/app'

interface Counted {
  count: number
}

describe('resolving identities', () => {
  let testApp: TestApp
  let identities: IdentityService
  let next = 1

  beforeAll(async () => {
    testApp = await startTestApp()
    identities = testApp.app.get(IdentityService)
  })

  afterAll(() => testApp.close())

  const openid = (name = `o-${next++}`): GivenIdentity => ({
    kind: 'openid',
    scope: 'wx-one',
    value: name,
    verified: true,
  })
  const unionid = (name = `u-${next++}`): GivenIdentity => ({ kind: 'unionid', value: name, verified: true })
  const phone = (tail: number, verified = true): GivenIdentity => ({
    kind: 'phone',
    value: `1990000${String(tail).padStart(4, '0')}`,
    verified,
  })
  const resolve = (given: GivenIdentity[], at = new Date()): ReturnType<IdentityService['resolve']> =>
    identities.resolve({ identities: given, at, source: 'test', channel: '测试渠道' })
  const countOf = async (condition: string): Promise<number> => {
    const [row] = await testApp.db.query<Counted>(`SELECT COUNT(*) AS count FROM customer WHERE ${condition}`)
    return row?.count ?? 0
  }
  const livingOf = async (values: GivenIdentity[]): Promise<Set<number | undefined>> => {
    const owners = await Promise.all(values.map((value) => identities.findCustomer(value)))
    return new Set(owners.map((owner) => owner?.customerId))
  }

  it('makes one customer for a person whom nobody knows, and finds the same one again', async () => {
    const person = [openid(), unionid()]
    const first = await resolve(person)
    const second = await resolve(person)
    expect(first.created).toBe(true)
    expect(second).toMatchObject({
      created: false,
      customerId: first.customerId,
      identityIds: first.identityIds,
      mergedFrom: [],
    })
  })

  it('ends with one customer when twenty messages of one person race', async () => {
    const person = [openid('race'), unionid('race'), phone(1000)]
    const before = await countOf('merged_into IS NULL')
    // Every message knows another part of the person, as real ones do.
    const parts = [person, [person[0], person[1]], [person[1], person[2]], [person[1]]] as GivenIdentity[][]
    const resolved = await Promise.all(
      Array.from({ length: 20 }, (_, index) => resolve(parts[index % parts.length] ?? person)),
    )
    expect((await livingOf(person)).size).toBe(1)
    expect(resolved).toHaveLength(20)
    expect(await countOf('merged_into IS NULL')).toBe(before + 1)
    const [loose] = await testApp.db.query<Counted>('SELECT COUNT(*) AS count FROM identity WHERE customer_id IS NULL')
    expect(loose?.count).toBe(0)
  })

  it('ends with one customer when proofs race that connect three records', async () => {
    const [follower, friend, imported] = [openid('tied-1'), openid('tied-2'), phone(1001)] as const
    const union = unionid('tied')
    for (const one of [follower, friend, { ...imported, verified: false }]) await resolve([one])
    const before = await countOf('merged_into IS NULL')
    const proofs = [
      [follower, union],
      [friend, union],
      [union, imported],
      [friend, imported],
      [follower, imported],
    ]
    await Promise.all(Array.from({ length: 20 }, (_, index) => resolve(proofs[index % proofs.length] ?? [])))
    expect((await livingOf([follower, friend, imported, union])).size).toBe(1)
    expect(await countOf('merged_into IS NULL')).toBe(before - 2)
  })

  it('merges two customers when one identity of the platform proves that they are one person', async () => {
    const follower = await resolve([openid('follower-2'), unionid('same-2')])
    const visitor = await resolve([openid('visitor-2')])
    const again = await resolve([openid('visitor-2'), unionid('same-2')])
    expect(again).toMatchObject({ customerId: follower.customerId, mergedFrom: [visitor.customerId], reviewIds: [] })
    expect(await testApp.app.get(CustomerService).get(visitor.customerId)).toMatchObject({ id: follower.customerId })
  })

  it('merges by a phone number that the platform vouches for', async () => {
    const imported = await resolve([phone(1, false)])
    const visitor = await resolve([openid('visitor-3')])
    const granted = await resolve([openid('visitor-3'), phone(1)])
    expect(granted).toMatchObject({ customerId: imported.customerId, mergedFrom: [visitor.customerId] })
  })

  it('does not merge by a number that nobody vouches for, but asks a person', async () => {
    const imported = await resolve([phone(2, false)])
    const friend = await resolve([openid('friend-4')])
    const remarked = await resolve([openid('friend-4'), phone(2, false)])
    expect(remarked).toMatchObject({ customerId: friend.customerId, mergedFrom: [] })
    expect(remarked.reviewIds).toHaveLength(1)
    expect(await livingOf([openid('friend-4'), phone(2)])).toEqual(new Set([friend.customerId, imported.customerId]))
  })

  it('never merges two customers with different verified phones by itself', async () => {
    const one = await resolve([openid('one-5'), phone(11)])
    const other = await resolve([openid('other-5'), phone(12)])
    const doubtful = await resolve([openid('one-5'), phone(12)])
    expect(doubtful).toMatchObject({ customerId: one.customerId, mergedFrom: [] })
    expect(doubtful.reviewIds).toHaveLength(1)
    expect(await livingOf([openid('other-5'), phone(12)])).toEqual(new Set([other.customerId]))
    // The same doubt is not raised twice.
    expect((await resolve([openid('one-5'), phone(12)])).reviewIds).toEqual(doubtful.reviewIds)
  })

  it('keeps the newest of too many numbers in use and the oldest out of it', async () => {
    const at = (day: number): Date => new Date(Date.UTC(2026, 0, day))
    for (const tail of [21, 22, 23, 24]) await resolve([openid('mover-6'), phone(tail)], at(tail - 20))
    const rows = await testApp.db.query<{ tail: string; retired: number }>(
      `SELECT tail, retired_at IS NOT NULL AS retired FROM identity WHERE tail IN ('0021', '0022', '0023', '0024') ORDER BY tail`,
    )
    expect(rows.map(({ tail, retired }) => [tail, Boolean(retired)])).toEqual([
      ['0021', true],
      ['0022', false],
      ['0023', false],
      ['0024', false],
    ])
  })

  it('reads every spelling of a number as the same number', async () => {
    const first = await resolve([phone(31)])
    const second = await resolve([{ kind: 'phone', value: '+86 199 0000 0031', verified: true }])
    expect(second.customerId).toBe(first.customerId)
  })

  it('lets a person come from where she was met first, however late that is told', async () => {
    const given = [openid('late-7')]
    const on = (channel: string, at: string): ReturnType<IdentityService['resolve']> =>
      identities.resolve({ identities: given, at: new Date(at), source: 'test', channel })
    const { customerId } = await on('小程序', '2026-05-02T00:00:00Z')
    await on('门店海报', '2026-05-01T00:00:00Z')
    await on('公众号', '2026-05-03T00:00:00Z')
    expect(await testApp.app.get(CustomerService).get(customerId)).toMatchObject({
      channel: '门店海报',
      firstSeenAt: new Date('2026-05-01T00:00:00Z'),
    })
  })

  it.each([
    ['nothing', []],
    ['an empty value', [{ kind: 'openid' as const, scope: 'wx-one', value: '' }]],
  ])('refuses %s', async (_, given) => {
    await expect(resolve(given)).rejects.toMatchObject({ code: 'IDENTITY_INVALID' })
  })

  it('refuses what is no phone number', async () => {
    await expect(resolve([{ kind: 'phone', value: '12345' }])).rejects.toMatchObject({ code: 'PHONE_INVALID' })
  })
})
