import { ok } from '../../kernel/endpoint'
import { PlatformError } from '../../kernel/errors'
import { byteLength, isObject, type JsonObject } from '../../kernel/json'
import type { Kernel } from '../../kernel/kernel'
import { idText, object, text } from '../../kernel/validate'
import type { Person } from '../../people/people'
import type { Followers } from './followers'
import type { Tags } from './tags'

export interface MenuButton {
  type?: string
  name: string
  key?: string
  url?: string
  appid?: string
  pagepath?: string
  media_id?: string
  article_id?: string
  sub_button: MenuButton[]
}

interface Menu {
  menuid: string
  button: MenuButton[]
  matchrule?: { tag_id?: string; client_platform_type?: string }
}

const FIRST = { buttons: 3, name: 16, codes: { name: 40018, key: 40019, url: 40020, type: 40017, domain: 40055 } }
const SECOND = { buttons: 5, name: 60, codes: { name: 40025, key: 40026, url: 40027, type: 40024, domain: 40054 } }
const KEY_BYTES = 128
const URL_BYTES = 1024
const CHANGES_PER_DAY = 2000
/** Of the matching rules two are left, the tag and this one; sex, place and language were withdrawn (unverified when). */
const PLATFORMS = ['1', '2', '3']

const KEYED = [
  'click',
  'scancode_push',
  'scancode_waitmsg',
  'pic_sysphoto',
  'pic_photo_or_album',
  'pic_weixin',
  'location_select',
]

/** Menus of the official account, for all and for some (protocol reference §1.13). */
export class Menus {
  private readonly rows

  constructor(
    private readonly kernel: Kernel,
    private readonly followers: Followers,
    private readonly tags: Tags,
  ) {
    this.rows = kernel.store.map<Menu>(`menus ${followers.account.appid}`)
  }

  create(body: JsonObject): Record<string, unknown> {
    const button = this.readButtons(body.button, FIRST)
    this.rows.set('default', { menuid: this.nextId(), button })
    return ok()
  }

  get(): Record<string, unknown> {
    const menu = this.rows.get('default')
    if (menu === undefined) throw new PlatformError(46003)
    const conditional = this.conditional()
    return {
      menu: { button: menu.button, menuid: BigInt(menu.menuid) },
      ...(conditional.length === 0
        ? {}
        : {
            conditionalmenu: conditional.map(({ button, matchrule, menuid }) => ({
              button,
              matchrule,
              menuid: BigInt(menuid),
            })),
          }),
    }
  }

  removeAll(): Record<string, unknown> {
    this.rows.clear()
    return ok()
  }

  addConditional(body: JsonObject): Record<string, unknown> {
    this.countChange()
    if (!this.rows.has('default')) throw new PlatformError(65303)
    const rule = object(body, 'matchrule', 65304)
    const button = this.readButtons(body.button, FIRST)
    const matchrule: NonNullable<Menu['matchrule']> = {}
    if (rule.tag_id !== undefined && rule.tag_id !== '') matchrule.tag_id = String(this.tags.requireTag(rule, 'tag_id'))
    if (rule.client_platform_type !== undefined && rule.client_platform_type !== '') {
      matchrule.client_platform_type = idText(rule, 'client_platform_type', 40035)
      if (!PLATFORMS.includes(matchrule.client_platform_type)) throw new PlatformError(40035)
    }
    if (Object.keys(matchrule).length === 0) throw new PlatformError(65304)
    const menuid = this.nextId()
    this.rows.set(menuid, { menuid, button, matchrule })
    return { menuid }
  }

  removeConditional(body: JsonObject): Record<string, unknown> {
    this.countChange()
    const id = idText(body, 'menuid', 65301)
    if (id === 'default' || !this.rows.delete(id)) throw new PlatformError(65301)
    return ok()
  }

