import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { NestFastifyApplication } from '@nestjs/platform-fastify'
import { createApp } from '../../server/src/app'
import { readConfig, type Config } from '../../server/src/platform/config'
import { freePort } from './free-port'
import { freshDatabase, type TestDatabase } from './mariadb'
import { startTestSandbox, type TestSandbox } from './sandbox'

interface TestAppOptions {
  /** Changes to the parsed configuration. */
  overrides?: Partial<Config>
  /** Environment variables of the server, on top of the test's own. */
  env?: Record<string, string>
  /** Whether to start the sandbox on the other side of the wire; or one to use again, which is then the caller's to close. */
  sandbox?: boolean | TestSandbox
  /** A database to use again, as a restarted server would. It is then the caller's to drop. */
  db?: TestDatabase
  /** A data folder to use again, as a restarted server would. It is then the caller's to remove. */
  dataDir?: string
}

/** The real application, listening, with a database and an audience engine of its own. */
export interface TestApp {
  url: string
  app: NestFastifyApplication
  db: TestDatabase
  dataDir: string
  /** Only when asked for; reading it otherwise throws. */
  sandbox: TestSandbox
  close(): Promise<void>
}

const DEMO_ACCOUNTS = join(__dirname, '../sandbox/demo-accounts.json')
const SECRET_KEYS = `test:${Buffer.alloc(32, 7).toString('base64')}`

/** What is still open in this test file; jest-after-env.ts closes what a failed test left. */
const open = new Set<TestApp>()

/**
 * Starts the application in this process. One at a time: the embedded audience engine allows one data folder per process.
 */
export async function startTestApp(options: TestAppOptions = {}): Promise<TestApp> {
  const db = options.db ?? (await freshDatabase())
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'guiyi-app-'))
  const own = options.sandbox === true ? await startTestSandbox() : undefined
  const sandbox = typeof options.sandbox === 'object' ? options.sandbox : own
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const config = readConfig({
    NODE_ENV: 'test',
    HOST: '127.0.0.1',
    PORT: String(port),
    PUBLIC_URL: url,
    DATABASE_URL: db.url,
    DATA_DIR: dataDir,
    SECRET_KEYS,
    DEMO_ACCOUNTS,
    LOG_LEVEL: process.env.TEST_LOG_LEVEL ?? 'silent',
    ...(process.env.CLICKHOUSE_URL ? { CLICKHOUSE_URL: process.env.CLICKHOUSE_URL } : {}),
    // Without a sandbox every call to a platform must fail at once instead of reaching for the internet.
    SANDBOX_URL: sandbox?.url ?? 'http://127.0.0.1:9',
    ...options.env,
  })
  const cleanUp = async (): Promise<void> => {
    await own?.close()
    if (!options.db) await db.drop()
    if (!options.dataDir) rmSync(dataDir, { recursive: true, force: true })
  }
  let app: NestFastifyApplication
  try {
    app = await createApp({ ...config, ...options.overrides })
    await app.listen(port, '127.0.0.1')
    await sandbox?.pointAt(url)
  } catch (error) {
    await cleanUp()
    throw error
  }
  const testApp: TestApp = {
    url,
    app,
    db,
    dataDir,
    get sandbox() {
      if (!sandbox) throw new Error('start the app with { sandbox: true } to use the sandbox')
      return sandbox
    },
    close: async () => {
      if (!open.delete(testApp)) return
      await app.close()
      await cleanUp()
    },
  }
  open.add(testApp)
  return testApp
}

/** Closes every application that is still open. */
export async function closeTestApps(): Promise<void> {
  for (const testApp of [...open]) await testApp.close()
}
