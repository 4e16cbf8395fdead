import { connect, type Socket } from 'node:net'
import { percentile } from './report'

export interface LoadResult {
  /** Answers with status 200. */
  succeeded: number
  failed: number
  seconds: number
  /** Milliseconds from the planned moment of sending to the whole answer, ascending. */
  latencies: number[]
}

interface Plan {
  port: number
  connections: number
  requests: Buffer[]
  /** Requests per second, sent on a fixed timetable; without it each connection sends as soon as it has its answer. */
  ratePerSecond?: number
}

/**
 * Plays ready-made HTTP requests over kept-alive connections. Spares the machine: no HTTP library, no parsing beyond
 * status and length, because server, database and this program share the same cores.
 */
export async function play(plan: Plan): Promise<LoadResult> {
  const sockets = await Promise.all(Array.from({ length: plan.connections }, () => open(plan.port)))
  const startedAt = performance.now()
  const result: LoadResult = { succeeded: 0, failed: 0, seconds: 0, latencies: [] }
  let next = 0
  const plannedAt = (index: number): number =>
    plan.ratePerSecond === undefined ? performance.now() : startedAt + (index / plan.ratePerSecond) * 1000

  const work = async (connection: Connection): Promise<void> => {
    for (;;) {
      const index = next
      next += 1
      const request = plan.requests[index]
      if (request === undefined) return
      const due = plannedAt(index)
      const wait = due - performance.now()
      if (wait > 1) await new Promise((resolve) => setTimeout(resolve, wait))
      const from = plan.ratePerSecond === undefined ? performance.now() : due
      const status = await connection.exchange(request)
      result.latencies.push(performance.now() - from)
      if (status === 200) result.succeeded += 1
      else result.failed += 1
    }
  }
  await Promise.all(sockets.map(work))
  result.seconds = (performance.now() - startedAt) / 1000
  result.latencies.sort((a, b) => a - b)
  for (const connection of sockets) connection.close()
  return result
}

export const median = (values: readonly number[]): number => percentile(values, 0.5)

interface Connection {
  exchange(request: Buffer): Promise<number>
  close(): void
}

async function open(port: number): Promise<Connection> {
  const socket: Socket = connect({ port, host: '127.0.0.1', noDelay: true })
  await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('error', reject))
  let received = Buffer.alloc(0)
  let answer: (status: number) => void = () => undefined
  socket.on('data', (chunk) => {
    received = received.length === 0 ? chunk : Buffer.concat([received, chunk])
    const head = received.indexOf('\r\n\r\n')
    if (head < 0) return
    const text = received.toString('latin1', 0, head)
    const length = Number(/content-length: (\d+)/i.exec(text)?.[1] ?? 0)
    if (received.length < head + 4 + length) return
    received = received.subarray(head + 4 + length)
    answer(Number(text.slice(9, 12)))
  })
  const lost = (): void => answer(0)
  socket.on('close', lost).on('error', lost)
  return {
    exchange: (request) =>
      new Promise((resolve) => {
        answer = resolve
        socket.write(request)
      }),
    close: () => socket.destroy(),
  }
}
