import { partitionEnds } from './partitions'
import { missingPartitions } from './partitions.policy'

describe('missingPartitions', () => {
  it('adds the months up to half a year ahead, across the turn of the year', () => {
    expect(missingPartitions(['2026-12-01', '2027-01-01'], new Date('2026-10-15T00:00:00Z'))).toEqual([
      { name: 'p_2027_01', before: '2027-02-01' },
      { name: 'p_2027_02', before: '2027-03-01' },
      { name: 'p_2027_03', before: '2027-04-01' },
      { name: 'p_2027_04', before: '2027-05-01' },
    ])
  })

  it('adds nothing when enough is there, or when the table is not partitioned', () => {
    expect(missingPartitions(['2027-06-01'], new Date('2026-10-15T00:00:00Z'))).toEqual([])
    expect(missingPartitions([], new Date('2026-10-15T00:00:00Z'))).toEqual([])
  })
})

describe('partitionEnds', () => {
  it('reads bounds as databases describe them, with quotes and a time of day, in order', async () => {
    const bounds = ["'2027-04-01 00:00:00.000'", "'2026-12-01'"]
    expect(await partitionEnds(() => Promise.resolve(bounds.map((bound) => ({ bound }))))).toEqual([
      '2026-12-01',
      '2027-04-01',
    ])
  })
})
