import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import fastifyStatic from '@fastify/static'
import fastify, { type FastifyInstance } from 'fastify'
import { loadDemoAccounts } from './accounts'
import { CallbackSender } from './callbacks/callback-sender'
import { ControlError } from './control/control-error'
import { crowdRoutes } from './control/crowd-routes'
import { groupRoutes } from './control/group-routes'
import { payRoutes } from './control/pay-routes'
import { smsRoutes } from './control/sms-routes'
import { miniProgramRoutes } from './control/mini-program-routes'
import { officialAccountRoutes } from './control/official-account-routes'
import { openApi } from './control/openapi'
import { peopleRoutes } from './control/people-routes'
import { accountRoutes } from './control/account-routes'
import { systemRoutes } from './control/system-routes'
import { workActRoutes } from './control/work-acts'
import { workRoutes } from './control/work-routes'
import { Crowd, type CrowdSize } from './crowd/crowd'
import { Clock } from './kernel/clock'
import { Files } from './kernel/files'
import { Faults } from './kernel/faults'
import { PlatformError } from './kernel/errors'
import { Front } from './kernel/front'
import { Housekeeping } from './kernel/housekeeping'
import { Journal } from './kernel/journal'
import type { Kernel } from './kernel/kernel'
import { Outcomes } from './kernel/outcomes'
import { Quota } from './kernel/quota'
import { Settings } from './kernel/settings'
import { Store } from './kernel/store'
import { Timers } from './kernel/timers'
import { Tokens } from './kernel/tokens'
import { Inbox } from './people/inbox'
import { People } from './people/people'
import { payEndpoints } from './platforms/pay/endpoints'
import { PayFront } from './platforms/pay/pay-front'
import { SmsFront } from './platforms/sms/sms-front'
import { buildPlatforms, type Platforms } from './platforms/platforms'

export interface SandboxOptions {
  /** 0 takes a free port. */
  port: number
  /** The server's base URL; callbacks go to `/callbacks/…` under it. */
  callbackBase: string
  host?: string
  /** Folder to remember people and their state in; without it everything is forgotten at the end. */
  dataDir?: string
  callbackTimeoutMs?: number
  callbackAttempts?: number
  callbackRetryDelayMs?: number
  /** People who are there from the start, computed rather than kept; an earlier crowd in `dataDir` stays otherwise. */
  crowd?: CrowdSize
}

export interface Sandbox {
  port: number
  url: string
  close(): Promise<void>
}

