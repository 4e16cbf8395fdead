import { isClaimable, newCode, objectionToTerms, validToOf, type CouponTerms } from './coupon.policy'

const terms = (changes: Partial<CouponTerms> = {}): CouponTerms => ({
  amountFen: 2000,
  thresholdFen: 9900,
  openAt: new Date('2026-03-01T00:00:00Z'),
  closeAt: null,
  validDays: 7,
  validUntil: null,
  ...changes,
})

describe('terms of a coupon', () => {
  it.each([
    ['thresholdFen', { thresholdFen: 1000 }],
    ['closeAt', { closeAt: new Date('2026-03-01T00:00:00Z') }],
    ['validDays', { validUntil: new Date('2027-01-01T00:00:00Z') }],
    ['validDays', { validDays: null }],
    ['validUntil', { validDays: null, validUntil: new Date('2026-02-01T00:00:00Z') }],
  ])('name %s when it is at fault', (field, changes) => {
    expect(objectionToTerms(terms(changes))?.field).toBe(field)
  })

  it('may stand without a threshold', () => {
    expect(objectionToTerms(terms({ thresholdFen: 0 }))).toBeNull()
  })

  it('end with the last Shanghai day', () => {
    expect(validToOf(terms(), new Date('2026-03-01T15:59:59Z')).toISOString()).toBe('2026-03-08T15:59:59.999Z')
    expect(validToOf(terms(), new Date('2026-03-01T16:00:00Z')).toISOString()).toBe('2026-03-09T15:59:59.999Z')
  })

  it('open at their first moment and close at their last', () => {
    const coupon = { ...terms({ closeAt: new Date('2026-03-02T00:00:00Z') }), state: 'open' as const }
    expect(isClaimable(coupon, new Date('2026-03-01T00:00:00Z'))).toBe(true)
    expect(isClaimable(coupon, new Date('2026-03-02T00:00:00Z'))).toBe(false)
    expect(isClaimable({ ...coupon, state: 'closed' }, new Date('2026-03-01T12:00:00Z'))).toBe(false)
  })

  it('gives every holder a code of their own', () => {
    const codes = new Set(Array.from({ length: 5000 }, newCode))
    expect(codes.size).toBe(5000)
    expect([...codes].every((code) => /^[2-9A-HJ-NP-Z]{12}$/.test(code))).toBe(true)
  })
})
