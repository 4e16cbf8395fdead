import { hasJumped, shareOf } from './rate.policy'

describe('hasJumped', () => {
  it.each<[string, [number, number], [number, number], boolean]>([
    ['a property that stopped coming', [200, 200], [10, 1400], true],
    ['a clear rise', [60, 200], [70, 1400], true],
    ['the usual share', [12, 200], [70, 1400], false],
    ['a fall', [0, 200], [700, 1400], false],
    ['a rise that is certain but small', [900, 10_000], [200, 10_000], false],
    ['a rise that chance brings too', [12, 30], [25, 100], false],
    ['always empty, now as before', [200, 200], [1400, 1400], false],
    ['too few now', [29, 29], [0, 1400], false],
    ['too few before', [200, 200], [0, 99], false],
  ])('%s', (_, [hits, of], [hitsBefore, ofBefore], jumped) =>
    expect(hasJumped({ hits, of }, { hits: hitsBefore, of: ofBefore })).toBe(jumped),
  )

  it('gives no share of nothing', () => {
    expect(shareOf({ hits: 0, of: 0 })).toBeNull()
    expect(shareOf({ hits: 1, of: 4 })).toBe(0.25)
  })
})
