import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Module, type DynamicModule, type OnModuleInit } from '@nestjs/common'
import { NestFactory } from '@nestjs/core'
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify'
import fastifyCookie from '@fastify/cookie'
import { AccountModule } from '../../../server/src/modules/account'
import {
  INTAKE_KINDS,
  Intake,
  IntakeModule,
  IntakeRegistry,
  type IntakeHandler,
  type IntakeHandlerWithPreparation,
  type IntakeKind,
} from '../../../server/src/modules/intake'
import { LocalJournal } from '../../../server/src/modules/intake/journal/local-journal'
import { StaffModule } from '../../../server/src/modules/staff'
import { readConfig, type ProcessRole } from '../../../server/src/platform/config'
import { HealthModule } from '../../../server/src/platform/health'
import { createLogger } from '../../../server/src/platform/logger'
import { PlatformModule } from '../../../server/src/platform/platform.module'
import { freePort } from '../../support/free-port'
import type { TestDatabase } from '../../support/mariadb'

export type Handlers = Partial<
  Record<IntakeKind, IntakeHandler<unknown, unknown> | IntakeHandlerWithPreparation<unknown, unknown>>
>

/** Handlers of the test in place of the modules that own the real ones. Kinds that a test does not mention do nothing. */
@Module({ imports: [IntakeModule] })
class TestHandlersModule implements OnModuleInit {
  static handlers: Handlers = {}

  constructor(private readonly registry: IntakeRegistry) {}

  onModuleInit(): void {
    for (const kind of Object.keys(INTAKE_KINDS) as IntakeKind[]) {
      const handler = TestHandlersModule.handlers[kind] ?? (() => Promise.resolve(null))
      this.registry.register<unknown, unknown>(kind, handler)
    }
  }
}

@Module({})
class IntakeAppModule {}

/** The part of the server up to intake, listening, with the test's own handlers behind it. */
export interface IntakeApp {
  url: string
  app: NestFastifyApplication
  intake: Intake
  journal: LocalJournal
  close(): Promise<void>
}

/**
 * An audience engine that agrees to everything and knows nothing: intake never asks it, and the embedded one could be
 * started only once in this process.
 */
async function emptyEngine(): Promise<{ url: string; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    request.resume()
    request.on('end', () => response.end())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** Starts one; several may work on the same database, as several server processes would. */
export async function startIntakeApp(options: {
  db: Pick<TestDatabase, 'url'>
  handlers?: Handlers
  roles?: ProcessRole[]
  sandboxUrl?: string
  /** A data folder to use again, as a restarted server would. It is then the caller's to remove. */
  dataDir?: string
  env?: Record<string, string>
}): Promise<IntakeApp> {
  TestHandlersModule.handlers = options.handlers ?? {}
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'guiyi-intake-'))
  const port = await freePort()
  const engine = await emptyEngine()
  const url = `http://127.0.0.1:${port}`
  const config = readConfig({
    NODE_ENV: 'test',
    PORT: String(port),
    PUBLIC_URL: url,
    DATABASE_URL: options.db.url,
    DATA_DIR: dataDir,
    SECRET_KEYS: `test:${Buffer.alloc(32, 7).toString('base64')}`,
    DEMO_ACCOUNTS: join(__dirname, '../../sandbox/demo-accounts.json'),
    SANDBOX_URL: options.sandboxUrl ?? 'http://127.0.0.1:9',
    ROLES: (options.roles ?? ['api', 'worker']).join(','),
    CLICKHOUSE_URL: engine.url,
    ...options.env,
  })
  const logger = createLogger(process.env.TEST_LOG_LEVEL ?? 'silent')
  const root: DynamicModule = {
    module: IntakeAppModule,
    imports: [
      PlatformModule.with(config, logger),
      HealthModule,
      AccountModule,
      StaffModule,
      IntakeModule,
      TestHandlersModule,
    ],
  }
  const adapter = new FastifyAdapter({ trustProxy: true })
  const app = await NestFactory.create<NestFastifyApplication>(root, adapter, {
    logger: ['error'],
    abortOnError: false,
  })
  await app.register(fastifyCookie)
  await app.listen(port, '127.0.0.1')
  return {
    url,
    app,
    intake: app.get(Intake),
    journal: app.get(LocalJournal),
    close: async () => {
      await app.close()
      await engine.close()
      if (!options.dataDir) rmSync(dataDir, { recursive: true, force: true })
    },
  }
}
