import { Sparing } from './sparing'

describe('a question that many ask', () => {
  let now: number
  beforeEach(() => {
    now = 0
    jest.spyOn(performance, 'now').mockImplementation(() => now)
  })
  afterEach(() => jest.restoreAllMocks())

  it('is answered once for all who wait, and again when twenty times its cost have passed', async () => {
    let asked = 0
    const sparing = new Sparing(async () => {
      asked += 1
      now += 100
      return asked
    })
    expect(await Promise.all([sparing.ask(), sparing.ask(), sparing.ask()])).toEqual([1, 1, 1])
    now += 1_999
    expect(await sparing.ask()).toBe(1)
    now += 1
    expect(await sparing.ask()).toBe(2)
  })

  it('is asked again after a failure', async () => {
    let broken = true
    const sparing = new Sparing(() => (broken ? Promise.reject(new Error('away')) : Promise.resolve('back')))
    await expect(sparing.ask()).rejects.toThrow('away')
    broken = false
    expect(await sparing.ask()).toBe('back')
  })
})
