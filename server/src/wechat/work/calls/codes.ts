/** Contact ways (live codes, «联系我»), protocol §3.4. At most 500 000 per corp. */
import { asIs, post } from '../../kernel/call'
import { flag, integer, list, nothing, object, optional, text, withDefault } from '../../kernel/shape'

interface ContactWayContent {
  /** At most 30 characters. */
  remark?: string
  skip_verify?: boolean
  /** Picture of a mini-program's button. */
  style?: number
  /** At most 30 characters; comes back as State when somebody is added. */
  state?: string
  /** With `party` at most 100 people; exactly one for type 1. */
  user?: string[]
  /** Departments, for type 2. */
  party?: number[]
  /** Seconds, at most 14 days; temporary ones only. */
  expires_in?: number
  chat_expires_in?: number
  unionid?: string
  /** Whether customers of one member keep to that member. */
  is_exclusive?: boolean
  mark_source?: boolean
}

export interface ContactWayRequest extends ContactWayContent {
  /** 1 one member, 2 several. */
  type: 1 | 2
  /** 1 mini-program, 2 QR code. */
  scene: 1 | 2
  is_temp?: boolean
}

/**
 * `qr_code` for scene 2 only. The config_id must be kept, the platform's console does not show it.
 * 41038 type, 41039 scene, 41041 too many people, 40058 text too long or people missing, 41054, 40098 and 84074 a member is not able to or not there.
 */
export const addContactWay = post(
  '/cgi-bin/externalcontact/add_contact_way',
  object({ config_id: text, qr_code: optional(text) }),
  asIs<ContactWayRequest>,
  [40058, 40098, 41038, 41039, 41041, 41054, 84074],
)

/** 41037 (or 41044) no such way. */
export const contactWay = post(
  '/cgi-bin/externalcontact/get_contact_way',
  object({
    contact_way: object({
      config_id: text,
      type: integer,
      scene: integer,
      style: optional(integer),
      remark: withDefault(text, ''),
      skip_verify: withDefault(flag, true),
      state: withDefault(text, ''),
      qr_code: optional(text),
      user: withDefault(list(text), []),
      party: withDefault(list(integer), []),
      is_temp: withDefault(flag, false),
    }),
  }),
  asIs<{ config_id: string }>,
  [41037, 41044],
)

/** Without the temporary ones, made since 2021-07-10. Times in unix seconds, 90 days at most; `limit` at most 1000, 100 when left out. */
export const contactWays = post(
  '/cgi-bin/externalcontact/list_contact_way',
  object({ contact_way: withDefault(list(object({ config_id: text })), []), next_cursor: withDefault(text, '') }),
  asIs<{ start_time?: number; end_time?: number; cursor?: string; limit?: number }>,
)

/** Members and departments are replaced as a whole; type and scene stay. 41037 no such way; otherwise like `addContactWay`. */
export const updateContactWay = post(
  '/cgi-bin/externalcontact/update_contact_way',
  nothing,
  asIs<{ config_id: string } & ContactWayContent>,
  [40058, 40098, 41037, 41038, 41039, 41041, 41054, 84074],
)

/** 41037 no such way. */
export const deleteContactWay = post(
  '/cgi-bin/externalcontact/del_contact_way',
  nothing,
  asIs<{ config_id: string }>,
  [41037],
)
