import type { FastifyInstance } from 'fastify'
import { PlatformError } from '../kernel/errors'
import type { Kernel } from '../kernel/kernel'
import type { Platforms } from '../platforms/platforms'
import { invalid, notFound } from './control-error'
import { BAD_OUTCOMES, type Job } from '../kernel/outcomes'
import { CATALOGUE } from '../market'
import { optionalString, pathParam, queryOf, readJson, requiredNumber, requiredString, times } from './input'
import { readLinks } from './links'

const FARTHEST_SECONDS = 20 * 365 * 86_400

/** The platform keeps no names for codes; those of the demo brand are known from its catalogue. */
function channelName(scene: string | number): string {
  return CATALOGUE.officialAccountChannels.find((channel) => channel.scene === scene)?.name ?? String(scene)
}

/** `/sandbox/api…` beyond people, members and accounts: codes, clock, faults, journal, reset. */
export function systemRoutes(app: FastifyInstance, kernel: Kernel, platforms: Platforms): void {
  const { clock, timers, faults, journal, callbacks } = kernel

  app.get('/health', () => ({ ok: true, outstandingCallbacks: callbacks.outstanding }))

  app.get('/links', () => readLinks(callbacks.base))

  app.get('/qrcodes', () =>
    platforms.qrcodes.list().map(({ ticket, appid, action, scene, createdAt, expiresAt }) => ({
      ticket,
      appid,
      action,
      scene,
      name: channelName(scene),
      createdAt: new Date(createdAt * 1000).toISOString(),
      expired: platforms.qrcodes.byTicket(ticket) === undefined,
      permanent: expiresAt === undefined,
      imageUrl: `${kernel.publicUrl()}/mp.weixin.qq.com/cgi-bin/showqrcode?ticket=${encodeURIComponent(ticket)}`,
    })),
  )

  app.get('/mini-program-codes', () => platforms.miniProgramCodes.list())

  app.get('/mini-program-links', () => platforms.miniProgramLinks.list())

  const clockState = (): Record<string, unknown> => ({
    now: clock.now().toISOString(),
    offsetSeconds: clock.offsetSeconds,
  })
  app.get('/clock', clockState)
  app.post('/clock', async (request) => {
    const body = readJson(request)
    const offset =
      body.offsetSeconds === undefined
        ? clock.offsetSeconds + requiredNumber(body, 'advanceSeconds')
        : requiredNumber(body, 'offsetSeconds')
    if (Math.abs(offset) > FARTHEST_SECONDS) throw invalid('沙箱时间与真实时间最多相差 20 年')
    await timers.moveTo(offset)
    return clockState()
  })

  app.get('/faults', () => faults.list())
  app.post('/faults', (request) => {
    try {
      return faults.addAll(readJson(request))
    } catch (error) {
      throw error instanceof PlatformError ? invalid(error.message) : error
    }
  })
  app.delete('/faults', () => {
    faults.clear()
    return []
  })
  app.delete('/faults/:id', (request) => {
    if (!faults.remove(Number(pathParam(request, 'id')))) throw notFound('故障')
    return faults.list()
  })

  app.get('/outcomes', () => kernel.outcomes.list())
  app.post('/outcomes', (request) => {
    const body = readJson(request)
    const job = requiredString(body, 'job')
    if (!isJob(job)) throw invalid(`job 应为 ${Object.keys(BAD_OUTCOMES).join('、')}`)
    const outcome = requiredString(body, 'outcome')
    const known: readonly string[] = BAD_OUTCOMES[job]
    if (!known.includes(outcome)) throw invalid(`outcome 应为 ${known.join('、')}`)
    kernel.outcomes.add(job, outcome, times(body))
    return kernel.outcomes.list()
  })

  app.get('/journal', (request) => {
    const query = queryOf(request)
    const numeric = (name: string): number | undefined => (query.has(name) ? Number(query.get(name)) || 0 : undefined)
    return journal.list({
      kind: query.get('kind') ?? undefined,
      path: query.get('path') ?? undefined,
      after: numeric('after'),
      limit: numeric('limit'),
    })
  })

  app.post('/tokens/expire', (request) => ({
    ended: kernel.tokens.expireAll(requiredString(readJson(request), 'account')),
  }))

  app.post('/reset', (request) => {
    const { offsetSeconds } = clock
    const keepClock = optionalString(readJson(request), 'clock') === 'keep'
    kernel.store.clear()
    faults.clear()
    journal.clear()
    if (keepClock) clock.setOffset(offsetSeconds)
    return { ok: true }
  })
}

function isJob(name: string): name is Job {
  return Object.hasOwn(BAD_OUTCOMES, name)
}
