import { AudienceEngine } from '../../server/src/platform/audience-engine'
import { startTestApp, type TestApp } from '../support/app'
import { startClickHouse } from '../support/clickhouse-http'
import { rolesOf } from '../support/http'

/** The same adapter, client and SQL as in the process, over the network: what CLICKHOUSE_URL promises. */
describe('audience engine over HTTP', () => {
  let clickhouse: Awaited<ReturnType<typeof startClickHouse>>
  let testApp: TestApp
  let engine: AudienceEngine

  beforeAll(async () => {
    clickhouse = await startClickHouse()
    testApp = await startTestApp({ env: { CLICKHOUSE_URL: clickhouse.url } })
    engine = testApp.app.get(AudienceEngine)
  }, 90_000)

  afterAll(async () => {
    await testApp.close()
    await clickhouse.close()
  })

  it('is ready, with its tables in the database that was named', async () => {
    expect(await rolesOf(testApp).anonymous().get('/readyz')).toEqual({ status: 'ok' })
    const tables = await engine.query<{ name: string }>("SELECT name FROM system.tables WHERE database = 'guiyi'")
    expect(tables.map(({ name }) => name)).toEqual(expect.arrayContaining(['customer', 'event']))
  })

  it('carries values as parameters, whatever they hold', async () => {
    const text = "it's 50% \\ «敏感肌»\t\n?&="
    const rows = await engine.query<{ text: string; numbers: number[] }>(
      'SELECT {text:String} AS text, {numbers:Array(UInt64)} AS numbers',
      {
        text,
        numbers: [1, 2 ** 40],
      },
    )
    expect(rows).toEqual([{ text, numbers: [1, 2 ** 40] }])
  })

  it('carries parameters that are too long for an address', async () => {
    const numbers = Array.from({ length: 20_000 }, (_, index) => index)
    const [row] = await engine.query<{ count: number }>('SELECT length({numbers:Array(UInt64)}) AS count', { numbers })
    expect(row).toEqual({ count: 20_000 })
  })

  it('takes rows and gives them back', async () => {
    await engine.command(
      'CREATE TABLE over_http (id UInt64, at DateTime64(3), name String) ENGINE = MergeTree ORDER BY id',
    )
    await engine.insert('over_http', [
      { id: 1, at: '2026-11-22T08:00:00.123Z', name: '林' },
      { id: 9_007_199_254_740_991, at: '2026-11-22T16:00:00.000Z', name: "O'Neil" },
    ])
    expect(await engine.query('SELECT id, at, name FROM over_http ORDER BY id')).toEqual([
      { id: 1, at: '2026-11-22T08:00:00.123Z', name: '林' },
      { id: 9_007_199_254_740_991, at: '2026-11-22T16:00:00.000Z', name: "O'Neil" },
    ])
  })

  it('tells a wrong statement by the engine’s own error', async () => {
    await expect(engine.query('SELECT no_such_column')).rejects.toMatchObject({ type: 'UNKNOWN_IDENTIFIER' })
  })

  it('is unavailable, with its code, when nothing answers', async () => {
    await clickhouse.close()
    expect(await rolesOf(testApp).anonymous().refusal('GET', '/readyz')).toMatchObject({
      status: 503,
      code: 'UNAVAILABLE',
    })
  })
})
