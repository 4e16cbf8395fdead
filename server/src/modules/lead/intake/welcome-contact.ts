import { Inject, Injectable } from '@nestjs/common'
import { LOGGER, type Logger } from '../../../platform/logger'
import { WechatApiError, WechatTransportError, workCalls, type WorkClient } from '../../../wechat'
import type { ChannelCode } from '../../account'
import type { AnsweredMessage } from '../../reach'

const DEFAULT_WELCOME = '你好 {昵称}，我是你的专属护理顾问，有任何问题随时找我～'

/** Greets a new WeCom contact. The code is good for 20 seconds and one call (developer.work.weixin.qq.com/document/path/92137). */
@Injectable()
export class WelcomeContact {
  constructor(@Inject(LOGGER) private readonly logger: Logger) {}

  /**
   * @param welcomeCode absent when the platform sent none: then nobody is greeted
   * @returns what came of it, or null when there was nothing to send
   */
  async greet(
    client: WorkClient,
    welcomeCode: string | undefined,
    code: Pick<ChannelCode, 'welcomeText'> | null,
    nickname: string,
  ): Promise<AnsweredMessage['outcome'] | null> {
    if (!welcomeCode) return null
    const content = (code?.welcomeText || DEFAULT_WELCOME).replaceAll('{昵称}', nickname)
    try {
      await client.call(workCalls.sendWelcome, { welcome_code: welcomeCode, text: { content } })
      return { state: 'delivered' }
    } catch (error) {
      if (error instanceof WechatTransportError) return { state: 'unknown' }
      if (!(error instanceof WechatApiError)) throw error
      // 41051: greeted already, by an earlier try of ours or by another app. There is nothing left to say.
      if (error.errcode === 41051) return null
      this.logger.warn({ errcode: error.errcode }, '欢迎语未发出')
      return { state: 'failed', reason: 'PLATFORM_ERROR' }
    }
  }
}
