import { decodeChanges, encodeChanges, type ValueChange } from './delta-codec'

describe('delta codec', () => {
  it('gives back what it was given, ordered by customer', () => {
    const changes: ValueChange[] = [
      { customerId: 9_007_199_254_740_000, before: ['低'], after: ['高', '引号"与逗号,'] },
      { customerId: 1, before: [], after: ['高'] },
      { customerId: 300, before: ['高'], after: [] },
    ]
    expect(decodeChanges(encodeChanges(changes))).toEqual([
      { customerId: 1, after: ['高'], replaces: false },
      { customerId: 300, after: [], replaces: true },
      { customerId: 9_007_199_254_740_000, after: ['高', '引号"与逗号,'], replaces: true },
    ])
  })

  it('takes about a byte or two per person', () => {
    const changes = Array.from({ length: 20_000 }, (_, index) => ({
      customerId: index * 3 + 1,
      before: [],
      after: [index % 2 ? '高价值' : '低价值'],
    }))
    expect(encodeChanges(changes).length).toBeLessThan(5_000)
  })

  it('refuses a blob that was cut off', () => {
    const whole = encodeChanges([{ customerId: 5, before: [], after: ['高'] }])
    expect(() => decodeChanges(whole.subarray(0, whole.length - 4))).toThrow()
  })
})
