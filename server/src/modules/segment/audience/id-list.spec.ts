import { packIds, unpackIds } from './id-list'

describe('packed ids', () => {
  it('come back as they went in', () => {
    for (const ids of [[], [1], [1, 2, 128, 129, 16_384, 9_007_199_254_740_991]])
      expect(unpackIds(packIds(ids))).toEqual(ids)
  })

  it('must ascend', () => {
    expect(() => packIds([5, 4])).toThrow('ascend')
  })
})
