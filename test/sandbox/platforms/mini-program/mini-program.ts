import { randomBytes } from 'node:crypto'
import type { AppAccount } from '../../accounts'
import type { Delivery } from '../../callbacks/callback-sender'
import type { XmlFields } from '../../callbacks/xml'
import { ok, type Endpoint } from '../../kernel/endpoint'
import { PlatformError } from '../../kernel/errors'
import type { Kernel } from '../../kernel/kernel'
import { SingleUseCodes } from '../../kernel/single-use-codes'
import { text } from '../../kernel/validate'
import type { Person } from '../../people/people'
import { checkAppSecret } from '../weixin-base'

const CODE_LIFE_SECONDS = 300

interface CodePayload {
  personId: string
  appid: string
}

/** Log-in and phone number of the mini-program (protocol reference §2.1, §2.2). */
export class MiniProgram {
  private readonly loginCodes: SingleUseCodes<CodePayload>
  private readonly phoneCodes: SingleUseCodes<CodePayload>
  private readonly sessionKeys

  constructor(
    private readonly kernel: Kernel,
    readonly account: AppAccount,
  ) {
    const { store, clock } = kernel
    const life = { lifeSeconds: CODE_LIFE_SECONDS, unknown: 40029, expired: 40029 }
    this.loginCodes = new SingleUseCodes(store, 'login', clock, { ...life, length: 32, used: 40163 })
    this.phoneCodes = new SingleUseCodes(store, 'phone', clock, { ...life, length: 64, used: 40029 })
    this.sessionKeys = store.map<string>(`session keys ${account.appid}`)
  }

  /** What `wx.login` gives on the person's phone. */
  loginCode(person: Person): string {
    return this.loginCodes.issue({ personId: person.id, appid: this.account.appid })
  }

  /** What the phone number button gives after the person agreed. */
  phoneCode(person: Person): string {
    return this.phoneCodes.issue({ personId: person.id, appid: this.account.appid })
  }

  /** Sends a callback from this person to the mini-program's server. */
  push(person: Person, fields: XmlFields): Promise<Delivery> {
    const { appid, originalId, token, encodingAESKey } = this.account
    const openid = this.kernel.people.openid(person, appid)
    const head = { ToUserName: originalId, FromUserName: openid, CreateTime: this.kernel.clock.nowSeconds() }
    return this.kernel.callbacks.send({
      target: { kind: 'mini-program', account: appid, originalId, token, encodingAESKey },
      orderKey: openid,
      openid,
      fields: { ...head, MsgType: 'event', ...fields },
    })
  }

  session(appid: string, code: string): Record<string, unknown> {
    const person = this.personOf(this.loginCodes.redeem(code, (payload) => payload.appid === appid))
    const sessionKey = randomBytes(16).toString('base64')
    this.sessionKeys.set(person.id, sessionKey)
    return {
      session_key: sessionKey,
      openid: this.kernel.people.openid(person, appid),
      unionid: this.kernel.people.unionid(person),
    }
  }

  phoneNumber(appid: string, code: string): Record<string, unknown> {
    const person = this.personOf(this.phoneCodes.redeem(code, (payload) => payload.appid === appid))
    return ok({
      phone_info: {
        phoneNumber: person.phone,
        purePhoneNumber: person.phone,
        countryCode: '86',
        watermark: { timestamp: this.kernel.clock.nowSeconds(), appid },
      },
    })
  }

  private personOf(payload: CodePayload): Person {
    const person = this.kernel.people.find(payload.personId)
    if (person === undefined) throw new PlatformError(40029)
    return person
  }
}

export function miniProgramEndpoints(kernel: Kernel, miniProgram: MiniProgram): Endpoint[] {
  const host = 'api.weixin.qq.com'
  return [
    {
      host,
      method: 'GET',
      path: '/sns/jscode2session',
      token: [],
      handle: ({ query }) => {
        const { kind, app } = checkAppSecret(kernel, query.appid, query.secret)
        if (kind !== 'mini_program') throw new PlatformError(40013)
        if (query.grant_type !== 'authorization_code') throw new PlatformError(40002)
        if (query.js_code === undefined || query.js_code === '') throw new PlatformError(41008)
        return miniProgram.session(app.appid, query.js_code)
      },
    },
    {
      host,
      method: 'POST',
      path: '/wxa/business/getuserphonenumber',
      token: ['mini_program'],
      handle: ({ body, grant }) => miniProgram.phoneNumber(grant.account, text(body, 'code', 40029)),
    },
  ]
}
