import { connect, createServer, type Server, type Socket } from 'node:net'
import { AudienceEngine } from '../../server/src/platform/audience-engine'
import { startTestApp, type TestApp } from '../support/app'
import { startClickHouse } from '../support/clickhouse-http'
import { freePort } from '../support/free-port'
import { rolesOf, type TestClient } from '../support/http'
import { until } from '../support/until'
import { TestPeople } from './tag-support'

/** A cable between the server and the engine that can be pulled out. */
class Cable {
  private server: Server | null = null
  private readonly sockets = new Set<Socket>()

  constructor(
    readonly port: number,
    private readonly target: number,
  ) {}

  async plug(): Promise<void> {
    const server = createServer((socket) => {
      const far = connect(this.target, '127.0.0.1')
      for (const end of [socket, far]) {
        this.sockets.add(end)
        end.on('close', () => this.sockets.delete(end)).on('error', () => end.destroy())
      }
      socket.pipe(far).pipe(socket)
    })
    await new Promise<void>((resolve) => server.listen(this.port, '127.0.0.1', resolve))
    this.server = server
  }

  async pull(): Promise<void> {
    const { server } = this
    this.server = null
    if (!server) return
    const closed = new Promise((resolve) => server.close(resolve))
    for (const socket of this.sockets) socket.destroy()
    await closed
  }
}

describe('a server whose audience engine is away', () => {
  let clickhouse: Awaited<ReturnType<typeof startClickHouse>>
  let cable: Cable
  let testApp: TestApp
  let operator: TestClient
  let people: TestPeople

  beforeAll(async () => {
    clickhouse = await startClickHouse()
    cable = new Cable(await freePort(), Number(new URL(clickhouse.url).port))
    testApp = await startTestApp({ env: { CLICKHOUSE_URL: `http://127.0.0.1:${cable.port}` } })
    operator = await rolesOf(testApp).asOperator()
    people = new TestPeople(testApp)
  }, 90_000)
  afterAll(async () => {
    await testApp.close()
    await cable.pull()
    await clickhouse.close()
  })

  const everyone = { rule: { kind: 'not', of: { kind: 'follows' } } }
  const counted = async (): Promise<number> =>
    (await operator.post<{ people: number }>('/api/segments/count', everyone)).people

  it('starts, records, says so, and catches up when the engine comes', async () => {
    const person = await people.person('early')
    await people.buys(person, 100)
    expect(await operator.refusal('POST', '/api/segments/count', everyone)).toMatchObject({
      status: 503,
      code: 'ENGINE_UNAVAILABLE',
    })
    // What is saved in the record is saved, and does not look lost because nobody can count it.
    const saved = await operator.post<{ segment: { id: number; people: number | null } }>('/api/segments', {
      name: '所有人',
      ...everyone,
    })
    expect(saved.segment.people).toBeNull()
    const list = (): Promise<{ id: number; people: number | null }[]> => operator.get('/api/segments')
    expect(await list()).toMatchObject([{ id: saved.segment.id, people: null }])
    const status = await operator.get<{ alive: boolean; waiting: number }>('/api/system/engine')
    expect(status.alive).toBe(false)
    expect(status.waiting).toBeGreaterThan(0)
    await cable.plug()
    expect(await until(counted, { withinMs: 20_000 })).toBe(1)
    await until(async () => (await list())[0]?.people === 1, { withinMs: 20_000 })
  })

  it('loses nothing while the cable is out', async () => {
    await cable.pull()
    const person = await people.person('meanwhile')
    await people.buys(person, 200)
    // What the engine said last is still known; what it was never asked is not.
    expect(await counted()).toBe(1)
    const unasked = { rule: { kind: 'identity', identity: 'phone' } }
    expect(await operator.refusal('POST', '/api/segments/count', unasked)).toMatchObject({
      code: 'ENGINE_UNAVAILABLE',
    })
    await cable.plug()
    await until(async () => (await counted()) === 2, { withinMs: 20_000 })
    const events = await testApp.app
      .get(AudienceEngine)
      .query<{ n: number; distinct: number }>('SELECT count() AS n, uniqExact(id) AS distinct FROM event')
    expect(events).toEqual([{ n: 2, distinct: 2 }])
  })
})
