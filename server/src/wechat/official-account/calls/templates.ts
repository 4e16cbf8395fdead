/** Template messages and subscription notices, protocol §1.9. Marketing is forbidden in both. */
import { asIs, get, limited, noParameters, post } from '../../kernel/call'
import { perDay } from '../../kernel/limits'
import { list, nothing, object, optional, text, textOrNumber, withDefault, type Read } from '../../kernel/shape'

export interface TemplateMessage {
  touser: string
  template_id: string
  url?: string
  miniprogram?: { appid: string; pagepath?: string }
  /** At most 32 characters; makes a repeated send harmless. How long the platform remembers it is unverified (about 10 minutes). */
  client_msg_id?: string
  data: Record<string, { value: string }>
}

/**
 * 40003 openid, 43004 not a follower, 40037 wrong template, 47003 wrong value, 43116 template abused, 40249 marketing,
 * 45009 daily limit (100 000; more for accounts above 100 000 followers, which the platform enforces itself).
 * The outcome comes as TEMPLATESENDJOBFINISH.
 */
export const sendTemplate = post(
  '/cgi-bin/message/template/send',
  object({ msgid: textOrNumber }),
  asIs<TemplateMessage>,
  [40003, 40037, 40249, 43004, 43116, 45009, 47003],
)

const template = object({
  template_id: text,
  title: text,
  primary_industry: withDefault(text, ''),
  deputy_industry: withDefault(text, ''),
  content: text,
  example: withDefault(text, ''),
})
export type MessageTemplate = Read<typeof template>

export const templates = get(
  '/cgi-bin/template/get_all_private_template',
  object({ template_list: list(template) }),
  noParameters,
)

/** From the public library; at most 25 of our own. 40036 no such number, 45026 too many. */
export const addTemplate = post(
  '/cgi-bin/template/api_add_template',
  object({ template_id: text }),
  asIs<{ template_id_short: string; keyword_name_list?: string[] }>,
  [40036, 45026],
)

/** 40037 not one of ours. */
export const deleteTemplate = post(
  '/cgi-bin/template/del_private_template',
  nothing,
  asIs<{ template_id: string }>,
  [40037],
)

/** Changing it deletes the templates of the old one. 43102 more than once a month (unverified). */
export const setIndustry = post(
  '/cgi-bin/template/api_set_industry',
  nothing,
  asIs<{ industry_id1: string; industry_id2: string }>,
  [43102],
)

const industryName = object({ first_class: text, second_class: text })

export const industry = get(
  '/cgi-bin/template/get_industry',
  object({ primary_industry: optional(industryName), secondary_industry: optional(industryName) }),
  noParameters,
)

export interface SubscriptionNotice {
  touser: string
  template_id: string
  page?: string
  miniprogram?: { appid: string; pagepath: string }
  data: Record<string, { value: string }>
}

/** 服务号订阅通知, in grey release. 40003, 40037, 41030 page, 43101 no consent (left), 47003 value. */
export const sendNotice = limited(
  post(
    '/cgi-bin/message/subscribe/bizsend',
    object({ msgid: optional(textOrNumber) }),
    asIs<SubscriptionNotice>,
    [40003, 40037, 41030, 43101, 47003],
  ),
  // Unverified: the same as template messages.
  perDay(100_000),
)