/** WeCom takes files of 20 MB, in a form that adds a little. */
const BODY_LIMIT = 21 * 1024 * 1024
const MEDIA_TYPE = /^[\w!#$%&'*+.^`|~-]+\/[\w!#$%&'*+.^`|~-]+\s*(;|$)/
const CONTROL_PREFIX = '/sandbox/api'

/** Starts Tencent's side of the wire on one port: platforms under `/{host}/…`, control under `/sandbox/api`, screen at `/sandbox/`. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { port, host = '127.0.0.1' } = options
  let url = ''
  const kernel = buildKernel(options, () => url)
  const platforms = buildPlatforms(kernel)
  kernel.timers.run()
  const app = fastify({ bodyLimit: BODY_LIMIT, forceCloseConnections: true, logger: { level: 'error' } })
  // Everything arrives as bytes: reading them, and refusing them with the right code, is part of what is played here.
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_, body, done) => done(null, body))
  // What somebody calls their bytes is no reason to refuse them: the platforms do not look.
  app.addHook('onRequest', async ({ raw: { headers } }) => {
    const type = headers['content-type']
    if (type !== undefined && !MEDIA_TYPE.test(type)) headers['content-type'] = 'application/octet-stream'
  })
  app.addHook('onSend', async (_, reply) => {
    reply.header('access-control-allow-origin', '*')
  })
  new Front(kernel, platforms.endpoints).mount(app)
  new PayFront(kernel, platforms.pay).mount(app)
  new SmsFront(kernel, platforms.sms).mount(app)
  const control: { method: string; path: string }[] = []
  await app.register((scope) => controlApi(scope, kernel, platforms, control), { prefix: CONTROL_PREFIX })
  app.get('/sandbox/openapi.json', () => openApi(platforms.endpoints, payEndpoints(kernel, platforms.pay), control))
  app.get('/sandbox/api-docs', (_, reply) => reply.redirect('/sandbox/api-docs.html'))
  await app.register(fastifyStatic, { root: screenFolder(), prefix: '/sandbox/', cacheControl: false })
  app.get('/', (_, reply) => reply.redirect('/sandbox/'))

  await app.listen({ port, host })
  const address = app.server.address()
  const boundPort = typeof address === 'object' && address !== null ? address.port : port
  url = `http://${host === '0.0.0.0' ? '127.0.0.1' : host}:${boundPort}`
  return {
    port: boundPort,
    url,
    close: async () => {
      kernel.timers.close()
      kernel.callbacks.close()
      await app.close()
      kernel.store.close()
    },
  }
}

function buildKernel(options: SandboxOptions, publicUrl: () => string): Kernel {
  const store = new Store(options.dataDir)
  const clock = new Clock(store)
  const housekeeping = new Housekeeping(clock)
  const quota = new Quota(store, clock, housekeeping)
  const faults = new Faults()
  const journal = new Journal(clock)
  const accounts = loadDemoAccounts()
  const settings = new Settings(store, accounts)
  const rules = {
    timeoutMs: options.callbackTimeoutMs ?? 5000,
    attempts: options.callbackAttempts ?? 3,
    retryDelayMs: options.callbackRetryDelayMs ?? 1000,
  }
  const callbacks = new CallbackSender(
    options.callbackBase.replace(/\/+$/, ''),
    faults,
    journal,
    rules,
    (target) =>
      target.kind === 'work' ? { callbackMode: 'safe', callbackFormat: 'xml' } : settings.of(target.account),
    ({ account }) => settings.callbackUrl(account),
  )
  store.onClear(() => callbacks.forget())
  const crowd = new Crowd(store)
  const gather = (): void => {
    if (options.crowd !== undefined) crowd.size = options.crowd
  }
  gather()
  store.onClear(gather)
  const people = new People(store, crowd)
  const inbox = new Inbox(store, clock, (person) => people.isUnknown(person))
  const tokens = new Tokens(store, clock, quota, housekeeping)
  return {
    accounts,
    store,
    clock,
    files: new Files(store, clock, options.dataDir),
    timers: new Timers(store, clock),
    housekeeping,
    outcomes: new Outcomes(store),
    settings,
    quota,
    tokens,
    faults,
    journal,
    people,
    crowd,
    inbox,
    callbacks,
    publicUrl,
  }
}

/** Registers the control API and writes down each of its calls in `calls`, for the document. */
async function controlApi(
  app: FastifyInstance,
  kernel: Kernel,
  platforms: Platforms,
  calls: { method: string; path: string }[],
): Promise<void> {
  app.addHook('onRoute', ({ method, url }) => {
    for (const verb of [method].flat())
      if (verb !== 'HEAD' && verb !== 'OPTIONS') calls.push({ method: verb, path: url.slice(CONTROL_PREFIX.length) })
  })
  app.addHook('onRequest', async (request, reply) => {
    if (request.method !== 'OPTIONS') return
    await reply
      .headers({
        'access-control-allow-methods': 'GET,POST,PUT,DELETE',
        'access-control-allow-headers': 'content-type',
      })
      .code(204)
      .send()
  })
  app.addHook('onResponse', async (request) => {
    if (request.method !== 'GET') kernel.store.touch()
  })
  app.setErrorHandler(async (error, request, reply) => {
    if (error instanceof ControlError)
      return reply.code(error.status).send({ error: { code: error.code, message: error.message } })
    if (error instanceof PlatformError)
      return reply.code(400).send({ error: { code: `ERRCODE_${error.errcode}`, message: error.message } })
    request.log.error(error)
    return reply.code(500).send({ error: { code: 'INTERNAL', message: '沙箱内部错误' } })
  })
  app.options('/*', async (_, reply) => reply.code(204).send())
  peopleRoutes(app, kernel, platforms)
  officialAccountRoutes(app, kernel, platforms)
  miniProgramRoutes(app, kernel, platforms)
  workRoutes(app, kernel, platforms)
  workActRoutes(app, kernel, platforms)
  groupRoutes(app, kernel, platforms)
  payRoutes(app, kernel, platforms.pay)
  smsRoutes(app, kernel, platforms.sms)
  crowdRoutes(app, kernel)
  accountRoutes(app, kernel, platforms)
  systemRoutes(app, kernel, platforms)
}

/** The screen's files stand in the source tree; from compiled code they are found by walking up to it. */
function screenFolder(): string {
  for (let folder = __dirname; folder !== dirname(folder); folder = dirname(folder)) {
    const candidate = join(folder, 'sandbox', 'screen')
    if (existsSync(join(candidate, 'index.html'))) return candidate
  }
  throw new Error('the folder test/sandbox/screen is missing')
}
