/** Web pages inside WeCom: JS-SDK tickets (protocol §3.14) and OAuth (§3.15). */
import { asIs, get, limited, noParameters, post } from '../../kernel/call'
import { perHour } from '../../kernel/limits'
import { integer, object, optional, text } from '../../kernel/shape'

const ticket = object({ ticket: text, expires_in: integer })

/** The corp's ticket. */
export const jsapiTicket = limited(get('/cgi-bin/get_jsapi_ticket', ticket, noParameters), perHour(400), {
  calls: 100,
  per: 'hour',
  scope: 'app',
})

/** The app's ticket. Mixing the two is the usual mistake. */
export const agentTicket = limited(
  get('/cgi-bin/ticket/get', ticket, (_request: void) => ({ type: 'agent_config' })),
  { calls: 100, per: 'hour', scope: 'app' },
)

/**
 * A member answers with `userid`, an outsider with `openid`. The code works once within 5 minutes: 40029, 42003.
 * `user_ticket` with the scope snsapi_privateinfo only.
 */
export const oauthUser = get(
  '/cgi-bin/auth/getuserinfo',
  object({
    userid: optional(text),
    user_ticket: optional(text),
    openid: optional(text),
    external_userid: optional(text),
  }),
  ({ code }: { code: string }) => ({ code }),
  [40029, 42003],
)

/** What the member agreed to show; the ticket lives 1800 seconds. 84014 past it, 84015 wrong. */
export const oauthUserDetail = post(
  '/cgi-bin/auth/getuserdetail',
  object({
    userid: text,
    /** A text here: `1` male, `2` female. */
    gender: optional(text),
    avatar: optional(text),
    qr_code: optional(text),
    mobile: optional(text),
    email: optional(text),
    biz_mail: optional(text),
    address: optional(text),
  }),
  asIs<{ user_ticket: string }>,
  [84014, 84015],
)
