/** Endpoints of WeCom (https://developer.work.weixin.qq.com/document/). Paths lie below `/cgi-bin`. */
import { get, post, withoutToken } from '../kernel/call'
import { list, object, text, withDefault } from '../kernel/shape'
import * as types from './types'

/** One token per corp *and* app. 40013 corpid, 40001 secret; must not be polled. */
export const token = withoutToken(
  get('/cgi-bin/gettoken', types.accessToken, ({ corpid, secret }: { corpid: string; secret: string }) => ({
    corpid,
    corpsecret: secret,
  })),
)

/** A `cursor` is needed only above 500 members. 84061 no such relation, 40096 wrong id. */
export const externalContact = get(
  '/cgi-bin/externalcontact/get',
  types.externalContact,
  ({ external_userid, cursor }: { external_userid: string; cursor?: string }) => ({ external_userid, cursor }),
)

/** A member without customers is answered with 84061, not with an empty list. */
export const externalContactsOf = get(
  '/cgi-bin/externalcontact/list',
  object({ external_userid: list(text) }),
  ({ userid }: { userid: string }) => ({ userid }),
)

/** Members that may have customers, in the app's visible range. */
export const followUsers = get(
  '/cgi-bin/externalcontact/get_follow_user_list',
  object({ follow_user: withDefault(list(text), []) }),
  () => ({}),
)

/** Live code. 41054, 40098, 84074 member not able to; the config_id must be kept, the console does not show it. */
export const addContactWay = post<types.ContactWayRequest, { config_id: string; qr_code: string | undefined }>(
  '/cgi-bin/externalcontact/add_contact_way',
  types.contactWay,
)

/** Within 20 seconds of the event, once: 41050 too late, 41051 somebody else has greeted. */
export const sendWelcome = post<types.WelcomeMessage, void>('/cgi-bin/externalcontact/send_welcome_msg', types.done)

/** Creates tasks that members must confirm; sends nothing by itself. 41048 nobody to send to. */
export const addGroupMessage = post<types.GroupMessage, { msgid: string; fail_list: string[] }>(
  '/cgi-bin/externalcontact/add_msg_template',
  types.groupMessage,
)

interface PageOf {
  msgid: string
  limit?: number
  cursor?: string
}

/** 41063 just created, ask later. */
export const groupMessageTasks = post<PageOf, ReturnType<typeof types.groupMessageTasks>>(
  '/cgi-bin/externalcontact/get_groupmsg_task',
  types.groupMessageTasks,
)

/** 41063 just created, ask later. */
export const groupMessageResults = post<PageOf & { userid: string }, ReturnType<typeof types.groupMessageResults>>(
  '/cgi-bin/externalcontact/get_groupmsg_send_result',
  types.groupMessageResults,
)

export const remark = post<types.RemarkRequest, void>('/cgi-bin/externalcontact/remark', types.done)

/** The contact must belong to that member: 84061. */
export const markTag = post<types.MarkTagRequest, void>('/cgi-bin/externalcontact/mark_tag', types.done)

export const member = get('/cgi-bin/user/get', types.member, ({ userid }: { userid: string }) => ({ userid }))

/** A member answers with `userid`, an outsider with `openid`. The code works once within 5 minutes: 40029, 42003. */
export const oauthUser = get('/cgi-bin/auth/getuserinfo', types.oauthUser, ({ code }: { code: string }) => ({ code }))

/** The corp's ticket: 400 per hour. */
export const jsapiTicket = get('/cgi-bin/get_jsapi_ticket', types.ticket, () => ({}))

/** The app's ticket: 100 per hour. Mixing the two is the usual mistake. */
export const agentTicket = get('/cgi-bin/ticket/get', types.ticket, () => ({ type: 'agent_config' }))

export const sendAppMessage = post<types.AppMessage, ReturnType<typeof types.appMessage>>(
  '/cgi-bin/message/send',
  types.appMessage,
)
