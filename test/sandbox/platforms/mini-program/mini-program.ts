import { createCipheriv, createHash, createHmac, randomBytes } from 'node:crypto'
import type { AppAccount } from '../../accounts'
import type { CallbackTarget, Delivery } from '../../callbacks/callback-sender'
import type { XmlFields } from '../../callbacks/xml'
import { ok } from '../../kernel/endpoint'
import { PlatformError } from '../../kernel/errors'
import { randomMessageId } from '../../kernel/ids'
import type { Kernel } from '../../kernel/kernel'
import { SingleUseCodes } from '../../kernel/single-use-codes'
import type { InboxMessage } from '../../people/inbox'
import type { Person } from '../../people/people'
import { MINI_PROGRAM_WINDOWS, ServiceWindows } from '../weixin/service-windows'

const CODE_LIFE_SECONDS = 300
const LOGINS_PER_MINUTE = 100
/** How long after using the mini-program somebody counts as a present user, for content safety. */
const PRESENT_SECONDS = 7200

interface CodePayload {
  personId: string
  appid: string
}

interface Session {
  key: string
  /** The key before it: what the client sealed under it no longer opens with the new one. */
  previous?: string
  usedAt: number
}

/** What the old way of asking for open data gives a client (protocol reference §2.2). */
export interface OpenData {
  encryptedData: string
  iv: string
  rawData: string
  signature: string
}

/** Log-in, sessions, phone numbers and the service chat of the mini-program (protocol reference §2.1, §2.2, §2.6). */
export class MiniProgram {
  private readonly loginCodes: SingleUseCodes<CodePayload>
  private readonly phoneCodes: SingleUseCodes<CodePayload>
  private readonly sessions
  readonly windows: ServiceWindows

  constructor(
    private readonly kernel: Kernel,
    readonly account: AppAccount,
  ) {
    const { store, clock } = kernel
    const life = { lifeSeconds: CODE_LIFE_SECONDS, unknown: 40029, expired: 40029 }
    this.loginCodes = new SingleUseCodes(store, 'login', clock, { ...life, length: 32, used: 40163 })
    this.phoneCodes = new SingleUseCodes(store, 'phone', clock, { ...life, length: 64, used: 40029 })
    this.sessions = store.map<Session>(`sessions ${account.appid}`)
    this.windows = new ServiceWindows(kernel, account.appid, MINI_PROGRAM_WINDOWS)
  }

  /** What `wx.login` gives on the person's phone. */
  loginCode(person: Person): string {
    return this.loginCodes.issue({ personId: person.id, appid: this.account.appid })
  }

  /** What the phone number button gives after the person agreed. */
  phoneCode(person: Person): string {
    return this.phoneCodes.issue({ personId: person.id, appid: this.account.appid })
  }

  get target(): CallbackTarget {
    const { appid, originalId, token, encodingAESKey } = this.account
    return { kind: 'mini-program', account: appid, originalId, token, encodingAESKey }
  }

  byOpenid(openid: string): Person {
    const person = this.kernel.people.byOpenid(openid, this.account.appid)
    if (person === undefined) throw new PlatformError(40003)
    return person
  }

  sender(): InboxMessage['from'] {
    return { kind: 'mini_program', id: this.account.appid, name: this.account.name }
  }

  /** Sends a callback from this person to the mini-program's server. A passive reply is not shown: the platform takes none. */
  push(person: Person, at: number, fields: XmlFields): Promise<Delivery> {
    const openid = this.kernel.people.openid(person, this.account.appid)
    return this.kernel.callbacks.send({
      target: this.target,
      orderKey: openid,
      openid,
      fields: { ToUserName: this.account.originalId, FromUserName: openid, CreateTime: at, ...fields },
    })
  }

  /** The person opens the service chat from a button. */
  enterService(person: Person, sessionFrom: string): Promise<Delivery> {
    const at = this.kernel.clock.nowSeconds()
    this.windows.open(person, 'enter', at)
    return this.push(person, at, { MsgType: 'event', Event: 'user_enter_tempsession', SessionFrom: sessionFrom })
  }

  /** The person writes in the service chat. */
  write(person: Person, fields: XmlFields, shown: Pick<InboxMessage, 'text' | 'attachments'>): Promise<Delivery> {
    const at = this.kernel.clock.nowSeconds()
    this.windows.open(person, 'message', at)
    this.kernel.inbox.deliver(person, { kind: 'sent_by_person', from: this.sender(), ...shown })
    return this.push(person, at, { ...fields, MsgId: BigInt(randomMessageId()) })
  }

