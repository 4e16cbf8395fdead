import { GroupCommit } from './group-commit'

const options = { waitMs: 2, maxRows: 3, maxWrites: 1 }

describe('group commit', () => {
  it('writes rows together, and gives each sender its own receipt', async () => {
    const writes: number[][] = []
    const commits = new GroupCommit<number, string>(async (rows) => {
      writes.push(rows)
      return rows.map((row) => `receipt ${row}`)
    }, options)
    const receipts = await Promise.all([1, 2, 3, 4].map((row) => commits.add(row)))
    expect(receipts).toEqual(['receipt 1', 'receipt 2', 'receipt 3', 'receipt 4'])
    expect(writes).toEqual([[1, 2, 3], [4]])
  })

  it('does not let one bad row take its neighbours with it', async () => {
    const commits = new GroupCommit<number, number>(async (rows) => {
      if (rows.includes(2)) throw new Error('row 2 is bad')
      return rows
    }, options)
    const outcomes = await Promise.allSettled([1, 2, 3].map((row) => commits.add(row)))
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  })

  it('goes on after a failure', async () => {
    let broken = true
    const commits = new GroupCommit<number, number>(
      (rows) => (broken ? Promise.reject(new Error('away')) : Promise.resolve(rows)),
      options,
    )
    await expect(commits.add(1)).rejects.toThrow('away')
    broken = false
    await expect(commits.add(2)).resolves.toBe(2)
  })
})