  tryMatch(body: JsonObject): Record<string, unknown> {
    const id = text(body, 'user_id', 65302)
    const person =
      this.kernel.people.byOpenid(id, this.followers.account.appid) ?? this.kernel.people.search(id, 1).items[0]
    if (person === undefined || this.followers.state(person)?.subscribed !== true) throw new PlatformError(65302)
    const menu = this.of(person)
    if (menu === undefined) throw new PlatformError(46003)
    return { button: menu.button }
  }

  current(): Record<string, unknown> {
    const menu = this.rows.get('default')
    if (menu === undefined) return { is_menu_open: 0 }
    const button = menu.button.map(({ sub_button: below, ...rest }) =>
      below.length === 0
        ? rest
        : { name: rest.name, sub_button: { list: below.map(({ sub_button: _, ...item }) => item) } },
    )
    return { is_menu_open: 1, selfmenu_info: { button } }
  }

  /** What the person sees below the chat: the newest menu that fits, otherwise the one for all. Phones here are Android. */
  of(person: Person): Menu | undefined {
    const worn = this.followers.state(person)?.tagIds ?? []
    const fitting = this.conditional().findLast(
      ({ matchrule }) =>
        (matchrule?.tag_id === undefined || worn.includes(Number(matchrule.tag_id))) &&
        (matchrule?.client_platform_type === undefined || matchrule.client_platform_type === '2'),
    )
    return fitting ?? this.rows.get('default')
  }

  /** Whether a button sends this material, which therefore cannot be deleted. */
  uses(mediaId: string): boolean {
    const buttons = [...this.rows.values()].flatMap(({ button }) =>
      button.flatMap((item) => [item, ...item.sub_button]),
    )
    return buttons.some((button) => button.media_id === mediaId)
  }

  private conditional(): Menu[] {
    return [...this.rows].filter(([key]) => key !== 'default').map(([, menu]) => menu)
  }

  private countChange(): void {
    this.kernel.quota.take(`conditional menus ${this.followers.account.appid}`, CHANGES_PER_DAY, 'day')
  }

  private nextId(): string {
    return String(420_000_000 + this.kernel.store.next('menu'))
  }

  private readButtons(input: unknown, level: typeof FIRST): MenuButton[] {
    const tooMany = level === FIRST ? 40016 : 40023
    if (!Array.isArray(input) || input.length === 0 || input.length > level.buttons) throw new PlatformError(tooMany)
    return input.map((item: unknown) => this.readButton(item, level))
  }

  private readButton(input: unknown, level: typeof FIRST): MenuButton {
    if (!isObject(input)) throw new PlatformError(level.codes.type)
    const name = this.within(text(input, 'name', level.codes.name), level.name, level.codes.name)
    if (level === FIRST && Array.isArray(input.sub_button) && input.sub_button.length > 0)
      return { name, sub_button: this.readButtons(input.sub_button, SECOND) }
    return { ...this.readAction(input, level), name, sub_button: [] }
  }

  private readAction(input: JsonObject, { codes }: typeof FIRST): Omit<MenuButton, 'name' | 'sub_button'> {
    const type = text(input, 'type', codes.type)
    const url = (): string => {
      const value = this.within(text(input, 'url', codes.url), URL_BYTES, codes.url)
      if (!URL.canParse(value) || !/^https?:/.test(value)) throw new PlatformError(codes.domain)
      return value
    }
    if (KEYED.includes(type)) return { type, key: this.within(text(input, 'key', codes.key), KEY_BYTES, codes.key) }
    switch (type) {
      case 'view':
        return { type, url: url() }
      case 'media_id':
        return { type, media_id: text(input, 'media_id', 40007) }
      case 'article_id':
      case 'article_view_limited':
        return { type, article_id: text(input, 'article_id', 53600) }
      case 'miniprogram': {
        const appid = text(input, 'appid', 40013)
        if (appid !== this.kernel.accounts.miniProgram.appid) throw new PlatformError(45064)
        return { type, url: url(), appid, pagepath: text(input, 'pagepath', 40165) }
      }
      default:
        throw new PlatformError(codes.type)
    }
  }

  private within(value: string, bytes: number, errcode: number): string {
    if (byteLength(value) > bytes) throw new PlatformError(errcode)
    return value
  }
}
