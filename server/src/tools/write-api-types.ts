import 'reflect-metadata'
import { randomBytes } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { NestFactory } from '@nestjs/core'
import { FastifyAdapter } from '@nestjs/platform-fastify'
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger'
import { AppModule } from '../app.module'
import { readConfig } from '../platform/config'
import { OPENAPI_FILE } from '../platform/http/api-docs'
import { createLogger } from '../platform/logger'
import { describeDtos, metadataFile } from './describe-dtos'

const SERVER = join(__dirname, '../..')
const TYPES_FILE = join(SERVER, '../shared/src/api/schema.ts')

/** The contract as the controllers declare it. Needs no database: the application is only looked at, never started. */
async function buildContract(): Promise<string> {
  writeFileSync(metadataFile(), describeDtos(SERVER))
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- the file was written one line above
  const { default: metadata } = require(metadataFile()) as { default: () => Promise<Record<string, unknown>> }
  await SwaggerModule.loadPluginMetadata(metadata)
  const config = readConfig({
    DATABASE_URL: 'mysql://nobody@127.0.0.1/none',
    DATA_DIR: tmpdir(),
    SECRET_KEYS: `preview:${randomBytes(32).toString('base64')}`,
  })
  const logger = createLogger('silent')
  const app = await NestFactory.create(AppModule.with(config, logger), new FastifyAdapter(), {
    preview: true,
    logger: false,
    abortOnError: false,
  })
  const info = new DocumentBuilder()
    .setTitle('归一 Guiyi API')
    .setDescription(
      '控制台与侧边栏使用员工会话 Cookie；小程序使用 Bearer 令牌。失败时返回 { error: { code, message, field?, details?, requestId } }。',
    )
    .setVersion('1')
    .addBearerAuth()
    .build()
  const document = SwaggerModule.createDocument(app, info, {
    operationIdFactory: (controller, method) => `${controller.replace(/Controller$/, '')}.${method}`,
  })
  for (const parameter of Object.values(document.paths).flatMap(parametersOf)) {
    // A parameter with a default may be left out, whatever the class that reads it says.
    if (parameter.schema?.default !== undefined) parameter.required = false
  }
  return `${JSON.stringify(document, null, 1)}\n`
}

interface Parameter {
  required?: boolean
  schema?: { default?: unknown }
}

const parametersOf = (path: object): Parameter[] =>
  Object.values(path as Record<string, { parameters?: Parameter[] }>).flatMap(({ parameters }) => parameters ?? [])

/** The same contract as TypeScript types. */
async function typesOf(contract: string): Promise<string> {
  const { default: openapiTS, astToString } = await import('openapi-typescript')
  const body = astToString(await openapiTS(contract))
  return `/* Written by \`npm run api:types\` from the server's controllers. */\n${body}`
}

async function main(): Promise<void> {
  const contract = await buildContract()
  const outputs: [string, string][] = [
    [OPENAPI_FILE, contract],
    [TYPES_FILE, await typesOf(contract)],
  ]
  if (!process.argv.includes('--check')) {
    for (const [file, text] of outputs) writeFileSync(file, text)
    return
  }
  const stale = outputs.filter(([file, text]) => readFileSync(file, 'utf8') !== text).map(([file]) => file)
  if (stale.length === 0) return
  process.stderr.write(`接口类型已过期，请运行 npm run api:types：\n${stale.join('\n')}\n`)
  process.exitCode = 1
}

void main()
