import { WechatApiError } from '../kernel/errors'
import { PlatformClient, type PlatformOptions } from '../kernel/platform-client'
import { ShapeError } from '../kernel/shape'
import type { FetchedToken } from '../kernel/token-keeper'
import * as calls from './calls'
import { phoneInfo, type MiniProgramSession, type PhoneNumberReply } from './calls/users'
import { ForeignWatermark, openData, sessionSignature, UnreadableOpenData, type SessionKeyForm } from './open-data'

export interface MiniProgramOptions extends PlatformOptions {
  appid: string
  secret: string
  /** How a session key signs; `text` unless the platform shows otherwise. */
  sessionKeyForm?: SessionKeyForm
}

type PhoneInfo = PhoneNumberReply['phone_info']

/** One mini-program. */
export class MiniProgramClient extends PlatformClient {
  readonly appid: string

  constructor(private readonly options: MiniProgramOptions) {
    const name = `mini-program:${options.appid}`
    super(options, { names: { account: name, app: name } })
    this.appid = options.appid
  }

  /** Exchanges a log-in code. @throws WechatApiError 40029, 40163, 40226, 45011 */
  session(code: string): Promise<MiniProgramSession> {
    return this.call(calls.session, { appid: this.appid, secret: this.options.secret, code })
  }

  /** Whether a session key is still the person's. @throws WechatApiError other than 87009 */
  async isSessionAlive({ openid, sessionKey }: { openid: string; sessionKey: string }): Promise<boolean> {
    const signature = sessionSignature(sessionKey, this.options.sessionKeyForm ?? 'text')
    try {
      await this.call(calls.checkSession, { openid, signature })
      return true
    } catch (error) {
      if (error instanceof WechatApiError && error.errcode === 87009) return false
      throw error
    }
  }

  /** Ends a session key, for instance after it was seen where it should not be. @throws WechatApiError 87009, 40003 */
  async resetSession({ openid, sessionKey }: { openid: string; sessionKey: string }): Promise<string> {
    const signature = sessionSignature(sessionKey, this.options.sessionKeyForm ?? 'text')
    const reply = await this.call(calls.resetSession, { openid, signature })
    return reply.session_key
  }

  /**
   * Exchanges a phone code. The reply names the app it was made for (protocol §2.2).
   * @throws WechatApiError 40029; ForeignWatermark when the number was given to another mini-program
   */
  async phoneNumber(code: string): Promise<PhoneInfo> {
    const { phone_info: phone } = await this.call(calls.phoneNumber, { code })
    if (phone.watermark.appid !== this.appid) throw new ForeignWatermark()
    return phone
  }

  /**
   * The phone number that an old client hands over encrypted.
   * @throws UnreadableOpenData when the session key does not open it, ForeignWatermark
   */
  phoneNumberFrom(sealed: { sessionKey: string; encryptedData: string; iv: string }): PhoneInfo {
    try {
      return phoneInfo(openData(sealed, this.appid), '')
    } catch (error) {
      if (error instanceof ShapeError) throw new UnreadableOpenData()
      throw error
    }
  }

  protected async fetchToken(): Promise<FetchedToken> {
    const { appid, secret } = this.options
    const reply = await this.call(calls.stableToken, { appid, secret })
    return { value: reply.access_token, expiresInSeconds: reply.expires_in }
  }
}
