import { IdSet } from './id-set'

const ids = (set: IdSet): number[] => [...set.ids()]

describe('sets of ids', () => {
  const some = IdSet.of([0, 31, 32, 63, 64, 100_000])
  const others = IdSet.of([31, 64, 65])

  it('gives back what it was given, ascending', () => {
    expect(ids(some)).toEqual([0, 31, 32, 63, 64, 100_000])
    expect(some.size).toBe(6)
    expect([some.has(31), some.has(30), some.has(10_000_000)]).toEqual([true, false, false])
    expect(ids(IdSet.EMPTY)).toEqual([])
  })

  it('gives those above an id only', () => {
    const after = (id: number): number[] => [...some.ids(id)]
    expect(after(-1)).toEqual(ids(some))
    expect([after(0)[0], after(30)[0], after(31)[0], after(62)[0], after(63)[0]]).toEqual([31, 31, 32, 63, 64])
    expect(after(100_000)).toEqual([])
    expect(after(10_000_000)).toEqual([])
    expect([...IdSet.of([31, 63]).ids(31)]).toEqual([63])
  })

  it('combines as sets do, also when one is shorter', () => {
    expect(ids(some.and(others))).toEqual([31, 64])
    expect(ids(others.or(some))).toEqual([0, 31, 32, 63, 64, 65, 100_000])
    expect(ids(some.without(others))).toEqual([0, 32, 63, 100_000])
    expect(ids(others.without(some))).toEqual([65])
    expect(some.countWith(others)).toBe(2)
  })

  it('reads blocks whose highest bit is set', () => {
    expect(ids(IdSet.ofBlocks([2, 0], [0x80000001, 0xffffffff])).length).toBe(34)
    expect(ids(IdSet.ofBlocks([2], [0x80000001]))).toEqual([64, 95])
  })

  it('takes changes in order: the last word about somebody holds', () => {
    const changed = others.changed([
      [31, false],
      [500, true],
      [500, false],
      [7, true],
    ])
    expect(ids(changed)).toEqual([7, 64, 65])
    expect(ids(others)).toEqual([31, 64, 65])
  })

  it('gives any page', () => {
    const many = IdSet.of(Array.from({ length: 1000 }, (_, index) => index * 7))
    expect(many.page(0, 3)).toEqual([0, 7, 14])
    expect(many.page(998, 20)).toEqual([6986, 6993])
    expect(many.page(333, 2)).toEqual([2331, 2338])
    expect(many.page(1000, 5)).toEqual([])
  })
})
