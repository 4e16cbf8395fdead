import type { XmlFields } from '../../callbacks/xml'
import { ok, type Endpoint } from '../../kernel/endpoint'
import { PlatformError } from '../../kernel/errors'
import { randomHex } from '../../kernel/ids'
import type { JsonObject } from '../../kernel/json'
import type { Kernel } from '../../kernel/kernel'
import { optionalText, text, wholeNumber } from '../../kernel/validate'
import type { Person } from '../../people/people'
import { weixinRows } from '../weixin/rows'
import type { MiniProgram } from './mini-program'

type Suggestion = 'pass' | 'review' | 'risky'

interface Verdict {
  suggest: Suggestion
  label: number
}

const TEXT_LENGTH = 2500
const CHECKING_MS = 500
/** Words by which the sandbox finds text risky; the platform's own are its secret. */
const WORDS: { word: string; suggest: Suggestion; label: number }[] = [
  { word: '加微信', suggest: 'risky', label: 10_001 },
  { word: '代购刷单', suggest: 'risky', label: 20_008 },
  { word: '赌博', suggest: 'risky', label: 20_006 },
  { word: '蠢货', suggest: 'review', label: 20_003 },
]
const PASS: Verdict = { suggest: 'pass', label: 100 }
/** The file could not be fetched. */
const DOWNLOAD_FAILED = -1008

/** Content safety (protocol reference §2.5). A picture's address decides its fate: `risky`, `review` or `missing` in it. */
export class ContentSafety {
  constructor(
    private readonly kernel: Kernel,
    private readonly miniProgram: MiniProgram,
  ) {
    kernel.timers.register<{ personId: string; url: string; traceId: string }>(
      'media checked',
      ({ personId, url, traceId }, at) => this.report(personId, url, traceId, at),
    )
  }

  checkText(body: JsonObject): Record<string, unknown> {
    this.user(body)
    const content = text(body, 'content', 44004)
    const others = ['title', 'nickname', 'signature'].map((field) => optionalText(body, field, 40097) ?? '')
    if ([content, ...others].some((value) => [...value].length > TEXT_LENGTH)) throw new PlatformError(40097)
    const found = WORDS.find(({ word }) => [content, ...others].some((value) => value.includes(word)))
    const result: Verdict = found === undefined ? PASS : { suggest: found.suggest, label: found.label }
    return ok({
      result,
      detail: [
        { strategy: 'content_model', errcode: 0, ...result, prob: 90 },
        ...(found === undefined
          ? []
          : [{ strategy: 'keyword', errcode: 0, ...result, level: 20, keyword: found.word }]),
      ],
      trace_id: traceId(),
    })
  }

  checkMedia(body: JsonObject): Record<string, unknown> {
    const person = this.user(body)
    const url = text(body, 'media_url', 40097)
    if (!URL.canParse(url)) throw new PlatformError(40097)
    const type = wholeNumber(body, 'media_type', 0, 40097)
    if (type !== 1 && type !== 2) throw new PlatformError(40097)
    const trace = traceId()
    this.kernel.timers.after(CHECKING_MS, 'media checked', { personId: person.id, url, traceId: trace })
    return ok({ trace_id: trace })
  }

  private report(personId: string, url: string, trace: string, at: number): void {
    const person = this.kernel.people.find(personId)
    if (person === undefined) return
    const missing = url.includes('missing')
    const result: Verdict = url.includes('risky')
      ? { suggest: 'risky', label: 20_002 }
      : url.includes('review')
        ? { suggest: 'review', label: 20_012 }
        : PASS
    const detail: XmlFields = missing
      ? { strategy: 'content_model', errcode: DOWNLOAD_FAILED, errmsg: 'download failed' }
      : { strategy: 'content_model', errcode: 0, ...result, prob: 90 }
    void this.miniProgram.push(person, at, {
      MsgType: 'event',
      Event: 'wxa_media_check',
      appid: this.miniProgram.account.appid,
      trace_id: trace,
      version: 2,
      detail: [detail],
      ...(missing ? { errcode: DOWNLOAD_FAILED, errmsg: 'download failed' } : { result: { ...result } }),
    })
  }

  /** Whose words these are: somebody who used the mini-program lately, 61010 otherwise. */
  private user(body: JsonObject): Person {
    if (wholeNumber(body, 'version', 0, 40097) !== 2) throw new PlatformError(40097)
    const scene = wholeNumber(body, 'scene', 0, 40129)
    if (scene < 1 || scene > 4) throw new PlatformError(40129)
    const openid = text(body, 'openid', 40003)
    const { people, accounts } = this.kernel
    if (people.byOpenid(openid, accounts.officialAccount.appid) !== undefined) throw new PlatformError(43104)
    const person = this.miniProgram.byOpenid(openid)
    if (!this.miniProgram.isPresent(person)) throw new PlatformError(61010)
    return person
  }
}

function traceId(): string {
  return `${randomHex(4)}-${randomHex(4)}-${randomHex(4)}`
}

export function contentSafetyEndpoints(safety: ContentSafety): Endpoint[] {
  const user = { version: 2, openid: 'OPENID', scene: 2 }
  const errors = [40003, 40097, 40129, 43104, 61010]
  return weixinRows(
    ['mini_program'],
    [
      {
        method: 'POST',
        path: '/wxa/msg_sec_check',
        about: '文本内容安全识别，用户须在两小时内用过小程序',
        sample: { body: { ...user, content: '今天的茶很好喝' } },
        errors: [...errors, 44004],
        minuteLimit: 4000,
        dailyLimit: 2_000_000,
        handle: ({ body }) => safety.checkText(body),
      },
      {
        method: 'POST',
        path: '/wxa/media_check_async',
        about: '图片、音频内容安全识别，结果由 wxa_media_check 事件告知',
        sample: { body: { ...user, media_url: 'https://guyuji.example/tea.jpg', media_type: 2 } },
        errors,
        minuteLimit: 2000,
        dailyLimit: 200_000,
        handle: ({ body }) => safety.checkMedia(body),
      },
    ],
  )
}
