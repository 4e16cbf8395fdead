import { drawArm, nextAllowedMoment } from './reach.policy'

describe('drawArm', () => {
  it('draws about the asked share and the same people every time', () => {
    const draw = (): string[] => Array.from({ length: 20_000 }, (_, id) => drawArm('a1b2', id + 1, 1000))
    const first = draw()
    expect(draw()).toEqual(first)
    const control = first.filter((arm) => arm === 'control').length
    // Ten percent of 20 000, within five standard deviations (42 people each).
    expect(Math.abs(control - 2000)).toBeLessThan(210)
  })

  it('draws other people for another campaign', () => {
    const of = (seed: string): string => Array.from({ length: 500 }, (_, id) => drawArm(seed, id, 5000)).join()
    expect(of('one')).not.toBe(of('two'))
  })

  it.each([
    [0, 'reached'],
    [10_000, 'control'],
  ])('puts everybody into one arm at %i basis points', (points, arm) => {
    expect(new Set(Array.from({ length: 200 }, (_, id) => drawArm('s', id, points)))).toEqual(new Set([arm]))
  })
})

describe('nextAllowedMoment', () => {
  it.each([
    ['by day at once', '2026-11-22T02:00:00.000Z', '2026-11-22T02:00:00.000Z'],
    ['late in the evening until next morning', '2026-11-22T14:30:00.000Z', '2026-11-23T00:00:00.000Z'],
    ['after midnight until the same morning', '2026-11-22T17:00:00.000Z', '2026-11-23T00:00:00.000Z'],
    ['exactly at the end of the quiet hours at once', '2026-11-23T00:00:00.000Z', '2026-11-23T00:00:00.000Z'],
  ])('%s', (_, now, expected) => {
    expect(nextAllowedMoment(new Date(now)).toISOString()).toBe(expected)
  })
})
