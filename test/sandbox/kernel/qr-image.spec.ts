import { qrModules, qrPng } from './qr-image'

/** Drawn by an independent encoder. */
const KNOWN_CODE = `
#######...#.#.#######
#.....#.....#.#.....#
#.###.#.#.#...#.###.#
#.###.#.....#.#.###.#
#.###.#..#.##.#.###.#
#.....#..###..#.....#
#######.#.#.#.#######
........#.#..........
###.#####.#.###...#..
#.#....##.##.#..#..#.
###...##.#.#...######
#.##.#..#.####.....#.
.#.#..###.##..#.#.#..
........##....#.#.##.
#######.###.#..##.###
#.....#.#.#...##...#.
#.###.#.###.#.#.#.#..
#.###.#..#.#.#.##.##.
#.###.#.#.##.##.#.#.#
#.....#.######..#..#.
#######.#.##.###..###
`
  .trim()
  .split('\n')

describe('QR codes', () => {
  it('draws the smallest code that holds the text, finders in three corners', () => {
    const modules = qrModules('http://weixin.qq.com/q/02abc')
    expect(modules).toHaveLength(25)
    const finder = [0, 6].every(
      (row) => modules[row]?.slice(0, 7).every(Boolean) && modules[row]?.slice(-7).every(Boolean),
    )
    expect(finder).toBe(true)
    expect(modules[24]?.slice(-7).every(Boolean)).toBe(false)
  })

  it('reproduces a code made by another encoder (version 1, level L, mask 0)', () => {
    const rows = qrModules('HELLO qr').map((row) => row.map((dark) => (dark ? '#' : '.')).join(''))
    expect(rows).toEqual(KNOWN_CODE)
  })

  it('is a PNG, and refuses what is too long', () => {
    expect(qrPng('x').subarray(1, 4).toString()).toBe('PNG')
    expect(() => qrPng('x'.repeat(107))).toThrow(RangeError)
  })
})
