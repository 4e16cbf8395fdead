import type { FastifyInstance } from 'fastify'
import type { XmlFields } from '../callbacks/xml'
import type { JsonObject } from '../kernel/json'
import type { Kernel } from '../kernel/kernel'
import type { Platforms } from '../platforms/platforms'
import { acted } from './acted'
import { ControlError, invalid, notFound } from './control-error'
import { optionalString, readJson, requiredString } from './input'
import { personOf } from './person-of'

const AUTHORIZATION_EVENTS = ['user_info_modified', 'user_authorization_revoke', 'user_authorization_cancellation']

/** `/sandbox/api/people/:id/…`: what a person does as a user of the mini-program. */
export function miniProgramRoutes(app: FastifyInstance, kernel: Kernel, platforms: Platforms): void {
  const { miniProgram, subscribeMessages, notices } = platforms
  const { accounts } = kernel

  const requireMiniProgram = (body: JsonObject): void => {
    if (requiredString(body, 'appid') !== accounts.miniProgram.appid) throw notFound('小程序')
  }

  app.post('/people/:id/login-code', (request) => {
    const person = personOf(kernel, request)
    requireMiniProgram(readJson(request))
    return { code: miniProgram.loginCode(person) }
  })

  app.post('/people/:id/phone-code', (request) => {
    const person = personOf(kernel, request)
    requireMiniProgram(readJson(request))
    return { code: miniProgram.phoneCode(person) }
  })

  app.post('/people/:id/open-data', (request) => {
    const person = personOf(kernel, request)
    const body = readJson(request)
    requireMiniProgram(body)
    const what = optionalString(body, 'what') ?? 'phone'
    if (what !== 'phone' && what !== 'profile') throw invalid('what 应为 phone 或 profile')
    const data = miniProgram.openData(person, what, body.previousKey === true)
    if (data === undefined) throw new ControlError(409, 'NO_SESSION', '没有可用的 session_key，请先登录小程序')
    return data
  })

  app.post('/people/:id/enter-service', async (request) => {
    const person = personOf(kernel, request)
    const body = readJson(request)
    requireMiniProgram(body)
    return acted(await miniProgram.enterService(person, optionalString(body, 'from') ?? 'button'))
  })

  /** The person changes, revokes or cancels what the account was allowed to know. */
  app.post('/people/:id/authorization', async (request) => {
    const person = personOf(kernel, request)
    const body = readJson(request)
    const event = requiredString(body, 'event')
    if (!AUTHORIZATION_EVENTS.includes(event)) throw invalid(`event 应为 ${AUTHORIZATION_EVENTS.join('、')}`)
    const official = body.appid === accounts.officialAccount.appid
    if (!official) requireMiniProgram(body)
    const { appid } = official ? accounts.officialAccount : accounts.miniProgram
    const openid = kernel.people.openid(person, appid)
    const fields: XmlFields =
      event === 'user_info_modified'
        ? { openid, appid }
        : { OpenID: openid, AppID: appid, RevokeInfo: optionalString(body, 'revokeInfo') ?? '301' }
    const account = official ? platforms.followers : miniProgram
    return acted(await account.push(person, kernel.clock.nowSeconds(), { MsgType: 'event', Event: event, ...fields }))
  })

  /** Answers the panel that asks to subscribe, of the mini-program or of the official account's notices. */
  app.post('/people/:id/subscribe', async (request) => {
    const person = personOf(kernel, request)
    const body = readJson(request)
    const official = body.appid === accounts.officialAccount.appid
    if (!official) requireMiniProgram(body)
    const messages = official ? notices : subscribeMessages
    const templateId = requiredString(body, 'templateId')
    const off = body.switchOff === true
    const known = off
      ? await messages.switchOff(person, templateId)
      : await messages.answerPanel(person, templateId, body.accept !== false)
    if (!known) throw notFound('订阅模板')
    return { left: messages.left(person, templateId) }
  })
}
