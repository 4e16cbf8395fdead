import { createServer } from 'node:net'

/** Below the ports that the system gives to outgoing connections: none of those can take it before it is listened on. */
const [LOWEST, HIGHEST] = [18_000, 32_000]

/** A TCP port of 127.0.0.1 that nobody uses now, and hardly anybody will before the caller does. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = LOWEST + Math.floor(Math.random() * (HIGHEST - LOWEST))
    if (await isFree(port)) return port
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })
}
