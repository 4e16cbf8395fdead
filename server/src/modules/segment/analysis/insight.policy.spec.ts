import { bandsOf, roundedCuts, toValue } from './insight.policy'

describe('values of an insight', () => {
  it('tells how much more frequent a value is in the list than among everyone', () => {
    expect(toValue({ label: '女', value: 'female', inside: 25, everyone: 50 }, 50, 200)).toEqual({
      label: '女',
      value: 'female',
      above: null,
      upto: null,
      people: 25,
      share: 0.5,
      everyoneShare: 0.25,
      tgi: 200,
    })
  })

  it.each([
    ['nobody in the list', { inside: 0, everyone: 5 }, 0, 10, { share: 0, tgi: 0 }],
    ['a value that nobody has', { inside: 0, everyone: 0 }, 5, 10, { share: 0, tgi: null }],
    ['no customers at all', { inside: 0, everyone: 0 }, 0, 0, { share: 0, tgi: null }],
  ])('does not divide by nothing: %s', (_, counts, people, everyone, expected) => {
    expect(toValue({ label: 'x', ...counts }, people, everyone)).toMatchObject(expected)
  })

  it('puts numbers into bands that say what they hold', () => {
    const row = (band: number, inside: number) => ({ label: String(band), inside, everyone: inside + 1 })
    expect(bandsOf([10, 2500], [row(2, 3), row(0, 1), row(1, 2)])).toMatchObject([
      { label: '10 及以下', above: null, upto: 10, inside: 1 },
      { label: '10 – 2 500', above: 10, upto: 2500, inside: 2 },
      { label: '2 500 以上', above: 2500, upto: null, inside: 3 },
    ])
    expect(bandsOf([10, 2500], [row(1, 2)])).toMatchObject([{ label: '10 – 2 500' }])
  })

  it('rounds bounds to numbers that can be read, and drops those that fall together', () => {
    expect(roundedCuts([1.2345, 12344, 12341, 0])).toEqual([0, 1.23, 12300])
  })
})
