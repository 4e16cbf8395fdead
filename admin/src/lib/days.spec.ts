import { everyDay } from './days'

describe('everyDay', () => {
  it('carries the last known count over quiet days', () => {
    const changes = [
      { day: '2026-10-30', people: 3 },
      { day: '2026-11-01', people: 5 },
    ]
    expect(everyDay(changes, '2026-11-02')).toEqual([
      { day: '2026-10-30', people: 3 },
      { day: '2026-10-31', people: 3 },
      { day: '2026-11-01', people: 5 },
      { day: '2026-11-02', people: 5 },
    ])
    expect(everyDay([], '2026-11-02')).toEqual([])
  })
})
