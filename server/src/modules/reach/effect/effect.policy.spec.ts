import { meanDifference, rateDifference, verdictOf, wilson } from './effect.policy'

describe('wilson', () => {
  it('matches the published interval of 81 in 263', () => {
    // Newcombe 1998, Statistics in Medicine 17:857–872, table I, method 3.
    const { low, high } = wilson({ people: 263, converted: 81 })
    expect(low).toBeCloseTo(0.2553, 4)
    expect(high).toBeCloseTo(0.3662, 4)
  })

  it('stays inside 0 and 1 for nobody and for everybody', () => {
    expect(wilson({ people: 20, converted: 0 }).low).toBe(0)
    expect(wilson({ people: 29, converted: 29 }).high).toBe(1)
  })
})

describe('rateDifference', () => {
  it.each([
    // Newcombe 1998, Statistics in Medicine 17:873–890, table II, method 10.
    [56, 70, 48, 80, 0.2, 0.0524, 0.3339],
    [9, 10, 3, 10, 0.6, 0.1705, 0.809],
    [10, 10, 0, 20, 1, 0.6791, 1],
  ])('matches the published interval of %i/%i against %i/%i', (a, m, b, n, value, low, high) => {
    const difference = rateDifference({ people: m, converted: a }, { people: n, converted: b })
    expect(difference?.value).toBeCloseTo(value, 4)
    expect(difference?.low).toBeCloseTo(low, 4)
    expect(difference?.high).toBeCloseTo(high, 4)
  })

  it('compares nothing with an empty control group', () => {
    expect(rateDifference({ people: 10, converted: 3 }, { people: 0, converted: 0 })).toBeNull()
  })
})

describe('meanDifference', () => {
  it('agrees with the formula worked by hand', () => {
    // Reached 100, 200, 300 (mean 200, variance 10 000); control 0, 100 (mean 50, variance 5 000).
    const difference = meanDifference(
      { people: 3, sum: 600, sumOfSquares: 140_000 },
      { people: 2, sum: 100, sumOfSquares: 10_000 },
    )
    const half = 1.959963984540054 * Math.sqrt(10_000 / 3 + 5_000 / 2)
    expect(difference?.value).toBe(150)
    expect(difference?.low).toBeCloseTo(150 - half, 9)
    expect(difference?.high).toBeCloseTo(150 + half, 9)
  })

  it('estimates nothing from one person', () => {
    expect(meanDifference({ people: 1, sum: 5, sumOfSquares: 25 }, { people: 9, sum: 9, sumOfSquares: 9 })).toBeNull()
  })
})

describe('verdictOf', () => {
  it.each([
    [{ value: 0.1, low: 0.01, high: 0.2 }, 'better'],
    [{ value: -0.1, low: -0.2, high: -0.01 }, 'worse'],
    [{ value: 0.1, low: -0.01, high: 0.2 }, 'undecided'],
    [null, 'nothing-to-compare'],
  ])('%j → %s', (difference, verdict) => {
    expect(verdictOf(difference)).toBe(verdict)
  })
})
