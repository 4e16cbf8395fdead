import { IdSet } from '../../rule'
import { overlapParts } from './overlap.policy'

describe('overlap of sets', () => {
  it('gives every combination that has people, largest first', () => {
    const sets = [IdSet.of([1, 2, 3, 4]), IdSet.of([3, 4, 5]), IdSet.of([4, 900])]
    expect(overlapParts(sets)).toEqual([
      { places: [0], people: 2 },
      { places: [0, 1, 2], people: 1 },
      { places: [0, 1], people: 1 },
      { places: [1], people: 1 },
      { places: [2], people: 1 },
    ])
  })

  it('counts everybody once', () => {
    const sets = [2, 3, 5, 7].map((step) => IdSet.of(Array.from({ length: 200 }, (_, index) => index * step)))
    const everybody = sets.reduce((all, set) => all.or(set), IdSet.EMPTY)
    expect(overlapParts(sets).reduce((sum, { people }) => sum + people, 0)).toBe(everybody.size)
  })

  it('has no parts where nobody is', () => {
    expect(overlapParts([IdSet.EMPTY, IdSet.EMPTY])).toEqual([])
  })
})
