import type { IdentityKind } from '../customer/identity-kinds'
import { anchorOf, objectionTo, overLimit, proofOf, type KnownIdentity } from './resolve.policy'

let next = 1
const identity = (
  kind: IdentityKind,
  customerId: number | null,
  change: Partial<KnownIdentity> = {},
): KnownIdentity => ({
  id: next++,
  kind,
  scope: '',
  verified: true,
  customerId,
  retiredAt: null,
  lastSeenAt: new Date('2026-01-01T00:00:00Z'),
  ...change,
})

describe('anchorOf', () => {
  it('is the owner of the first identity that has one', () => {
    expect(anchorOf([identity('openid', null), identity('unionid', 7), identity('phone', 3)])).toBe(7)
    expect(anchorOf([identity('openid', null)])).toBeNull()
  })
})

describe('proofOf', () => {
  it('takes a unionid, and a phone only when the platform vouches for it', () => {
    const openid = identity('openid', 1)
    expect(proofOf([openid, identity('unionid', 2, { verified: false })], 1, 2)?.kind).toBe('unionid')
    expect(proofOf([openid, identity('phone', 2)], 1, 2)?.kind).toBe('phone')
    expect(proofOf([openid, identity('phone', 2, { verified: false })], 1, 2)).toBeUndefined()
    expect(proofOf([openid, identity('external_userid', 2)], 1, 2)).toBeUndefined()
  })
})

describe('objectionTo', () => {
  it('stands against two different verified phones', () => {
    expect(objectionTo([identity('phone', 1)], [identity('phone', 2)])).toBe('different-phones')
  })

  it('does not mind an unverified or a retired one', () => {
    expect(objectionTo([identity('phone', 1)], [identity('phone', 2, { verified: false })])).toBeNull()
    expect(objectionTo([identity('phone', 1)], [identity('phone', 2, { retiredAt: new Date() })])).toBeNull()
    expect(objectionTo([identity('phone', 1)], [identity('openid', 2)])).toBeNull()
  })

  it('stands against more unionids than a person may have', () => {
    const three = [identity('unionid', 1), identity('unionid', 1), identity('unionid', 1)]
    expect(objectionTo(three, [identity('openid', 2)])).toBeNull()
    expect(objectionTo(three, [identity('unionid', 2)])).toBe('too-many-identities')
  })
})

describe('overLimit', () => {
  it('names the least recently seen beyond the limit, per kind and scope', () => {
    const seen = (day: number, scope: string): KnownIdentity =>
      identity('openid', 1, { scope, lastSeenAt: new Date(Date.UTC(2026, 0, day)) })
    const [old, ...recent] = [seen(1, 'wx-a'), seen(2, 'wx-a'), seen(3, 'wx-a'), seen(4, 'wx-a')]
    expect(overLimit([old, ...recent, seen(1, 'wx-b')])).toEqual([old])
  })

  it('does not count retired ones', () => {
    const phones = Array.from({ length: 4 }, (_, index) =>
      identity('phone', 1, { retiredAt: index === 0 ? new Date() : null }),
    )
    expect(overLimit(phones)).toEqual([])
  })
})
