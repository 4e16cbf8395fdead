import { trendOf } from './trend'

describe('the trend of values', () => {
  const steps = [
    { value: '高', day: '2026-11-01', gain: 3 },
    { value: '低', day: '2026-11-02', gain: 5 },
    { value: '高', day: '2026-11-04', gain: -1 },
  ]

  it('fills the days between changes with the last count', () => {
    expect(trendOf(['高', '低'], steps, '2026-11-05', 180)).toEqual({
      days: ['2026-11-01', '2026-11-02', '2026-11-03', '2026-11-04', '2026-11-05'],
      series: [
        { value: '高', people: [3, 3, 3, 2, 2] },
        { value: '低', people: [0, 5, 5, 5, 5] },
      ],
    })
  })

  it('begins a short window with what was gained before it', () => {
    expect(trendOf(['高'], steps, '2026-11-05', 2)).toEqual({
      days: ['2026-11-04', '2026-11-05'],
      series: [{ value: '高', people: [2, 2] }],
    })
  })

  it('shows nothing before the first change', () => {
    expect(trendOf([], [], '2026-11-05', 180)).toEqual({ days: [], series: [] })
  })
})
