import { AudienceEngine, EngineFeed } from '../../../server/src/platform/audience-engine'
import { startTestApp } from '../../support/app'
import { rolesOf } from '../../support/http'
import { peakMemoryMb } from './report'

export interface IngestServerHello {
  port: number
  key: string
}

export interface LagReport {
  oldestSeconds: number
  rows: number
  /** Of this process so far, all threads (the engine's too). */
  cpuSeconds: number
  /** The most memory that this process has held so far, engine included. */
  peakMemoryMb: number
}

/** The whole server as a process of its own: API, worker and the engine inside it, as `npm start` would run it. */
async function serve(): Promise<void> {
  const testApp = await startTestApp({
    db: {
      url: process.env.BENCH_DATABASE ?? '',
      name: '',
      query: () => Promise.resolve([]),
      drop: () => Promise.resolve(),
    },
  })
  const operator = await rolesOf(testApp).asOperator()
  const source = { code: 'bench', kind: 'server', name: '压测', identityKinds: ['member_no'] }
  const { key } = await operator.post<{ key: string }>('/api/track-sources', source)
  const feed = testApp.app.get(EngineFeed)
  const report = async (): Promise<LagReport> => {
    const { user, system } = process.cpuUsage()
    return { ...(await feed.lag()), cpuSeconds: (user + system) / 1e6, peakMemoryMb: peakMemoryMb() }
  }
  await engineFilled(testApp.app.get(AudienceEngine), Number(process.env.BENCH_KNOWN_EVENTS))
  process.on('message', () => void report().then((lag) => process.send?.(lag)))
  process.on('disconnect', () => void testApp.close().then(() => process.exit(0)))
  process.send?.({ port: Number(new URL(testApp.url).port), key } satisfies IngestServerHello)
}

/** A server that finds an empty engine begins to fill it by itself. */
async function engineFilled(engine: AudienceEngine, events: number): Promise<void> {
  for (;;) {
    const [row] = await engine.query<{ events: number }>('SELECT count() AS events FROM event')
    if (row?.events === events) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

void serve()
