import { until } from '../support/until'
import { EngineWorld } from './rule-world'

describe('statements with values inside this process', () => {
  let world: EngineWorld

  beforeAll(async () => {
    world = await EngineWorld.open()
  }, 60_000)
  afterAll(() => world.close())

  it('give back whatever a value holds', async () => {
    const texts = [
      "a'b",
      'a\\',
      "\\'; DROP TABLE event; --",
      'x\0y',
      '\n\t\r\b\f',
      '归一😀',
      '\\0',
      '{b:String}',
      "'",
      '',
    ]
    for (const text of texts) {
      const [row] = await world.engine.query(
        'SELECT {a:String} AS a, {b:Array(String)} AS b, {n:Int64} AS n, {f:Float64} AS f, {u:Array(UInt64)} AS u, {c:Array(Array(Float64))} AS c',
        { a: text, b: [text, `${text}x`, text], n: -5, f: 1e-7, u: [0, Number.MAX_SAFE_INTEGER], c: [[0.1], []] },
      )
      expect(row).toEqual({
        a: text,
        b: [text, `${text}x`, text],
        n: -5,
        f: 1e-7,
        u: [0, Number.MAX_SAFE_INTEGER],
        c: [[0.1], []],
      })
    }
  })

  it('have the declared types', async () => {
    const [row] = await world.engine.query(
      'SELECT toTypeName({n:UInt64}) AS n, toTypeName({i:Int64}) AS i, toTypeName({u:Array(UInt64)}) AS u, toTypeName({s:Array(String)}) AS s',
      { n: 1, i: 1, u: [], s: [] },
    )
    expect(row).toEqual({ n: 'UInt64', i: 'Int64', u: 'Array(UInt64)', s: 'Array(String)' })
  })

  it('do not wait for one another on different sessions', async () => {
    await world.engine.query('SELECT 1')
    const ended: string[] = []
    const slow = world.engine.query('SELECT sleep({seconds:Float64})', { seconds: 1 }).then(() => ended.push('slow'))
    const quick = world.engine.query('SELECT {n:UInt64} AS n', { n: 1 }).then(() => ended.push('quick'))
    await Promise.all([slow, quick])
    expect(ended).toEqual(['quick', 'slow'])
  })

  it('can be long: thousands of numbers in one', async () => {
    const ids = Array.from({ length: 50_000 }, (_, index) => 1_000_000 + index)
    const [row] = await world.engine.query<{ n: number }>(
      'SELECT length({ids:Array(UInt64)}) + arraySum({ids:Array(UInt64)}) * 0 AS n',
      { ids },
    )
    expect(row?.n).toBe(50_000)
  })

  it('end when nobody waits for them any more', async () => {
    const asked = new AbortController()
    const slow = world.engine.query(
      'SELECT count() FROM numbers({most:UInt64}) WHERE sipHash64(number) = 1',
      { most: 10 ** 13 },
      { signal: asked.signal, timeoutSeconds: 600 },
    )
    const refused = expect(slow).rejects.toMatchObject({ code: 'CANCELLED' })
    const running = async (): Promise<number> => {
      const rows = await world.engine.query(
        "SELECT query FROM system.processes WHERE query LIKE '%sipHash64(number) = 1%'",
      )
      return rows.length
    }
    // Itself, and the slow one.
    await until(async () => (await running()) === 2)
    asked.abort()
    await refused
    await until(async () => (await running()) === 1)
    expect(await world.engine.query('SELECT {n:UInt64} AS n', { n: 1 })).toEqual([{ n: 1 }])
  })
})
