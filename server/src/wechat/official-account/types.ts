import { integer, list, object, optional, text, textOrNumber, withDefault, type Read } from '../kernel/shape'

/** How a follower came (protocol §1.7). Unknown values are passed on: the platform adds some from time to time. */
export const userInfo = object({
  subscribe: integer,
  openid: text,
  subscribe_time: optional(integer),
  unionid: optional(text),
  remark: optional(text),
  tagid_list: withDefault(list(integer), []),
  subscribe_scene: optional(text),
  qr_scene: optional(textOrNumber),
  qr_scene_str: optional(text),
})
/** A follower. Since 2021-12-27 the platform sends no nickname, sex, place or picture. `unionid` needs an Open Platform binding. */
export type OfficialAccountUser = Read<typeof userInfo>

export const accessToken = object({ access_token: text, expires_in: integer })

export const ticket = object({ ticket: text, expires_in: integer })

export const qrCode = object({ ticket: text, url: text, expire_seconds: optional(integer) })
export type QrCode = Read<typeof qrCode>

/** The four kinds of parametric QR code (protocol §1.12). Temporary ones live at most 2 592 000 seconds. */
export type QrCodeRequest =
  | { action_name: 'QR_STR_SCENE'; expire_seconds: number; action_info: { scene: { scene_str: string } } }
  | { action_name: 'QR_SCENE'; expire_seconds: number; action_info: { scene: { scene_id: number } } }
  | { action_name: 'QR_LIMIT_STR_SCENE'; action_info: { scene: { scene_str: string } } }
  | { action_name: 'QR_LIMIT_SCENE'; action_info: { scene: { scene_id: number } } }

export interface TemplateMessage {
  touser: string
  template_id: string
  url?: string
  miniprogram?: { appid: string; pagepath?: string }
  /** At most 32 characters; makes a repeated send harmless. How long the platform remembers it is unverified (about 10 minutes). */
  client_msg_id?: string
  data: Record<string, { value: string }>
}

export const sentMessage = object({ msgid: textOrNumber })

export const template = object({
  template_id: text,
  title: text,
  primary_industry: withDefault(text, ''),
  deputy_industry: withDefault(text, ''),
  content: text,
  example: withDefault(text, ''),
})
export type MessageTemplate = Read<typeof template>

export const oauthToken = object({
  access_token: text,
  openid: text,
  scope: withDefault(text, ''),
  unionid: optional(text),
  /** 1: the page was opened in snapshot mode and the openid is virtual. Never bind a person to it (protocol §1.16). */
  is_snapshotuser: optional(integer),
})
export type OauthToken = Read<typeof oauthToken>

export const oauthUser = object({
  openid: text,
  nickname: withDefault(text, ''),
  headimgurl: withDefault(text, ''),
  unionid: optional(text),
})

export const followerPage = object({
  total: integer,
  count: integer,
  data: optional(object({ openid: list(text) })),
  next_openid: withDefault(text, ''),
})
