import { connect, createServer, type Socket } from 'node:net'
import type { AddressInfo } from 'node:net'

/** A door in front of a database server that a test can shut. */
export interface DatabaseGate {
  /** The same database, through the door. */
  url: string
  /** Cuts every connection and refuses new ones, as a server that was stopped. */
  shut(): Promise<void>
  /** Takes connections and statements and answers nothing, as a server that hangs. */
  freeze(): void
  open(): Promise<void>
  close(): Promise<void>
}

/** @param databaseUrl `mysql://user:password@host:port/name` */
export async function gateBefore(databaseUrl: string): Promise<DatabaseGate> {
  const target = new URL(databaseUrl)
  const sockets = new Set<Socket>()
  let frozen = false
  let server = createServer()
  const serve = async (port: number): Promise<number> => {
    server = createServer((client) => {
      const upstream = connect(Number(target.port), target.hostname)
      for (const [from, to] of [
        [client, upstream],
        [upstream, client],
      ] as const) {
        sockets.add(from)
        from.setNoDelay(true)
        if (frozen) from.pause()
        from.pipe(to)
        from.on('error', () => to.destroy())
        from.on('close', () => {
          sockets.delete(from)
          to.destroy()
        })
      }
    })
    await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', resolve))
    return (server.address() as AddressInfo).port
  }
  const port = await serve(0)
  const shut = async (): Promise<void> => {
    if (!server.listening) return
    const closed = new Promise((resolve) => server.close(resolve))
    for (const socket of sockets) socket.destroy()
    await closed
  }
  const url = new URL(databaseUrl)
  url.port = String(port)
  return {
    url: url.href,
    shut,
    freeze: () => {
      frozen = true
      for (const socket of sockets) socket.pause()
    },
    open: async () => {
      frozen = false
      for (const socket of sockets) socket.resume()
      if (!server.listening) await serve(port)
    },
    close: shut,
  }
}
