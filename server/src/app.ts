import 'reflect-metadata'
import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { NestFactory } from '@nestjs/core'
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify'
import fastifyCookie from '@fastify/cookie'
import fastifyHelmet from '@fastify/helmet'
import fastifyMultipart from '@fastify/multipart'
import { LogController } from 'fastify'
import { AppModule } from './app.module'
import type { Config } from './platform/config'
import { createLogger } from './platform/logger'
import { serveApiDocs } from './platform/http/api-docs'
import { serveClients } from './platform/http/static-clients'

const MAX_BODY_BYTES = 2 * 1024 * 1024
const MAX_UPLOAD_BYTES = 64 * 1024 * 1024

/** A request id from outside is taken only when it is harmless to log. */
const requestIdOf = (given: string | string[] | undefined): string =>
  typeof given === 'string' && /^[\w-]{8,64}$/.test(given) ? given : randomUUID()

/**
 * Builds the application: everything but listening.
 * @param config parsed environment
 * @returns an initialised application; the caller listens and closes
 */
export async function createApp(config: Config): Promise<NestFastifyApplication> {
  const logger = createLogger(config.logLevel)
  const adapter = new FastifyAdapter({
    loggerInstance: logger,
    bodyLimit: MAX_BODY_BYTES,
    trustProxy: true,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: (request: IncomingMessage) => requestIdOf(request.headers['x-request-id']),
  })
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.with(config, logger), adapter, {
    logger: ['error', 'warn'],
    abortOnError: false,
    bodyParser: true,
  })
  await app.register(fastifyCookie)
  await app.register(fastifyMultipart, { limits: { fileSize: MAX_UPLOAD_BYTES, files: 1, fields: 20 } })
  await app.register(fastifyHelmet, {
    contentSecurityPolicy: {
      directives: {
        defaultSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:', 'https:', ...(config.sandboxUrl ? [config.sandboxUrl] : [])],
        connectSrc: ["'self'", ...(config.sandboxUrl ? ['http:', 'https:'] : [])],
        scriptSrc: ["'self'", 'https://res.wx.qq.com'],
        frameAncestors: config.sandboxUrl ? ['*'] : ["'self'", 'https://*.qq.com'],
        upgradeInsecureRequests: null,
      },
    },
    // The console is also served over plain HTTP inside a company's network.
    strictTransportSecurity: config.secureCookies,
    crossOriginOpenerPolicy: false,
    crossOriginResourcePolicy: { policy: 'cross-origin' },
    frameguard: false,
  })
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onResponse', async (request, reply) => {
      if (request.url.startsWith('/healthz') || request.url.startsWith('/assets/')) return
      request.log.info({ req: request, res: reply, ms: Math.round(reply.elapsedTime) }, 'request')
    })
  serveApiDocs(app)
  await serveClients(app)
  app.enableShutdownHooks(['SIGINT', 'SIGTERM'])
  await app.init()
  return app
}
