/** Menus, protocol §1.13. A person's client shows a change within 24 hours, or at once after following again. */
import { asIs, get, limited, noParameters, post } from '../../kernel/call'
import { perDay } from '../../kernel/limits'
import { anything, list, nothing, object, optional, text, textOrNumber, withDefault } from '../../kernel/shape'

type Action =
  | {
      type:
        | 'click'
        | 'scancode_push'
        | 'scancode_waitmsg'
        | 'pic_sysphoto'
        | 'pic_photo_or_album'
        | 'pic_weixin'
        | 'location_select'
      /** At most 128 bytes; comes back as EventKey. */
      key: string
    }
  | { type: 'view'; url: string }
  | { type: 'media_id'; media_id: string }
  | { type: 'article_id' | 'article_view_limited'; article_id: string }
  | { type: 'miniprogram'; url: string; appid: string; pagepath: string }

/** A name takes 16 bytes on the first level and 60 on the second. */
export type MenuButton = { name: string } & (Action | { sub_button: ({ name: string } & Action)[] })

/** Up to three buttons with up to five below each. */
export interface Menu {
  button: MenuButton[]
}

/** Rules about sex, place and language were withdrawn (unverified when); what is left is the tag and the system of the phone. */
export interface MatchRule {
  tag_id?: string
  /** 1 iOS, 2 Android, 3 others. */
  client_platform_type?: '1' | '2' | '3'
}

const button = object({
  name: text,
  type: optional(text),
  key: optional(text),
  url: optional(text),
  appid: optional(text),
  pagepath: optional(text),
  media_id: optional(text),
  article_id: optional(text),
  sub_button: withDefault(list(anything), []),
})
const menuShape = object({ button: withDefault(list(button), []), menuid: optional(textOrNumber) })

/** 40016 and 40017 number or kind of buttons, 40018 name, 40019 key, 40020 address, 40023 to 40027 the same on the second level, 40054 and 40055 domain. */
export const createMenu = post(
  '/cgi-bin/menu/create',
  nothing,
  asIs<Menu>,
  [40016, 40017, 40018, 40019, 40020, 40023, 40024, 40025, 40026, 40027, 40054, 40055],
)

/** 46003 there is none. */
export const menu = get(
  '/cgi-bin/menu/get',
  object({
    menu: menuShape,
    conditionalmenu: withDefault(
      list(
        object({
          button: list(button),
          menuid: textOrNumber,
          matchrule: object({ tag_id: optional(textOrNumber), client_platform_type: optional(textOrNumber) }),
        }),
      ),
      [],
    ),
  }),
  noParameters,
  [46003],
)

/** The conditional ones go with it. */
export const deleteMenu = get('/cgi-bin/menu/delete', nothing, noParameters)

/** The newest that fits is shown. Needs a menu for everybody first: 65303. 65301 and others wrong rule. */
export const addConditionalMenu = limited(
  post(
    '/cgi-bin/menu/addconditional',
    object({ menuid: textOrNumber }),
    asIs<Menu & { matchrule: MatchRule }>,
    [65301, 65303],
  ),
  perDay(2000),
)

/** 65301 no such menu. */
export const deleteConditionalMenu = limited(
  post('/cgi-bin/menu/delconditional', nothing, asIs<{ menuid: string }>, [65301]),
  perDay(2000),
)

/** What one person would see. 40003 (or 65309) not a follower. */
export const matchMenu = post('/cgi-bin/menu/trymatch', menuShape, asIs<{ user_id: string }>, [40003, 65309])

/** The menu in use, wherever it was made: over the API or on the platform's console. */
export const currentMenu = get(
  '/cgi-bin/get_current_selfmenu_info',
  object({ is_menu_open: textOrNumber, selfmenu_info: optional(anything) }),
  noParameters,
)
