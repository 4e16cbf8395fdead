import { isIP } from 'node:net'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { findApp, type AppAccount } from '../accounts'
import { verifyAddress, type CallbackTarget } from '../callbacks/callback-sender'
import type { JsonObject } from '../kernel/json'
import type { Kernel } from '../kernel/kernel'
import { CALLBACK_FORMATS, CALLBACK_MODES, oneOf, type AccountSettings } from '../kernel/settings'
import type { Platforms } from '../platforms/platforms'
import { acted } from './acted'
import { ControlError, invalid, notFound } from './control-error'
import { customCallback } from './custom-callback'
import { optionalString, pathParam, readJson, requiredString } from './input'

const VERIFY_TIMEOUT_MS = 5000

/** `/sandbox/api/accounts…` and `/sandbox/api/callback…`: what administrators set in the platforms' consoles. */
export function accountRoutes(app: FastifyInstance, kernel: Kernel, platforms: Platforms): void {
  const { accounts, callbacks, clock } = kernel
  const targetOf = (account: string): CallbackTarget => {
    const targets = [platforms.followers.callbackTarget, platforms.miniProgram.target, platforms.contacts.target]
    const target = targets.find((item) => item.account === account)
    if (target === undefined) throw notFound('账号')
    return target
  }

  app.get('/accounts', () => ({
    officialAccount: describeApp(kernel, accounts.officialAccount, targetOf(accounts.officialAccount.appid)),
    miniProgram: describeApp(kernel, accounts.miniProgram, targetOf(accounts.miniProgram.appid)),
    work: {
      corpid: accounts.work.corpid,
      name: accounts.work.name,
      agentId: accounts.work.agentId,
      callbackUrl: callbacks.addressOf(targetOf(accounts.work.corpid)),
    },
    callbackBase: callbacks.base,
  }))

  app.put('/accounts/:appid/settings', (request) => {
    const appid = pathParam(request, 'appid')
    if (findApp(accounts, appid) === undefined) throw notFound('账号')
    return kernel.settings.change(appid, readSettings(readJson(request)))
  })

  app.put('/callback-base', (request) => {
    const url = readUrl(request)
    callbacks.moveTo(url)
    return { url: callbacks.base }
  })

  app.post('/callbacks/verify', async (request) => {
    const target = targetOf(requiredString(readJson(request), 'account'))
    return { verified: await verifyAddress(target, callbacks.addressOf(target), VERIFY_TIMEOUT_MS) }
  })

  /** Saved only when the address answers the check, as in the platforms' consoles. */
  app.put('/accounts/:account/callback-url', async (request) => {
    const target = targetOf(pathParam(request, 'account'))
    const url = readUrl(request)
    if (!(await verifyAddress(target, url, VERIFY_TIMEOUT_MS)))
      throw new ControlError(409, 'NOT_VERIFIED', 'url 没有原样返回 echostr，地址未保存')
    kernel.settings.moveCallbacks(target.account, url)
    return { url: callbacks.addressOf(target) }
  })
  app.delete('/accounts/:account/callback-url', (request) => {
    const target = targetOf(pathParam(request, 'account'))
    kernel.settings.moveCallbacks(target.account, undefined)
    return { url: callbacks.addressOf(target) }
  })

  /** Any event in an account's name, for what nobody can do here: ad clicks, verification, card vouchers and the like. */
  app.post('/callbacks', async (request) => {
    const body = readJson(request)
    const target = targetOf(requiredString(body, 'account'))
    const openid = optionalString(body, 'openid')
    return acted(await callbacks.send(customCallback(target, openid, body.fields, clock.nowSeconds())))
  })
}

function readUrl(request: FastifyRequest): string {
  const url = requiredString(readJson(request), 'url')
  if (!URL.canParse(url) || !/^https?:/.test(url)) throw invalid('url 应为 http(s) 地址')
  return url
}

function describeApp(kernel: Kernel, { appid, name }: AppAccount, target: CallbackTarget): Record<string, unknown> {
  return { appid, name, settings: kernel.settings.of(appid), callbackUrl: kernel.callbacks.addressOf(target) }
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
  for (const field of ['boundToOpenPlatform', 'refusesEscapedText'] as const) {
    const value = body[field]
    if (value === undefined) continue
    if (typeof value !== 'boolean') throw invalid(`${field} 应为 true 或 false`)
    part[field] = value
  }
  return part
}
