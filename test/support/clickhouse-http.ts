import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startProgram } from './child-program'
import { freePort } from './free-port'

/** A ClickHouse over HTTP with nothing in it: give `url` to the application as CLICKHOUSE_URL. */
export async function startClickHouse(): Promise<{ url: string; close(): Promise<void> }> {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const folder = mkdtempSync(join(tmpdir(), 'guiyi-clickhouse-'))
  const env = { CLICKHOUSE_PORT: String(port), CLICKHOUSE_PATH: folder }
  const program = await startProgram('test/support/clickhouse-http-server.ts', env, `${url}/ping`)
  return {
    url,
    close: async () => {
      await program.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
