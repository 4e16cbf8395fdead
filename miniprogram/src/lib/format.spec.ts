import { daysLeft, shanghaiDay, shanghaiToday, yuan } from './format'
import { solarTermOf } from './solar-term'

describe('format', () => {
  it.each([
    [2_000, '20'],
    [1_990, '19.9'],
    [995, '9.95'],
    [100_000, '1000'],
    [0, '0'],
  ])('writes %i fen as %s yuan', (fen, text) => expect(yuan(fen)).toBe(text))

  it('tells the day as Shanghai counts it', () => {
    expect(shanghaiDay('2026-04-19T16:00:00.000Z')).toBe('2026.04.20')
    expect(shanghaiDay('2026-04-19T15:59:59.000Z')).toBe('2026.04.19')
    expect(shanghaiToday(new Date('2026-12-31T17:00:00Z'))).toBe('2027-01-01')
  })

  it('counts started days, and none once it is over', () => {
    const now = new Date('2026-04-20T00:00:00Z')
    expect(daysLeft('2026-04-21T00:00:01Z', now)).toBe(2)
    expect(daysLeft('2026-04-19T00:00:00Z', now)).toBe(0)
  })
})

describe('solar terms', () => {
  it.each([
    ['2026-04-20T04:00:00Z', '谷雨'],
    ['2026-04-19T04:00:00Z', '清明'],
    ['2026-11-22T04:00:00Z', '小雪'],
    ['2026-01-03T04:00:00Z', '冬至'],
    ['2026-12-31T04:00:00Z', '冬至'],
    ['2027-02-04T04:00:00Z', '立春'],
  ])('%s falls into %s', (instant, name) => expect(solarTermOf(new Date(instant)).name).toBe(name))
})