  session(appid: string, code: string): Record<string, unknown> {
    const person = this.personOf(this.loginCodes.redeem(code, (payload) => payload.appid === appid))
    this.kernel.quota.take(`jscode2session ${person.id}`, LOGINS_PER_MINUTE, 'minute')
    return {
      session_key: this.renewKey(person),
      openid: this.kernel.people.openid(person, appid),
      ...(this.kernel.settings.of(appid).boundToOpenPlatform ? { unionid: this.kernel.people.unionid(person) } : {}),
    }
  }

  phoneNumber(appid: string, code: string): Record<string, unknown> {
    const person = this.personOf(this.phoneCodes.redeem(code, (payload) => payload.appid === appid))
    return ok({ phone_info: this.phoneInfo(person) })
  }

  /** Raises 87009 when the signature was not made with the person's session key. */
  checkSession(query: Record<string, string | undefined>): Record<string, unknown> {
    this.signedBy(query)
    return ok()
  }

  resetSession(query: Record<string, string | undefined>): Record<string, unknown> {
    const person = this.signedBy(query)
    return ok({ openid: query.openid, session_key: this.renewKey(person) })
  }

  /** Whether somebody used the mini-program in the last two hours. */
  isPresent(person: Person): boolean {
    const session = this.sessions.get(person.id)
    return session !== undefined && this.kernel.clock.nowSeconds() - session.usedAt < PRESENT_SECONDS
  }

  /**
   * Open data the old way: sealed under the session key, and signed. With `previousKey` it is sealed under the key
   * before the last log-in, as a client does that has not noticed. Undefined when there is no such key.
   */
  openData(person: Person, what: 'phone' | 'profile', previousKey: boolean): OpenData | undefined {
    const session = this.sessions.get(person.id)
    const key = previousKey ? session?.previous : session?.key
    if (key === undefined) return undefined
    const watermark = { timestamp: this.kernel.clock.nowSeconds(), appid: this.account.appid }
    // Since 2022 the profile is the same for everybody.
    const profile = {
      nickName: '微信用户',
      gender: 0,
      language: 'zh_CN',
      city: '',
      province: '',
      country: '',
      avatarUrl: '',
    }
    const rawData = JSON.stringify(profile)
    const openId = this.kernel.people.openid(person, this.account.appid)
    const data =
      what === 'phone' ? this.phoneInfo(person) : { openId, ...profile, ...this.unionIdOf(person), watermark }
    const iv = randomBytes(16)
    const cipher = createCipheriv('aes-128-cbc', Buffer.from(key, 'base64'), iv)
    const sealed = Buffer.concat([cipher.update(JSON.stringify(data), 'utf8'), cipher.final()])
    const signature = createHash('sha1')
      .update(rawData + key)
      .digest('hex')
    return { encryptedData: sealed.toString('base64'), iv: iv.toString('base64'), rawData, signature }
  }

  /** Only an account that is bound to an Open Platform account learns it. */
  private unionIdOf(person: Person): { unionId?: string } {
    const { boundToOpenPlatform } = this.kernel.settings.of(this.account.appid)
    return boundToOpenPlatform ? { unionId: this.kernel.people.unionid(person) } : {}
  }

  private phoneInfo(person: Person): Record<string, unknown> {
    return {
      phoneNumber: person.phone,
      purePhoneNumber: person.phone,
      countryCode: '86',
      watermark: { timestamp: this.kernel.clock.nowSeconds(), appid: this.account.appid },
    }
  }

  private renewKey(person: Person): string {
    const key = randomBytes(16).toString('base64')
    const before = this.sessions.get(person.id)
    this.sessions.set(person.id, {
      key,
      ...(before === undefined ? {} : { previous: before.key }),
      usedAt: this.kernel.clock.nowSeconds(),
    })
    return key
  }

  /** The documents do not say whether the key is the base64 text or its bytes: both are taken. */
  private signedBy({ openid, signature, sig_method }: Record<string, string | undefined>): Person {
    const person = this.byOpenid(openid ?? '')
    if (sig_method !== 'hmac_sha256') throw new PlatformError(87009)
    const key = this.sessions.get(person.id)?.key
    const keys = key === undefined ? [] : [key, Buffer.from(key, 'base64')]
    const fits = keys.some((item) => createHmac('sha256', item).update('').digest('hex') === signature)
    if (!fits) throw new PlatformError(87009)
    return person
  }

  private personOf(payload: CodePayload): Person {
    const person = this.kernel.people.find(payload.personId)
    if (person === undefined) throw new PlatformError(40029)
    return person
  }
}
