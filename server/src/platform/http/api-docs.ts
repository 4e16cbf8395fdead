import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { NestFastifyApplication } from '@nestjs/platform-fastify'
import { SwaggerModule, type OpenAPIObject } from '@nestjs/swagger'

/** The contract that `npm run api:types` writes from the controllers. */
export const OPENAPI_FILE = join(__dirname, '../../../openapi.json')

/** Shows the contract as a page at `/api/docs`. */
export function serveApiDocs(app: NestFastifyApplication): void {
  if (!existsSync(OPENAPI_FILE)) return
  const document = JSON.parse(readFileSync(OPENAPI_FILE, 'utf8')) as OpenAPIObject
  SwaggerModule.setup('api/docs', app, () => document)
}
