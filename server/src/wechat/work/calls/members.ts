/**
 * Address book, protocol §3.13. Apps made since 2022-06-20 get neither picture, gender, phone, mail nor address here;
 * a member gives those by OAuth (`oauthUserDetail`).
 */
import { asIs, get, post, type ReplyOf } from '../../kernel/call'
import { integer, list, object, optional, text, withDefault } from '../../kernel/shape'

/** All below `id`, or all that the app sees. 60003 (or 60123) no such department. */
export const departments = get(
  '/cgi-bin/department/list',
  object({
    department: list(
      object({
        id: integer,
        name: withDefault(text, ''),
        name_en: optional(text),
        department_leader: withDefault(list(text), []),
        parentid: integer,
        order: integer,
      }),
    ),
  }),
  ({ id }: { id?: number }) => ({ id }),
  [60003, 60123],
)

/** The same without names. */
export const departmentIds = get(
  '/cgi-bin/department/simplelist',
  object({ department_id: list(object({ id: integer, parentid: integer, order: integer })) }),
  ({ id }: { id?: number }) => ({ id }),
)

const memberShape = object({
  userid: text,
  name: text,
  /** 1 active, 2 disabled, 4 not activated, 5 left. */
  status: optional(integer),
  position: optional(text),
  department: withDefault(list(integer), []),
  main_department: optional(integer),
  is_leader_in_dept: withDefault(list(integer), []),
  direct_leader: withDefault(list(text), []),
  alias: optional(text),
})

/** Of the department itself, not of those below it. 60003 (or 60123) no such department, 60011 out of the app's range. */
export const members = get(
  '/cgi-bin/user/list',
  object({ userlist: list(memberShape) }),
  ({ department_id }: { department_id: number }) => ({ department_id }),
  [60003, 60011, 60123],
)

/** See `members`. */
export const memberNames = get(
  '/cgi-bin/user/simplelist',
  object({ userlist: list(object({ userid: text, name: text, department: withDefault(list(integer), []) })) }),
  ({ department_id }: { department_id: number }) => ({ department_id }),
  [60003, 60011, 60123],
)

/** 60111 no such member, 60011 out of the app's range. */
export const member = get(
  '/cgi-bin/user/get',
  memberShape,
  ({ userid }: { userid: string }) => ({ userid }),
  [60011, 60111],
)
export type WorkMember = ReplyOf<typeof member>

/** 60103 not a phone number, 46004 nobody has it. */
export const useridOfPhone = post(
  '/cgi-bin/user/getuserid',
  object({ userid: text }),
  asIs<{ mobile: string }>,
  [46004, 60103],
)
