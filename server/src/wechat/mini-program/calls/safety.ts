/** Content safety, protocol §2.5. */
import { limited, post } from '../../kernel/call'
import { perDay, perMinute } from '../../kernel/limits'
import { integer, list, number, object, optional, text, withDefault } from '../../kernel/shape'

/** `pass`, `review` or `risky`; label 100 is nothing, 10001 ad, 20001 politics, 20002 porn, 20003 abuse, 20006 crime, 20008 fraud, 20012 vulgar, 20013 copyright, 21000 other. */
const verdict = object({ suggest: text, label: integer })

const finding = object({
  strategy: text,
  errcode: integer,
  suggest: optional(text),
  label: optional(integer),
  /** 0 to 100. */
  prob: optional(number),
  keyword: optional(text),
})

/** 1 profile, 2 comment, 3 forum, 4 social log. */
type Scene = 1 | 2 | 3 | 4

interface TextToCheck {
  /** Must have used the mini-program within two hours: 61010. */
  openid: string
  scene: Scene
  /** At most 2500 characters. */
  content: string
  title?: string
  nickname?: string
  /** Scene 1 only. */
  signature?: string
}

/** 40003 openid, 40129 scene, 43104 openid of another app, 44002 no content, 61010 not seen for two hours. */
export const checkText = limited(
  post(
    '/wxa/msg_sec_check',
    object({ result: verdict, detail: withDefault(list(finding), []), trace_id: text }),
    (request: TextToCheck) => ({ version: 2, ...request }),
    [40003, 40129, 43104, 44002, 61010],
  ),
  perMinute(4000),
  perDay(2_000_000),
)

interface MediaToCheck {
  /** At most 10 MB. */
  media_url: string
  /** 1 audio, 2 picture. */
  media_type: 1 | 2
  openid: string
  scene: Scene
}

/** The verdict comes within 30 minutes as the event `wxa_media_check` with the same trace_id. 40003, 40129, 43104, 61010. */
export const checkMedia = limited(
  post(
    '/wxa/media_check_async',
    object({ trace_id: text }),
    (request: MediaToCheck) => ({ version: 2, ...request }),
    [40003, 40129, 43104, 61010],
  ),
  // Unverified.
  perMinute(2000),
  perDay(200_000),
)
