import { isIP } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { findApp, type AppAccount } from '../accounts'
import { verifyAddress } from '../callbacks/callback-sender'
import { PlatformError } from '../kernel/errors'
import type { JsonObject } from '../kernel/json'
import type { Kernel } from '../kernel/kernel'
import { CALLBACK_FORMATS, CALLBACK_MODES, oneOf, type AccountSettings } from '../kernel/settings'
import type { Platforms } from '../platforms/platforms'
import { invalid, notFound } from './control-error'
import { CATALOGUE } from '../market'
import { optionalString, pathParam, queryOf, readJson, requiredNumber, requiredString } from './input'
import { readLinks } from './links'

const VERIFY_TIMEOUT_MS = 5000

/** The platform keeps no names for codes; those of the demo brand are known from its catalogue. */
function channelName(scene: string | number): string {
  return CATALOGUE.officialAccountChannels.find((channel) => channel.scene === scene)?.name ?? String(scene)
}

/** `/sandbox/api…` beyond people and members: accounts, codes, clock, faults, journal, reset. */
export function systemRoutes(app: FastifyInstance, kernel: Kernel, platforms: Platforms): void {
  const { accounts, clock, faults, journal, callbacks } = kernel

  app.get('/health', () => ({ ok: true, outstandingCallbacks: callbacks.outstanding }))

  app.get('/accounts', () => ({
    officialAccount: describeApp(kernel, accounts.officialAccount),
    miniProgram: describeApp(kernel, accounts.miniProgram),
    work: { corpid: accounts.work.corpid, name: accounts.work.name, agentId: accounts.work.agentId },
    callbackBase: callbacks.base,
  }))

  app.put('/accounts/:appid/settings', (request) => {
    const appid = pathParam(request, 'appid')
    if (findApp(accounts, appid) === undefined) throw notFound('账号')
    return kernel.settings.change(appid, readSettings(readJson(request)))
  })

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
  app.post('/clock', (request) => {
    const body = readJson(request)
    if (body.offsetSeconds !== undefined) clock.setOffset(requiredNumber(body, 'offsetSeconds'))
    else clock.advance(requiredNumber(body, 'advanceSeconds'))
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

  app.put('/callback-base', (request) => {
    const url = requiredString(readJson(request), 'url')
    if (!URL.canParse(url) || !/^https?:/.test(url)) throw invalid('url 应为 http(s) 地址')
    callbacks.moveTo(url)
    return { url: callbacks.base }
  })

  app.post('/callbacks/verify', async (request) => {
    const account = requiredString(readJson(request), 'account')
    const target = [platforms.followers.callbackTarget, platforms.miniProgram.target, platforms.contacts.target].find(
      (item) => item.account === account,
    )
    if (target === undefined) throw notFound('账号')
    return { verified: await verifyAddress(target, callbacks.base, VERIFY_TIMEOUT_MS) }
  })

  app.post('/reset', (request) => {
    const keepClock = optionalString(readJson(request), 'clock') === 'keep'
    kernel.store.clear()
    kernel.timers.clear()
    kernel.people.reindex()
    kernel.quota.clear()
    faults.clear()
    journal.clear()
    if (!keepClock) clock.setOffset(0)
    return { ok: true }
  })
}

function describeApp(kernel: Kernel, { appid, name }: AppAccount): Record<string, unknown> {
  return { appid, name, settings: kernel.settings.of(appid) }
}

/** What a body changes; raises INVALID for a value no console would take. */
function readSettings(body: JsonObject): Partial<AccountSettings> {
  const part: Partial<AccountSettings> = {}
  if (body.callbackMode !== undefined) {
    part.callbackMode = oneOf(CALLBACK_MODES, body.callbackMode)
    if (part.callbackMode === undefined) throw invalid(`callbackMode 应为 ${CALLBACK_MODES.join('、')}`)
  }
  if (body.callbackFormat !== undefined) {
    part.callbackFormat = oneOf(CALLBACK_FORMATS, body.callbackFormat)
    if (part.callbackFormat === undefined) throw invalid(`callbackFormat 应为 ${CALLBACK_FORMATS.join('、')}`)
  }
  if (body.allowedIps !== undefined) {
    const list: unknown = body.allowedIps
    if (!Array.isArray(list) || !list.every((item): item is string => typeof item === 'string' && isIP(item) > 0))
      throw invalid('allowedIps 应为 IP 地址的列表')
    part.allowedIps = list
  }
  if (body.releasedPages !== undefined) {
    const list: unknown = body.releasedPages
    if (!Array.isArray(list) || !list.every((item): item is string => typeof item === 'string'))
      throw invalid('releasedPages 应为页面路径的列表')
    part.releasedPages = list
  }
  if (body.boundToOpenPlatform !== undefined) {
    if (typeof body.boundToOpenPlatform !== 'boolean') throw invalid('boundToOpenPlatform 应为 true 或 false')
    part.boundToOpenPlatform = body.boundToOpenPlatform
  }
  return part
}
