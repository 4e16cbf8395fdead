import { integer, list, nothing, object, optional, text, textOrNumber, withDefault, type Read } from '../kernel/shape'

export const accessToken = object({ access_token: text, expires_in: integer })

export const ticket = object({ ticket: text, expires_in: integer })

export const done = nothing

const followTag = object({ group_name: withDefault(text, ''), tag_name: text, tag_id: optional(text), type: integer })

const followUser = object({
  userid: text,
  remark: withDefault(text, ''),
  description: withDefault(text, ''),
  createtime: integer,
  tags: withDefault(list(followTag), []),
  remark_mobiles: withDefault(list(text), []),
  add_way: optional(integer),
  state: optional(text),
})

export const externalContact = object({
  external_contact: object({
    external_userid: text,
    name: text,
    avatar: optional(text),
    /** 1 WeChat, 2 WeCom. */
    type: integer,
    /** 0 unknown, 1 male, 2 female. */
    gender: withDefault(integer, 0),
    /** Only for WeChat users of a corp that has bound a WeChat developer id. */
    unionid: optional(text),
  }),
  follow_user: withDefault(list(followUser), []),
  next_cursor: withDefault(text, ''),
})
export type ExternalContactReply = Read<typeof externalContact>

export interface ContactWayRequest {
  /** 1 one member, 2 several. */
  type: 1 | 2
  /** 1 mini-program, 2 QR code. */
  scene: 1 | 2
  /** At most 30 characters. */
  remark?: string
  skip_verify?: boolean
  /** At most 30 characters; comes back as State when somebody is added. */
  state?: string
  user?: string[]
}

export const contactWay = object({ config_id: text, qr_code: optional(text) })

/** Attachments of welcome and group messages (protocol §3.6); at most 9. */
export type Attachment =
  | { msgtype: 'link'; link: { title: string; url: string; picurl?: string; desc?: string } }
  | { msgtype: 'miniprogram'; miniprogram: { title: string; pic_media_id: string; appid: string; page: string } }
  | { msgtype: 'image'; image: { media_id?: string; pic_url?: string } }

export interface WelcomeMessage {
  welcome_code: string
  text?: { content: string }
  attachments?: Attachment[]
}

export interface GroupMessage {
  chat_type: 'single'
  /** At most 10 000. */
  external_userid: string[]
  sender?: string
  allow_select?: boolean
  text?: { content: string }
  attachments?: Attachment[]
}

export const groupMessage = object({ msgid: text, fail_list: withDefault(list(text), []) })

export const groupMessageTasks = object({
  /** 0 not sent, 2 sent. */
  task_list: withDefault(list(object({ userid: text, status: integer, send_time: optional(integer) })), []),
  next_cursor: withDefault(text, ''),
})

export const groupMessageResults = object({
  send_list: withDefault(
    list(
      object({
        external_userid: optional(text),
        userid: text,
        /** 0 not sent, 1 sent, 2 not a friend, 3 over the receiver's cap. */
        status: integer,
        send_time: optional(integer),
      }),
    ),
    [],
  ),
  next_cursor: withDefault(text, ''),
})

export interface RemarkRequest {
  userid: string
  external_userid: string
  remark?: string
  description?: string
  /** Replaces all; `['']` clears. */
  remark_mobiles?: string[]
}

export interface MarkTagRequest {
  userid: string
  external_userid: string
  add_tag?: string[]
  remove_tag?: string[]
}

export const member = object({
  userid: text,
  name: text,
  /** 1 active, 2 disabled, 4 not activated, 5 left. */
  status: optional(integer),
  position: optional(text),
  department: withDefault(list(integer), []),
})
export type WorkMember = Read<typeof member>

export const oauthUser = object({ userid: optional(text), openid: optional(text), external_userid: optional(text) })

export interface AppMessage {
  touser: string
  msgtype: 'text' | 'textcard'
  agentid: number
  text?: { content: string }
  textcard?: { title: string; description: string; url: string; btntxt?: string }
}

/** Partial failure still counts as success: the refused receivers are named here. */
export const appMessage = object({
  invaliduser: withDefault(text, ''),
  unlicenseduser: withDefault(text, ''),
  msgid: optional(textOrNumber),
})
