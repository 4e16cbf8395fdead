/** Customer groups, protocol §3.9. */
import { asIs, post } from '../../kernel/call'
import { integer, list, object, optional, text, withDefault } from '../../kernel/shape'

interface GroupChatQuery {
  /** 0 all, 1 owner left, 2 being handed over, 3 handed over. */
  status_filter?: 0 | 1 | 2 | 3
  /** At most 100. */
  owner_filter?: { userid_list: string[] }
  cursor?: string
  /** 1 to 1000. */
  limit: number
}

/** 40058 limit; 81017 without an owner when the app sees more than 1000 members. */
export const groupChats = post(
  '/cgi-bin/externalcontact/groupchat/list',
  object({
    group_chat_list: withDefault(list(object({ chat_id: text, status: withDefault(integer, 0) })), []),
    next_cursor: withDefault(text, ''),
  }),
  asIs<GroupChatQuery>,
  [40058, 81017],
)

/** Names of members with `need_name` 1 only. 49008 dissolved, 90501 (or 90509) not a customer group, 40050 no such chat. */
export const groupChat = post(
  '/cgi-bin/externalcontact/groupchat/get',
  object({
    group_chat: object({
      chat_id: text,
      name: withDefault(text, ''),
      owner: text,
      create_time: integer,
      notice: withDefault(text, ''),
      member_list: withDefault(
        list(
          object({
            userid: text,
            /** 1 member of the corp, 2 external. */
            type: integer,
            unionid: optional(text),
            join_time: integer,
            /** 1 by a member, 2 by a link, 3 by QR code. */
            join_scene: integer,
            invitor: optional(object({ userid: text })),
            group_nickname: optional(text),
            name: optional(text),
            /** Of the join way. */
            state: optional(text),
          }),
        ),
        [],
      ),
      admin_list: withDefault(list(object({ userid: text })), []),
      /** Compare with that of the events to notice a missed one. */
      member_version: optional(text),
    }),
  }),
  asIs<{ chat_id: string; need_name?: 0 | 1 }>,
  [40050, 49008, 90501, 90509],
)
